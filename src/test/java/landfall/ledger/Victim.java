package landfall.ledger;

/** A process that assigns, and that can be killed. */
interface Victim extends Answering, AutoCloseable {

    /** Kills it as {@code kill -9} does, and waits until it is gone. */
    void kill();

    /** Ends it in good order. */
    @Override
    void close();
}
