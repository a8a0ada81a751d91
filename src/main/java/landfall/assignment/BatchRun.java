package landfall.assignment;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import landfall.assignment.BatchLines.Line;
import landfall.http.ApiException;
import landfall.http.CallIds;
import landfall.http.ErrorCode;
import landfall.http.ItemProblems;
import landfall.ledger.Proposal;
import landfall.ledger.Recorded;
import org.jspecify.annotations.Nullable;

/**
 * One batch: its lines are read ahead, cleaned and routed by all cores, decided in their order, and answered in their order.
 * No more is read than can be answered, so a caller who reads slowly is read from slowly.
 */
final class BatchRun {

    /** Lines that one core prepares at a time. */
    private static final int CHUNK = 64;
    /** Chunks that are prepared while others are decided. */
    private static final int AHEAD = 4 * Runtime.getRuntime().availableProcessors();
    /** Decisions under way; fewer than the lane lets wait. */
    private static final int WINDOW = 2_048;
    /** A caller who sends nothing for so long is answered what he sent before. */
    private static final int PATIENCE_MILLIS = 5;

    private static final Line END = new Line(
            null,
            ApiException.busy("The service is stopping; the lines from here on were not read.", Duration.ofSeconds(1)),
            true);

    private final Intake intake;
    private final Assigner assigner;
    private final Options options;
    private final BatchAnswers answers;
    private final Executor cores;
    private final BooleanSupplier stopping;
    private final Deque<CompletableFuture<List<Object>>> preparing = new ArrayDeque<>();
    private final Deque<CompletableFuture<Outcome>> window = new ArrayDeque<>();
    private int count;

    /**
     * How the batch wants to be decided.
     *
     * @param key prefix of the key of each line that has none of its own; null: they have none
     * @param test nothing is recorded
     * @param mostLines of one batch
     */
    record Options(@Nullable String key, boolean test, int mostLines, String caller, CallIds ids) {}

    /** The answer of a line, or why it has none. */
    private record Outcome(byte @Nullable [] answer, @Nullable Throwable fault) {}

    /** A line that waits for its turn to be decided. */
    private record Ready(AssignmentRequest request, Proposal proposal) {}

    private record Numbered(int number, Line line) {}

    /**
     * A batch that has not begun.
     *
     * @param cores prepare lines, of any number of batches
     * @param stopping from when on no more lines are read; those that were read are decided and answered
     */
    BatchRun(
            Intake intake,
            Assigner assigner,
            Options options,
            BatchAnswers answers,
            Executor cores,
            BooleanSupplier stopping) {
        this.intake = intake;
        this.assigner = assigner;
        this.options = options;
        this.answers = answers;
        this.cores = cores;
        this.stopping = stopping;
    }

    void run(BatchLines lines) throws IOException {
        readAhead(lines);
        while (!preparing.isEmpty()) {
            for (Object prepared : preparing.remove().join()) {
                window.add(submit(prepared));
            }
            if (preparing.isEmpty() && !awaitReady(lines)) {
                answer(0);
                answers.flush();
            }
            readAhead(lines);
            answer(WINDOW - CHUNK);
        }
        answer(0);
        answers.flush();
    }

