package landfall.intake;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.ulid.UlidCreator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import landfall.assignment.IntakeListener;
import landfall.assignment.RefusedCall;
import landfall.http.ProblemIssue;
import landfall.ledger.CallCount;
import landfall.ledger.ServiceSeal;
import landfall.sources.FormBody;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps calls that were refused, for thirty days, and counts those and the repeated ones. Calls only put them into memory;
 * {@link #write} brings them to disk. Safe for any number of threads.
 */
public final class RefusedCalls implements IntakeListener, AutoCloseable {

    static final int MOST_KEPT = 20_000;
    static final Duration KEPT_FOR = Duration.ofDays(30);
    static final int LARGEST_BODY = 16 * 1024;

    private static final int LONGEST_TEXT = 16 * 1024;
    private static final int LONGEST_TYPE = 200;
    private static final int MOST_WAITING = 1_000;
    private static final int MOST_AT_ONCE = 100;

    private static final Logger LOG = LoggerFactory.getLogger(RefusedCalls.class);

    private final Jdbi jdbi;
    private final Consumer<Runnable> durably;
    private final ServiceSeal sealing;
    private final Masking masking;
    private final InstantSource clock;
    private final String process = UlidCreator.getMonotonicUlid().toString();
    private final IntakeCounts counts = new IntakeCounts();
    private final BlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final BlockingQueue<Submitted> submitted = new LinkedBlockingQueue<>();
    private final LongAdder notKept = new LongAdder();

    private record Waiting(String id, Instant at, RefusedCall call) {}

    private record Submitted(String id, Instant at, String by, String assignment) {}

    /**
     * Over the ledger's database.
     *
     * @param durably runs what writes, and returns once it is on disk
     * @param secret 32 random bytes, under which bodies are sealed
     */
    public RefusedCalls(
            Jdbi jdbi, Consumer<Runnable> durably, byte[] secret, ObjectMapper mapper, InstantSource clock) {
        this.jdbi = jdbi;
        this.durably = durably;
        this.sealing = new ServiceSeal(secret);
        this.masking = new Masking(mapper);
        this.clock = clock;
    }

    @Override
    public void refused(RefusedCall call) {
        Instant now = clock.instant();
        counts.count(now.toEpochMilli(), call.source(), IntakeCounts.REFUSED);
        if (call.body().bytes().length == 0
                || !waiting.offer(new Waiting(UlidCreator.getMonotonicUlid().toString(), now, call))) {
            notKept.increment();
        }
    }

    @Override
    public void repeated(String source) {
        counts.count(clock.millis(), source, IntakeCounts.REPEATED);
    }

    /** A refused call was submitted again and decided. */
    void submitted(String id, String by, String assignment) {
        submitted.add(new Submitted(id, clock.instant(), by, assignment));
    }

    /** How many were counted and not kept since this process started: too many at once, or nothing in them. */
    long notKept() {
        return notKept.sum();
    }

    /** Brings to disk what waits, at most a hundred calls. */
    public synchronized void write() {
        List<Waiting> calls = new ArrayList<>();
        waiting.drainTo(calls, MOST_AT_ONCE);
        List<Submitted> submissions = new ArrayList<>();
        submitted.drainTo(submissions);
        List<CallCount> counted = counts.take();
        Instant now = clock.instant();
        if (calls.isEmpty() && submissions.isEmpty() && counted.isEmpty()) {
            return;
        }
        try {
            durably.accept(() -> jdbi.useTransaction(handle -> {
                IntakeDao dao = handle.attach(IntakeDao.class);
                calls.forEach(call -> insert(dao, call));
                submissions.forEach(
                        each -> dao.insertSubmission(each.id(), utc(each.at()), each.by(), each.assignment()));
                counted.forEach(count -> add(dao, count));
            }));
        } catch (RuntimeException failed) {
            counts.putBack(counted);
            submitted.addAll(submissions);
            calls.stream().filter(call -> !waiting.offer(call)).forEach(lost -> notKept.increment());
            throw failed;
        }
        counts.forgetBefore(now.toEpochMilli() / IntakeCounts.QUARTER_MILLIS - 1);
    }

    private void insert(IntakeDao dao, Waiting waiting) {
        RefusedCall call = waiting.call();
        byte[] body = call.body().bytes();
        dao.insert(
                waiting.id(),
                utc(waiting.at()),
                call.caller(),
                IntakeCounts.source(call.source()),
                call.code(),
                cut(Masking.text(told(call))),
                cut(masking.mask(body, call.body().form())),
                body.length > LARGEST_BODY ? null : sealing.seal(waiting.id(), body),
                form(call.body().form()),
                call.body().source() == null ? null : call.body().source().name());
    }

    /** No longer than its column; no charset has so long a name. */
    private static @Nullable String form(@Nullable String type) {
        return type == null || type.length() <= LONGEST_TYPE ? type : FormBody.TYPE;
    }

    /** What the caller was told, each fault on a line of its own. */
    private static String told(RefusedCall call) {
        return Stream.concat(Stream.of(call.detail()), call.issues().stream().map(RefusedCalls::told))
                .collect(Collectors.joining("\n"));
    }

    private static String told(ProblemIssue issue) {
        return issue.place() == null ? issue.message() : issue.place() + ": " + issue.message();
    }

    private static String cut(String text) {
        return (text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "…" : text).replace('\0', ' ');
    }

    private void add(IntakeDao dao, CallCount count) {
        if (dao.addCount(count.quarter(), count.source(), count.kind(), process, count.calls()) == 0) {
            dao.insertCount(count.quarter(), count.source(), count.kind(), process, count.calls());
        }
    }

    /** Deletes what is older than thirty days, and all but the newest twenty thousand. */
    public synchronized void clean() {
        OffsetDateTime before = utc(clock.instant().minus(KEPT_FOR));
        durably.accept(() -> jdbi.useTransaction(handle -> {
            IntakeDao dao = handle.attach(IntakeDao.class);
            if (dao.deleteOlder(before) + dao.deleteBeyond(MOST_KEPT) > 0) {
                dao.deleteSubmissions();
            }
        }));
    }

    Optional<StoredRefusal> find(String id) {
        return jdbi.withExtension(IntakeDao.class, dao -> dao.find(id));
    }

    /**
     * In order of time.
     *
     * @param after id of the last one of the page before; empty for the first page
     */
    List<StoredRefusal> list(String after, boolean wereSubmitted, int limit) {
        return jdbi.withExtension(IntakeDao.class, dao -> dao.list(after, wereSubmitted, limit));
    }

    /** The body as it came; empty where it was too large to be kept. */
    Optional<byte[]> body(StoredRefusal refusal) {
        return Optional.ofNullable(refusal.sealed()).map(bytes -> sealing.open(refusal.id(), bytes));
    }

    /** Those that were written, of all processes. */
    List<CallCount> counts(long fromQuarter, long toQuarter) {
        return jdbi.withExtension(IntakeDao.class, dao -> dao.counts(fromQuarter, toQuarter));
    }

    /** What can't be written any more is lost with the process, which ends all the same. */
    @Override
    public void close() {
        try {
            while (!waiting.isEmpty()) {
                write();
            }
            write();
        } catch (RuntimeException failed) {
            LOG.warn("Refused calls and counts of the last seconds are lost: they could not be written", failed);
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
