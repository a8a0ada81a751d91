package landfall.assignment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import landfall.http.ApiException;
import landfall.http.CallIds;
import landfall.http.ItemProblems;
import landfall.ledger.Recorded;
import org.jspecify.annotations.Nullable;

/** The events of one body: each is decided by itself, and answered in its place. For one call. */
final class EventRun {

    private final Intake intake;
    private final Assigner assigner;
    private final ObjectMapper mapper;
    private final Options options;
    private final Executor cores;
    /** Of events that change what is known: the last one of each account, so that none overtakes another. */
    private final Map<Object, CompletableFuture<Outcome>> lastOf = new HashMap<>();

    private int replayed;

    /**
     * How the events want to be decided.
     *
     * @param key prefix of the key of each event that has none of its own; null: they have none
     * @param changes whether an event tells a property of a known account, and not an account
     */
    record Options(@Nullable String key, boolean changes, String caller, CallIds ids) {}

    /** The answer of an event, or why it has none. */
    private record Outcome(byte @Nullable [] answer, boolean replayed, @Nullable Throwable fault) {

        static Outcome of(@Nullable Recorded recorded, @Nullable Throwable thrown) {
            if (recorded instanceof Recorded.KeyConflict conflict) {
                return new Outcome(null, false, Refusals.keyReused(conflict.decisionId()));
            }
            return recorded instanceof Recorded.Answer answer
                    ? new Outcome(answer.answer(), answer.replayed(), null)
                    : new Outcome(null, false, thrown);
        }
    }

    /**
     * All answers.
     *
     * @param json a list, in the order of the events
     * @param replayed whether each of them is an answer that its key had got before
     */
    record Answers(byte[] json, boolean replayed) {}

    /** @param cores decide what has to wait for something else */
    EventRun(Intake intake, Assigner assigner, ObjectMapper mapper, Options options, Executor cores) {
        this.intake = intake;
        this.assigner = assigner;
        this.mapper = mapper;
        this.options = options;
        this.cores = cores;
    }

    /**
     * Decides them. Completes with the fault where the service could not decide some: sent again, those that were decided get
     * the answers that they had, as far as they have keys.
     */
    CompletionStage<Answers> run(SentBody body, List<byte[]> events) {
        List<CompletableFuture<Outcome>> outcomes = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            outcomes.add(begin(body.part(events.get(i)), options.key() == null ? null : options.key() + "-" + (i + 1)));
        }
        return CompletableFuture.allOf(outcomes.toArray(CompletableFuture[]::new))
                .thenApply(all -> answers(outcomes));
    }

    private CompletableFuture<Outcome> begin(SentBody event, @Nullable String key) {
        AssignmentRequest request;
        try {
            request = intake.readLine(event, key, options.caller(), options.ids());
            if (request.flags().test()) {
                return CompletableFuture.completedFuture(
                        new Outcome(assigner.preview(request, assigner.rules()), false, null));
            }
        } catch (IOException | RuntimeException fault) {
            intake.watch().refused(event, options.caller(), null, fault);
            return CompletableFuture.completedFuture(new Outcome(null, false, fault));
        }
        if (!options.changes()) {
            return decide(request);
        }
        Object account = String.valueOf(request.account().fields().get("externalId"));
        CompletableFuture<Outcome> before = lastOf.get(account);
        CompletableFuture<Outcome> mine =
                before == null ? decide(request) : before.thenComposeAsync(done -> decide(request), cores);
        lastOf.put(account, mine);
        return mine;
    }

    private CompletableFuture<Outcome> decide(AssignmentRequest request) {
        try {
            return intake.watch()
                    .watch(
                            request,
                            () -> options.changes() ? assigner.assignChange(request, cores) : assigner.assign(request))
                    .handle(Outcome::of)
                    .toCompletableFuture();
        } catch (RuntimeException fault) {
            return CompletableFuture.completedFuture(new Outcome(null, false, fault));
        }
    }

    private Answers answers(List<CompletableFuture<Outcome>> outcomes) {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        json.write('[');
        for (CompletableFuture<Outcome> each : outcomes) {
            if (json.size() > 1) {
                json.write(',');
            }
            json.writeBytes(answer(each.join()));
        }
        json.write(']');
        return new Answers(json.toByteArray(), replayed > 0 && replayed == outcomes.size());
    }

    private byte[] answer(Outcome outcome) {
        if (outcome.answer() != null) {
            replayed += outcome.replayed() ? 1 : 0;
            return outcome.answer();
        }
        Throwable fault = outcome.fault() == null ? new IllegalStateException("no outcome") : outcome.fault();
        Throwable told = fault instanceof IOException ? fault : Refusals.translate(fault);
        ApiException problem = ApiException.of(told);
        if (problem.code().status() >= 500) {
            throw told instanceof RuntimeException runtime ? runtime : problem;
        }
        try {
            return mapper.writeValueAsBytes(ItemProblems.of(told, "POST", EventsResource.PATH, options.ids()));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a problem that has no JSON form", impossible);
        }
    }
}
