package landfall.ruleset;

import com.github.f4b6a3.ulid.UlidCreator;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import landfall.ruleset.Activator.Order;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Activations that are put off until an instant. Whichever node is first does it, once; what was due while no node ran is done at
 * the next start. One that can't be done at its time ends with why, and what is active stays. Safe for many threads.
 */
public final class Schedule implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Schedule.class);
    private static final long TICK_MILLIS = 250;
    private static final int LONGEST_DETAIL = 10_000;
    /** Who ends what was due. */
    private static final String BY = "schedule";

    private final ScheduleDao schedule;
    private final Consumer<Runnable> durably;
    private final RuleSetVersions versions;
    private final Changes changes;
    private final Clock clock;
    private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor(new ThreadFactoryBuilder()
            .setNameFormat("schedule-%d")
            .setDaemon(true)
            .build());
    private boolean failing;

    /** @param durably runs what writes, and returns once it is on disk */
    public Schedule(Jdbi jdbi, Consumer<Runnable> durably, RuleSetVersions versions, Changes changes, Clock clock) {
        this.schedule = jdbi.onDemand(ScheduleDao.class);
        this.durably = durably;
        this.versions = versions;
        this.changes = changes;
        this.clock = clock;
    }

    public void start() {
        var unused = ticks.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Puts an activation off. */
    public Scheduled add(String version, Instant at, String by, String reason, @Nullable String ticket) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String id = UlidCreator.getMonotonicUlid(now.toEpochMilli()).toString();
        durably.accept(
                () -> schedule.insert(id, version, VersionStore.utc(at), by, VersionStore.utc(now), reason, ticket));
        return new Scheduled(id, version, at, by, now, reason, ticket, null);
    }

    public Optional<Scheduled> find(String id) {
        return schedule.find(id).map(Scheduled::of);
    }

    /** Those that are pending, the next first; then those that ended, the last first. */
    public List<Scheduled> list(int mostEnded) {
        return Stream.concat(schedule.listPending().stream(), schedule.listEnded(mostEnded).stream())
                .map(Scheduled::of)
                .toList();
    }

    /** Whether it was pending, and is cancelled now. */
    public boolean cancel(String id, String by, String reason) {
        return changes.written(() -> {
            if (schedule.find(id).filter(row -> row.outcome() == null).isEmpty()) {
                return false;
            }
            end(id, ScheduleDao.CANCELLED, by, reason);
            return true;
        });
    }

    /** Does what is due; what fails for reasons that pass is tried again at the next tick. */
    void tick() {
        try {
            Instant now = clock.instant();
            for (ScheduleDao.Row row : schedule.listPending()) {
                if (row.dueAt().toInstant().isAfter(now)) {
                    break;
                }
                activate(Scheduled.of(row));
            }
            failing = false;
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.warn("What is scheduled can't be done now, and will be tried again", e);
            }
            failing = true;
        }
    }

    private void activate(Scheduled due) {
        Activator.Outcome outcome = changes.inTurn(() -> isPending(due.id())
                ? versions.activate(due.version(), new Order(due.by(), due.reason(), due.ticket(), false, due.id()))
                : null);
        if (outcome instanceof Activator.Outcome.Activated) {
            LOG.info("Version {} is active, as {} scheduled it for {}", due.version(), due.by(), due.at());
        } else if (outcome != null) {
            fail(due, why(outcome));
        }
    }

    private void fail(Scheduled due, String why) {
        LOG.error("Version {} was to become active at {} and could not: {}", due.version(), due.at(), why);
        changes.written(() -> {
            if (isPending(due.id())) {
                end(due.id(), ScheduleDao.FAILED, BY, why);
            }
            return true;
        });
    }

    private boolean isPending(String id) {
        return schedule.find(id).filter(row -> row.outcome() == null).isPresent();
    }

    private void end(String id, String outcome, String by, String detail) {
        durably.accept(() -> schedule.insertEnd(
                id,
                outcome,
                VersionStore.utc(clock.instant()),
                by,
                detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) : detail));
    }

    private static String why(Activator.Outcome outcome) {
        if (outcome instanceof Activator.Outcome.Misfit misfit) {
            return "It doesn't fit the roster that is active: "
                    + misfit.errors().stream()
                            .map(issue -> issue.place() + ": " + issue.message())
                            .collect(Collectors.joining("; "));
        }
        if (outcome instanceof Activator.Outcome.NotApproved waiting) {
            return waiting.state() == Approvals.State.REJECTED ? "It was rejected." : "Nobody has approved it.";
        }
        return "There is no roster.";
    }

    @Override
    public void close() {
        ticks.shutdown();
        try {
            ticks.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
