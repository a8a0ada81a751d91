package landfall.ruleset.source;

/** Thrown where the parser lost its way, after the fault was reported; caught where it finds it again. */
final class Lost extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Lost() {
        // Without a stack trace: it is no defect, and files may be full of faults.
        super("lost", null, false, false);
    }
}
