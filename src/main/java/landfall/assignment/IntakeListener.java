package landfall.assignment;

/** Told of calls that made no decision, by the threads that answer them: it must return at once, and throw nothing. */
public interface IntakeListener {

    IntakeListener NONE = new IntakeListener() {
        @Override
        public void refused(RefusedCall call) {}

        @Override
        public void repeated(String source) {}
    };

    /** A call, or a line of a batch, was answered 4xx by what it said. */
    void refused(RefusedCall call);

    /**
     * A call got the answer again that its idempotency key had got before.
     *
     * @param source of its account
     */
    void repeated(String source);
}
