package landfall.ruleset.source;

/**
 * The work that the expansion of one file may take: each character that a regular expression looks at is a step. Counted
 * instead of timed, so that the same files are read or refused on every machine.
 */
final class Steps {

    private static final long AT_LEAST = 20_000_000;
    private static final long FOR_EACH_CHARACTER = 200;

    private long left;

    Steps(int characters) {
        this.left = AT_LEAST + FOR_EACH_CHARACTER * characters;
    }

    void spend(long steps) {
        left -= steps;
        if (left < 0) {
            throw new TooMuch("takes more work than it may");
        }
    }
}
