package landfall.ruleset.analysis;

/** How much work may still be done, counted in boxes looked at, so that an analysis comes out the same everywhere. */
final class Work {

    /** The limit was reached. */
    static final class ExhaustedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        ExhaustedException() {
            super("the limit of work was reached", null, false, false);
        }
    }

    private long left;

    Work(long steps) {
        left = steps;
    }

    /** Takes a part of it for one question; what is not used goes back with {@link #giveBack}. */
    Work part(long most) {
        long taken = Math.min(most, left);
        left -= taken;
        return new Work(taken);
    }

    void giveBack(Work part) {
        left += part.left;
        part.left = 0;
    }

    void spend(long steps) {
        left -= steps;
        if (left < 0) {
            left = 0;
            throw new ExhaustedException();
        }
    }

    boolean isDone() {
        return left <= 0;
    }
}
