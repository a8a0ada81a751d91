package landfall.ledger;

/** Too many proposals wait already: nothing was decided, and the caller may try again. */
public final class LaneOverloadedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LaneOverloadedException(int limit) {
        super(limit + " proposals wait already");
    }
}
