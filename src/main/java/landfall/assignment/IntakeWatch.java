package landfall.assignment;

import java.io.IOException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import landfall.http.ApiException;
import landfall.ledger.Recorded;
import org.jspecify.annotations.Nullable;

/** Sees which calls made no decision, and tells the listener; a call that does is only looked at. */
final class IntakeWatch {

    private final IntakeListener listener;

    IntakeWatch(IntakeListener listener) {
        this.listener = listener;
    }

    /** The same stage, or the same exception. */
    CompletionStage<Recorded> watch(AssignmentRequest request, Supplier<CompletionStage<Recorded>> decision) {
        try {
            return decision.get().whenComplete((recorded, thrown) -> saw(request, recorded, thrown));
        } catch (RuntimeException refused) {
            saw(request, null, refused);
            throw refused;
        }
    }

    void saw(AssignmentRequest request, @Nullable Recorded recorded, @Nullable Throwable thrown) {
        if (recorded instanceof Recorded.Answer answer) {
            if (answer.replayed()) {
                listener.repeated(source(request));
            }
        } else if (recorded instanceof Recorded.KeyConflict conflict) {
            refused(request.body(), request.caller(), request, Refusals.keyReused(conflict.decisionId()));
        } else if (thrown != null) {
            refused(request.body(), request.caller(), request, thrown);
        }
    }

    /**
     * Something was wrong; told where it is the call's own fault.
     *
     * @param request null where the body could not be read as one
     */
    void refused(SentBody body, String caller, @Nullable AssignmentRequest request, Throwable thrown) {
        if (request != null && request.flags().test()) {
            return;
        }
        ApiException fault = ApiException.of(thrown instanceof IOException ? thrown : Refusals.translate(thrown));
        if (fault.code().status() < 500) {
            listener.refused(new RefusedCall(
                    caller,
                    request == null ? source(body, caller) : source(request),
                    body,
                    fault.code().code(),
                    fault.detail(),
                    fault.issues()));
        }
    }

    private static String source(SentBody body, String caller) {
        return body.source() == null ? caller : body.source().name();
    }

    private static String source(AssignmentRequest request) {
        return request.account().fields().get("source") instanceof String source && !source.isBlank()
                ? source.strip()
                : request.caller();
    }
}
