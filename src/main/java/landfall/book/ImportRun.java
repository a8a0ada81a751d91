package landfall.book;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import landfall.account.AccountCleaner;
import landfall.account.CleanedAccount.Change;
import landfall.assignment.ImportedAccount;
import landfall.assignment.Imports;
import landfall.assignment.Imports.DecidedMeanwhileException;
import landfall.assignment.Imports.Prepared;
import landfall.assignment.Imports.Taken;
import landfall.book.RowReading.Read;
import landfall.http.ApiException;
import landfall.http.ErrorCode;
import landfall.ledger.AccountKey;
import landfall.ledger.LaneOverloadedException;
import org.jspecify.annotations.Nullable;

/**
 * One import: rows are read ahead and prepared by all cores, decided in their order, a few hundred at a time beside the calls
 * of others. Two rows of one account are decided one after the other. For one thread.
 */
final class ImportRun {

    /** Rows that one core prepares at a time. */
    private static final int CHUNK = 64;
    /** Chunks that are prepared while others are decided: enough to go on while the key index is written, which holds up the lane. */
    private static final int AHEAD = 16 * Runtime.getRuntime().availableProcessors();
    /** Decisions under way: so few that calls meanwhile needn't wait behind many. */
    private static final int WINDOW = 1_024;

    private static final Duration OVERLOADED = Duration.ofMillis(20);

    private final Imports imports;
    private final Imports.Context context;
    private final RowReading reading;
    private final ImportTally tally;
    private final Executor cores;
    private final BooleanSupplier stopping;
    private final Deque<CompletableFuture<List<Row>>> preparing = new ArrayDeque<>();
    private final Deque<UnderWay> window = new ArrayDeque<>();
    private final Map<AccountKey, Integer> accounts = new HashMap<>();

    /** A row that was read, and cleaned where it can be taken. */
    private record Row(long number, Read read, @Nullable Prepared prepared) {}

    private record UnderWay(Row row, @Nullable CompletableFuture<Taken> taken) {}

    /** @param stopping from when on no more rows are read */
    ImportRun(
            Imports imports,
            Imports.Context context,
            RowReading reading,
            ImportTally tally,
            Executor cores,
            BooleanSupplier stopping) {
        this.imports = imports;
        this.context = context;
        this.reading = reading;
        this.tally = tally;
        this.cores = cores;
        this.stopping = stopping;
    }

    /** Whatever was counted is on disk; what breaks it off is thrown, and then rows under way may be on disk as well. */
    void run(SentRows rows, int mostRows) throws IOException {
        readAhead(rows, mostRows);
        while (!preparing.isEmpty()) {
            for (Row row : preparing.remove().join()) {
                submit(row);
            }
            readAhead(rows, mostRows);
            settle(WINDOW - CHUNK);
        }
        settle(0);
    }

    private void readAhead(SentRows rows, int mostRows) throws IOException {
        while (preparing.size() < AHEAD) {
            List<SentRow> chunk = new ArrayList<>(CHUNK);
            while (chunk.size() < CHUNK) {
                SentRow row = next(rows);
                if (row == null) {
                    break;
                }
                if (tally.read() >= mostRows) {
                    throw new ApiException(
                            ErrorCode.BODY_TOO_LARGE,
                            "A book has at most " + mostRows + " rows; what comes before row " + row.number()
                                    + " was taken.");
                }
                tally.countRead();
                chunk.add(row);
            }
            if (chunk.isEmpty()) {
                return;
            }
            preparing.add(CompletableFuture.supplyAsync(
                    () -> chunk.stream().map(this::prepare).toList(), cores));
        }
    }

    private @Nullable SentRow next(SentRows rows) throws IOException {
        if (stopping.getAsBoolean()) {
            throw ApiException.busy(
                    "The service is stopping; what was counted is kept, and the same book can be sent again.",
                    Duration.ofSeconds(1));
        }
        return rows.next();
    }

