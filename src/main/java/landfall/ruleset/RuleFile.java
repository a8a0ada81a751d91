package landfall.ruleset;

/**
 * One file of a rule set, as it was found. A file that must not be read is here as well, with the reason and without
 * bytes, so that the check can name it.
 *
 * @param path relative to the rule set's folder, with {@code /}
 */
public record RuleFile(String path, byte[] bytes, Reading reading) {

    /** How a file of a folder was read. */
    public enum Reading {
        WHOLE,
        /** Of no kind that Landfall knows. */
        IGNORED,
        TOO_LARGE,
        /** A link that leads out of the folder. */
        OUTSIDE,
        UNREADABLE
    }

    public RuleFile(String path, byte[] bytes) {
        this(path, bytes, Reading.WHOLE);
    }

    public FileKind kind() {
        return FileKind.of(path);
    }
}
