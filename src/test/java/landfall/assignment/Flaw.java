package landfall.assignment;

/** A defect that a simulated node is given, to see that the simulation finds it. */
enum Flaw {
    NONE,
    /** What was answered last is gone after a crash, as if it had been answered before it was on disk. */
    ANSWER_LOST,
    /** Calls are decided without their idempotency key. */
    KEY_IGNORED,
    /** Old keys are forgotten whatever their age. */
    KEYS_DROPPED,
    /** Offers time out by a clock that is an hour ahead. */
    TIMER_EARLY,
    /** A transaction that was rolled back took its turn along. */
    TURN_SKIPPED
}
