package landfall.ruleset.source;

/** Thrown where the expansion of sentences would take more work or room than it may. */
final class TooMuch extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooMuch(String message) {
        super(message, null, false, false);
    }
}
