package landfall.ledger;

/** What the lane does for durability. Only {@link #SYNCED} is for use; the others let the tests show what it is for. */
enum Durability {
    /** Each transaction is written when it commits, and the file is synced before any answer. */
    SYNCED("0"),
    /** Written at each commit, but left to the operating system: survives a kill, not a power failure. */
    WRITTEN("0"),
    /** H2's own default: written within half a second. */
    H2_DEFAULT("500");

    private final String writeDelay;

    Durability(String writeDelay) {
        this.writeDelay = writeDelay;
    }

    String writeDelay() {
        return writeDelay;
    }

    boolean syncs() {
        return this == SYNCED;
    }
}
