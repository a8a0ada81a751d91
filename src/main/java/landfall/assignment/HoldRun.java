package landfall.assignment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import landfall.assignment.BatchLines.Line;
import landfall.assignment.HoldActs.Wish;
import landfall.http.ApiException;
import landfall.http.CallIds;
import landfall.http.Caller;
import landfall.http.ErrorCode;
import landfall.http.ItemProblems;
import landfall.ledger.AccountKey;
import landfall.ledger.Recorded;
import org.jspecify.annotations.Nullable;

/**
 * Holds many accounts, or lifts their holds, row by row: many at a time, answered in their order, each once it is on disk. A row
 * that names an account of a row that is still under way waits for it. For one thread.
 */
final class HoldRun {

    /** Decisions under way: so few that calls meanwhile needn't wait behind many. */
    private static final int WINDOW = 512;

    private static final Duration SOON = Duration.ofSeconds(1);

    private final HoldActs holds;
    private final ObjectMapper mapper;
    private final Options options;
    private final BatchAnswers answers;
    private final BooleanSupplier stopping;
    private final Deque<UnderWay> window = new ArrayDeque<>();

    /** @param mostRows of one call */
    record Options(ZoneId zone, int mostRows, Caller caller, CallIds ids) {}

    /** @param account null where the row names none */
    private record UnderWay(@Nullable AccountKey account, CompletableFuture<Recorded> recorded) {}

    HoldRun(HoldActs holds, ObjectMapper mapper, Options options, BatchAnswers answers, BooleanSupplier stopping) {
        this.holds = holds;
        this.mapper = mapper;
        this.options = options;
        this.answers = answers;
        this.stopping = stopping;
    }

    void run(BatchLines lines) throws IOException {
        int count = 0;
        Line line = lines.next();
        while (line != null) {
            count++;
            ApiException end = end(count);
            window.add(end == null ? begin(line) : failed(end));
            answer(WINDOW - 1);
            if (!lines.isReady()) {
                answer(0);
                answers.flush();
            }
            line = end != null || line.last() ? null : lines.next();
        }
        answer(0);
        answers.flush();
    }

    private @Nullable ApiException end(int count) {
        if (stopping.getAsBoolean()) {
            return ApiException.busy("The service is stopping; the rows from here on were not read.", SOON);
        }
        return count > options.mostRows()
                ? new ApiException(
                        ErrorCode.BODY_TOO_LARGE,
                        "A call has at most " + options.mostRows() + " rows; the rows from here on were not read.")
                : null;
    }

    private UnderWay begin(Line line) throws IOException {
        byte[] json = line.json();
        if (json == null) {
            return failed(line.fault() == null ? new IllegalStateException("no line") : line.fault());
        }
        AccountKey account = null;
        try {
            JsonNode row = mapper.readTree(json);
            ActFields fields = new ActFields();
            account = new AccountKey(
                    fields.required(text(row, "source"), "/source", "which system it comes from"),
                    fields.required(text(row, "externalId"), "/externalId", "which account it is"));
            Wish wish = wish(row, fields);
            fields.refuse();
            settleBefore(account);
            return new UnderWay(account, holds.act(account, wish).toCompletableFuture());
        } catch (IOException | RuntimeException fault) {
            return failed(fault);
        }
    }

    private Wish wish(JsonNode row, ActFields fields) {
        boolean lift = row.path("lift").asBoolean(false);
        String reason = text(row, "reason");
        return new Wish(
                lift ? null : fields.until(text(row, "until"), options.zone(), holds.now()),
                fields.by(options.caller(), text(row, "by")),
                lift ? fields.optional(reason, "/reason") : fields.required(reason, "/reason", "why"),
                options.caller(),
                options.ids());
    }

    private static @Nullable String text(JsonNode row, String field) {
        JsonNode value = row.path(field);
        return value.isValueNode() && !value.isNull() ? value.asText() : null;
    }

    private static UnderWay failed(Throwable fault) {
        return new UnderWay(null, CompletableFuture.failedFuture(fault));
    }

    /** Two rows of one account are decided one after the other. */
    private void settleBefore(AccountKey account) {
        for (UnderWay before : window) {
            if (account.equals(before.account())) {
                before.recorded().handle((recorded, fault) -> 0).join();
            }
        }
    }

    /** Answers until no more than so many are under way. */
    private void answer(int left) throws IOException {
        while (window.size() > left) {
            try {
                Recorded recorded = window.remove().recorded().join();
                answers.answer(((Recorded.Answer) recorded).answer());
            } catch (CompletionException failed) {
                Throwable fault = Refusals.cause(failed);
                answers.problem(ItemProblems.of(
                        fault instanceof IOException ? fault : Refusals.translate(fault),
                        "POST",
                        HoldsResource.PATH,
                        options.ids()));
            }
        }
    }
}