    private Row prepare(SentRow sent) {
        Read read = reading.read(sent);
        ImportedAccount account = read.account();
        if (account == null) {
            return new Row(sent.number(), read, null);
        }
        try {
            Prepared prepared = imports.prepare(account, context);
            List<RowIssue> issues = new ArrayList<>(read.issues());
            for (Change change : prepared.cleaned().changes()) {
                if (change.cleaned() == null && AccountCleaner.field(change.field()) != null) {
                    issues.add(notUnderstood(sent.number(), read, change));
                }
            }
            return new Row(sent.number(), new Read(account, read.columns(), issues), prepared);
        } catch (ApiException refused) {
            List<RowIssue> issues = new ArrayList<>(read.issues());
            issues.add(leftOut(sent.number(), refused));
            return new Row(sent.number(), new Read(null, read.columns(), issues), null);
        }
    }

    private static RowIssue leftOut(long number, ApiException refused) {
        return switch (refused.code()) {
            case NO_IDENTITY ->
                RowIssue.of(
                        number,
                        null,
                        null,
                        RowFault.NO_IDENTITY,
                        "The row names no externalId and no email.",
                        "say which account it is, by its id in the CRM");
            case HELD ->
                RowIssue.of(
                        number,
                        null,
                        null,
                        RowFault.HELD,
                        refused.detail(),
                        "lift the hold first, or bring the row in again when it is over");
            default -> RowIssue.of(number, null, null, RowFault.NOT_RECORDED, refused.detail(), null);
        };
    }

    private static RowIssue notUnderstood(long number, Read read, Change change) {
        boolean personal = AccountCleaner.isPersonal(change.field());
        return RowIssue.of(
                number,
                RowReading.column(read, change.field()),
                personal ? null : change.raw(),
                RowFault.NOT_UNDERSTOOD,
                "It was not understood as " + change.field() + ": " + change.because() + ".",
                null);
    }

    private void submit(Row row) {
        Prepared prepared = row.prepared();
        if (prepared == null) {
            window.add(new UnderWay(row, null));
            return;
        }
        Row ready = row;
        if (accounts.containsKey(prepared.account())) {
            // Compared with what an earlier row of this account is about to change.
            settle(0);
            ready = again(row);
        }
        accounts.merge(prepared.account(), 1, Integer::sum);
        window.add(underWay(ready));
    }

    private UnderWay underWay(Row row) {
        Prepared prepared = row.prepared();
        return prepared == null || prepared.proposal() == null
                ? new UnderWay(row, null)
                : new UnderWay(row, imports.submit(prepared.proposal()).toCompletableFuture());
    }

    private Row again(Row row) {
        ImportedAccount account = row.read().account();
        return account == null ? row : new Row(row.number(), row.read(), imports.prepare(account, context));
    }

    /** Until no more than so many are under way. */
    private void settle(int left) {
        while (window.size() > left) {
            UnderWay oldest = window.remove();
            settle(oldest);
            Prepared prepared = oldest.row().prepared();
            if (prepared != null) {
                accounts.computeIfPresent(prepared.account(), (key, count) -> count == 1 ? null : count - 1);
            }
        }
    }

    private void settle(UnderWay oldest) {
        UnderWay trying = oldest;
        while (trying.taken() != null) {
            try {
                tally.taken(
                        trying.row().number(),
                        trying.row().read(),
                        trying.row().prepared(),
                        trying.taken().join());
                return;
            } catch (CompletionException failed) {
                trying = retry(trying.row(), failed.getCause());
            }
        }
        tally.settled(trying.row().read(), trying.row().prepared());
    }

    /** Where another call was faster, or too many waited; whatever else fails breaks the import off. */
    private UnderWay retry(Row row, @Nullable Throwable why) {
        if (why instanceof LaneOverloadedException) {
            pause();
            return underWay(row);
        }
        if (why instanceof DecidedMeanwhileException) {
            return underWay(again(row));
        }
        throw Imports.translate(why == null ? new IllegalStateException("failed") : why);
    }

    private static void pause() {
        try {
            Thread.sleep(OVERLOADED.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ApiException.busy("The service is stopping.", Duration.ofSeconds(1));
        }
    }
}
