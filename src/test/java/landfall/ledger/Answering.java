package landfall.ledger;

import java.io.IOException;

/** Whoever can be asked for an assignment. */
@FunctionalInterface
interface Answering {

    /**
     * Asks for an assignment and waits for the answer, JSON with {@code assignmentId}, {@code repId} and {@code turn}; safe for many threads.
     *
     * @throws IOException where no answer came: the caller doesn't know whether it was decided
     */
    String assign(History.Ask ask) throws IOException;
}