    /** Whether the caller sends on; one who waits for answers before that gets them. */
    private static boolean awaitReady(BatchLines lines) throws IOException {
        for (int i = 0; i < PATIENCE_MILLIS && !lines.isReady(); i++) {
            try {
                Thread.sleep(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException();
            }
        }
        return lines.isReady();
    }

    private void readAhead(BatchLines lines) throws IOException {
        while (preparing.size() < AHEAD && (preparing.isEmpty() || lines.isReady())) {
            List<Numbered> chunk = next(lines);
            if (chunk.isEmpty()) {
                return;
            }
            preparing.add(CompletableFuture.supplyAsync(
                    () -> chunk.stream().map(this::prepare).toList(), cores));
        }
    }

    private List<Numbered> next(BatchLines lines) throws IOException {
        List<Numbered> chunk = new ArrayList<>(CHUNK);
        while (chunk.size() < CHUNK && count <= options.mostLines()) {
            Line line = read(lines);
            if (line == null) {
                return chunk;
            }
            chunk.add(new Numbered(++count, line));
            if (line.last()) {
                count = options.mostLines() + 1;
            }
            if (!lines.isReady()) {
                return chunk;
            }
        }
        return chunk;
    }

    /** While the service stops, a last line that says so. */
    private @Nullable Line read(BatchLines lines) throws IOException {
        if (stopping.getAsBoolean()) {
            return END;
        }
        try {
            return lines.next();
        } catch (IOException silent) {
            // A caller who sends nothing while the service stops is not waited for.
            if (stopping.getAsBoolean()) {
                return END;
            }
            throw silent;
        }
    }

    /** A line that is ready, or the outcome where there is nothing to decide. */
    private Object prepare(Numbered numbered) {
        try {
            if (numbered.number > options.mostLines()) {
                throw new ApiException(
                        ErrorCode.BODY_TOO_LARGE,
                        "A batch has at most " + options.mostLines() + " lines; the lines from here on were not read.");
            }
            byte[] json = numbered.line.json();
            if (json == null) {
                return refused(SentBody.json(new byte[0]), null, numbered.line.fault());
            }
            return prepare(SentBody.json(json), options.key() == null ? null : options.key() + "-" + numbered.number);
        } catch (RuntimeException fault) {
            return new Outcome(null, fault);
        }
    }

    private Object prepare(SentBody line, @Nullable String key) {
        AssignmentRequest request = null;
        try {
            request = intake.readLine(line, key, options.caller(), options.ids());
            if (options.test() || request.flags().test()) {
                return new Outcome(assigner.preview(request, assigner.rules()), null);
            }
            return new Ready(request, assigner.propose(request));
        } catch (IOException | RuntimeException fault) {
            return refused(line, request, fault);
        }
    }

    private Outcome refused(SentBody line, @Nullable AssignmentRequest request, @Nullable Throwable fault) {
        if (!options.test() && fault != null) {
            intake.watch().refused(line, options.caller(), request, fault);
        }
        return new Outcome(null, fault);
    }

    private CompletableFuture<Outcome> submit(Object prepared) {
        if (prepared instanceof Ready ready) {
            return assigner.submit(ready.proposal()).toCompletableFuture().handle((recorded, fault) -> {
                intake.watch().saw(ready.request(), recorded, fault);
                return outcome(recorded, fault);
            });
        }
        return CompletableFuture.completedFuture((Outcome) prepared);
    }

    private static Outcome outcome(@Nullable Recorded recorded, @Nullable Throwable fault) {
        if (recorded instanceof Recorded.KeyConflict conflict) {
            return new Outcome(null, Refusals.keyReused(conflict.decisionId()));
        }
        return recorded instanceof Recorded.Answer answer
                ? new Outcome(answer.answer(), null)
                : new Outcome(null, fault);
    }

    /** Answers until no more than so many are under way. */
    private void answer(int left) throws IOException {
        while (window.size() > left) {
            Outcome outcome = outcome(window.remove());
            byte[] answer = outcome.answer();
            if (answer != null) {
                answers.answer(answer);
            } else {
                Throwable fault = outcome.fault() == null ? new IllegalStateException("no outcome") : outcome.fault();
                answers.problem(ItemProblems.of(
                        fault instanceof IOException ? fault : Refusals.translate(fault),
                        "POST",
                        BatchResource.PATH,
                        options.ids()));
            }
        }
    }

    private static Outcome outcome(CompletableFuture<Outcome> pending) {
        try {
            return pending.join();
        } catch (CompletionException fault) {
            return new Outcome(null, fault);
        }
    }
}
