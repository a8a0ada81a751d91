package landfall.ledger;

import java.util.concurrent.CompletableFuture;

/**
 * A proposal and who waits for its answer.
 *
 * @param nanoTime when it came
 */
record Submission(Proposal proposal, CompletableFuture<Recorded> answer, long nanoTime) {

    Submission(Proposal proposal) {
        this(proposal, new CompletableFuture<>(), System.nanoTime());
    }
}
