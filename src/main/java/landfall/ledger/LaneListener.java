package landfall.ledger;

/** Told of what the lane does, by threads of the lane's own: it must return at once, and throw nothing. */
public interface LaneListener {

    LaneListener NONE = new LaneListener() {
        @Override
        public void wrote(LaneBatch batch) {}

        @Override
        public void turnedAway() {}
    };

    /** A batch is done; its callers hear of it after this. */
    void wrote(LaneBatch batch);

    /** A proposal never came into a batch: too many waited, or the lane was closing. */
    void turnedAway();
}
