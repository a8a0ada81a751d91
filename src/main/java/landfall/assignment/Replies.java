package landfall.assignment;

import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import landfall.ledger.Recorded;

/** Answers calls once their decision is durable. */
final class Replies {

    private static final int ANSWER_WITHIN_SECONDS = 10;

    private Replies() {}

    /** @param decision may throw what the call is refused for */
    static void resume(AsyncResponse response, Supplier<CompletionStage<Recorded>> decision) {
        response.setTimeout(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS);
        response.setTimeoutHandler(late -> late.resume(Refusals.stillUnderWay()));
        try {
            decision.get().whenComplete((recorded, thrown) -> {
                if (thrown != null) {
                    response.resume(Refusals.translate(thrown));
                } else if (recorded instanceof Recorded.KeyConflict conflict) {
                    response.resume(Refusals.keyReused(conflict.decisionId()));
                } else {
                    response.resume(answer((Recorded.Answer) recorded));
                }
            });
        } catch (RuntimeException thrown) {
            response.resume(Refusals.translate(thrown));
        }
    }

    private static Response answer(Recorded.Answer answer) {
        Response.ResponseBuilder response = Response.ok(answer.answer(), MediaType.APPLICATION_JSON_TYPE);
        return answer.replayed() ? response.header("Idempotent-Replay", "true").build() : response.build();
    }
}
