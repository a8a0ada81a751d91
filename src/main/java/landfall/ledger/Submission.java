package landfall.ledger;

import java.util.concurrent.CompletableFuture;

/** A proposal and who waits for its answer. */
record Submission(Proposal proposal, CompletableFuture<Recorded> answer) {

    Submission(Proposal proposal) {
        this(proposal, new CompletableFuture<>());
    }
}
