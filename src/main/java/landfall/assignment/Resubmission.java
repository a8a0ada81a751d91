package landfall.assignment;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.container.AsyncResponse;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;
import landfall.http.CallIds;
import landfall.ledger.Recorded;
import landfall.sources.Sources;
import org.jspecify.annotations.Nullable;

/** Decides a call that was refused before: as it came, or mended. */
public final class Resubmission {

    private final Intake intake;
    private final Assigner assigner;
    private final Sources sources;

    public Resubmission(ObjectMapper mapper, Assigner assigner, Sources sources) {
        this.intake = new Intake(mapper);
        this.assigner = assigner;
        this.sources = sources;
    }

    /**
     * What is submitted.
     *
     * @param form its content type where it is a form; null: it is JSON
     * @param readBy the source by whose map it is read; null: none
     */
    public record Body(byte[] bytes, @Nullable String form, @Nullable String readBy) {}

    /**
     * Submits it; the response is resumed with the answer, or with why it is refused again.
     *
     * @param key by which it is decided once, however often it is submitted; one in the body comes first
     * @param source of an account that names none
     * @param caller who submits it
     * @param decided is told the decision's id, by a thread that must not be kept
     */
    public void submit(
            Body body, String key, String source, String caller, AsyncResponse response, Consumer<String> decided)
            throws IOException {
        AssignmentRequest read = intake.read(
                new SentBody(body.bytes(), body.form(), sources.named(body.readBy())),
                name -> null,
                null,
                caller,
                CallIds.current());
        if (read.flags().test()) {
            throw Refusals.invalid(
                    List.of(Refusals.fault("/test", "What is submitted again is recorded: leave this out.")));
        }
        AssignmentRequest request = read.fromSource(source);
        Replies.resume(response, () -> {
            // Else the key would stand for an account of which nobody knows which it is.
            assigner.requireIdentity(request);
            AssignmentRequest keyed = request.keyedBy(key);
            CompletionStage<Recorded> decision = request.body().tellsChange()
                    ? assigner.assignChange(keyed, ForkJoinPool.commonPool())
                    : assigner.assign(keyed);
            return decision.whenComplete((recorded, thrown) -> {
                if (recorded instanceof Recorded.Answer answer) {
                    decided.accept(answer.decisionId());
                }
            });
        });
    }
}
