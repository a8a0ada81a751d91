package landfall.ledger;

import java.io.IOException;

/** A process that assigns, and that can be killed. */
interface Victim extends AutoCloseable {

    /**
     * Asks for an assignment and waits for the answer; safe for many threads.
     *
     * @throws IOException where no answer came: the caller doesn't know whether it was decided
     */
    String assign(String account, String key) throws IOException;

    /** Kills it as {@code kill -9} does, and waits until it is gone. */
    void kill();

    /** Ends it in good order. */
    @Override
    void close();
}
