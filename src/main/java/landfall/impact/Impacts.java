package landfall.impact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinPool;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import landfall.account.AccountFile;
import landfall.impact.ImpactStore.Kept;
import landfall.ledger.CommitLane;
import landfall.ledger.Ledger;
import landfall.rotation.RotationState;
import landfall.rotation.Turn;
import landfall.ruleset.Background;
import landfall.ruleset.CompiledRuleSet;
import landfall.ruleset.PlayedTurns;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs impacts, one at a time, on threads of their own that give way while calls wait for the lane. What comes of one is kept.
 * Safe for many threads.
 */
public final class Impacts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Impacts.class);
    private static final long GIVE_WAY_MILLIS = 5;
    private static final long END_MILLIS = 10_000;
    private static final int DONE = 1_000;

    /**
     * What is asked for.
     *
     * @param draft closed when it is over, unless it is what is active
     * @param accounts a file of accounts, deleted when it is over; null: the book
     * @param selection of the book
     * @param companies that come to one owner each; null: the draft says what moves
     */
    public record Question(
            CompiledRuleSet active,
            CompiledRuleSet draft,
            @Nullable Path accounts,
            Instant at,
            String by,
            String message,
            Selection selection,
            @Nullable CompanyMoves companies) {

        Question(
                CompiledRuleSet active,
                CompiledRuleSet draft,
                @Nullable Path accounts,
                Instant at,
                String by,
                String message) {
            this(active, draft, accounts, at, by, message, Selection.ALL, null);
        }

        /** What becomes of the book by these moves. */
        Question(CompiledRuleSet active, Instant at, String by, String message, CompanyMoves companies) {
            this(active, active, null, at, by, message, Selection.ALL, companies);
        }

        /** The same, about a part of the book. */
        public Question about(Selection some) {
            return new Question(active, draft, accounts, at, by, message, some, companies);
        }

        /** Gives back what it holds; nobody asks it any more. */
        public void close() {
            if (draft != active) {
                draft.close();
            }
            try {
                if (accounts != null) {
                    Files.deleteIfExists(accounts);
                }
            } catch (IOException e) {
                LOG.warn("A temporary file is left over", e);
            }
        }
    }

    private final ImpactStore store;
    private final CommitLane lane;
    private final Ledger ledger;
    private final Duration openFor;
    private final Clock clock;
    private @Nullable Running running;
    private boolean closed;

    /**
     * Nothing is under way.
     *
     * @param openFor after which an assignment that nobody closed doesn't count as open any more
     */
    public Impacts(ImpactStore store, CommitLane lane, Duration openFor, Clock clock) {
        this.store = store;
        this.lane = lane;
        this.ledger = lane.ledger();
        this.openFor = openFor;
        this.clock = clock;
    }

    ImpactStore store() {
        return store;
    }

    /** As exact as it is kept. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Begins; empty while another one is under way, or the service stops: then it must be asked again. */
    Optional<Kept> begin(Question question) {
        Kept begun = new Kept(
                UUID.randomUUID().toString(),
                question.active().checked().version(),
                question.draft().checked().version(),
                question.draft().roster().version(),
                question.accounts() == null ? "book" : "file",
                question.at(),
                now(),
                question.by(),
                question.message(),
                null,
                null,
                null,
                null);
        return begin(begun.id(), question, new StoredFindings(store, begun)) ? Optional.of(begun) : Optional.empty();
    }

    /**
     * The same, for whoever keeps what is found.
     *
     * @param id by which its progress is asked for
     * @return false while another one is under way, or the service stops; then nothing was begun, and the question is still the
     *     caller's to close
     */
    public synchronized boolean begin(String id, Question question, Findings findings) {
        if (running != null || closed) {
            return false;
        }
        findings.begun();
        Running now = new Running(id, question, findings);
        running = now;
        now.thread.start();
        return true;
    }

    /** Id of the one that is under way here. */
    public synchronized Optional<String> running() {
        return Optional.ofNullable(running).map(now -> now.id);
    }

    /** How far it is, in percent; empty where it isn't under way here. */
    public synchronized Optional<Integer> percent(String id) {
        return Optional.ofNullable(running).filter(now -> now.id.equals(id)).map(now -> (int) (100 * now.done / DONE));
    }

    /** Breaks it off; nothing where it isn't under way here. */
    public synchronized void cancel(String id) {
        if (running != null && running.id.equals(id)) {
            running.cancelled = "it was cancelled";
        }
    }

    /** At once for whoever looks: the end is noted, and the next one may begin. */
    private synchronized void end(Running now, String state, String detail) {
        try {
            now.findings.ended(state, now(), detail);
        } catch (RuntimeException gone) {
            LOG.error("The end of impact {} could not be noted", now.id, gone);
        } finally {
            running = null;
        }
    }

    /** Breaks off the one that is under way, and waits for its end. */
    @Override
    public void close() {
        Running now;
        synchronized (this) {
            closed = true;
            now = running;
            if (now != null) {
                now.cancelled = "the service was stopped";
            }
        }
        if (now != null) {
            try {
                now.thread.join(END_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private final class Running {
        private final String id;
        private final Question question;
        private final Findings findings;
        private final Thread thread;
        private volatile long done;
        private volatile @Nullable String cancelled;

        Running(String id, Question question, Findings findings) {
            this.id = id;
            this.question = question;
            this.findings = findings;
            this.thread = new Thread(this::run, "impact");
            thread.setDaemon(true);
        }

        private void run() {
            Background cores = Background.besideCalls("impact");
            String state = "done";
            String detail = "";
            try {
                Impact impact = question.accounts() == null
                        ? overBook(cores.pool())
                        : overFile(cores.pool(), question.accounts());
                findings.done(impact);
            } catch (CancellationException breakOff) {
                state = "cancelled";
                detail = String.valueOf(breakOff.getMessage());
            } catch (RuntimeException | IOException failure) {
                LOG.error("Impact {} failed", id, failure);
                state = "failed";
                detail = String.valueOf(failure.getMessage());
            } finally {
                cores.close();
                question.close();
            }
            end(this, state, detail);
        }

        private Impact overBook(ForkJoinPool cores) {
            CompanyMoves companies = question.companies();
            long all = Math.max(1, ledger.count());
            LongConsumer linking = read -> progress(100 * read / all);
            LongConsumer looking = share -> progress(100 + share * 9 / 10);
            return companies == null
                    ? byDraft(cores, linking, looking)
                    : new CompanyImpact(question.active(), question.at(), question.selection(), cores)
                            .run(ledger.book(linking), companies, findings, looking);
        }

        private Impact byDraft(ForkJoinPool cores, LongConsumer linking, LongConsumer looking) {
            Map<String, RotationState> rotations = new HashMap<>();
            ledger.rotations().forEach(state -> rotations.put(state.pool(), state));
            Map<String, Integer> open = open();
            PlayedTurns turns = new PlayedTurns(
                    question.draft(),
                    pool -> rotations.getOrDefault(pool, RotationState.fresh(pool)),
                    rep -> open.getOrDefault(rep, 0));
            return new BookImpact(question.active(), question.draft(), question.at(), cores, question.selection())
                    .run(ledger.book(linking), turns, listener(), looking);
        }

        private Map<String, Integer> open() {
            LocalDate from = LocalDate.ofInstant(question.at().minus(openFor), ZoneOffset.UTC);
            Map<String, Integer> open = new HashMap<>();
            question.draft().roster().reps().keySet().forEach(rep -> open.put(rep, ledger.open(rep, from)));
            return open;
        }

        private Impact overFile(ForkJoinPool cores, Path path) throws IOException {
            long size = Math.max(1, Files.size(path));
            try (Stream<AccountFile.Row> rows = new AccountFile(path, Map.of()).rows()) {
                return new FileImpact(question.active(), question.draft(), question.at(), cores)
                        .run(rows, new FileImpact.Listener() {
                            @Override
                            public void bad(AccountFile.Row row) {
                                // the impact tells it
                            }

                            @Override
                            public void move(Move move) {
                                findings.move(move, null);
                            }

                            @Override
                            public void progress(long read) {
                                // a row has some two hundred bytes: near enough to be seen going on
                                Running.this.progress(Math.min(DONE - 1, DONE * read * 200 / size));
                            }
                        });
            } catch (UncheckedIOException unreadable) {
                throw unreadable.getCause();
            }
        }

        private MoveListener listener() {
            return new MoveListener() {
                @Override
                public void move(Move move, @Nullable Turn turn) {
                    findings.move(move, turn);
                }

                @Override
                public void kept(KeptAccount account) {
                    findings.kept(account);
                }
            };
        }

        private void progress(long share) {
            done = share;
            String why = cancelled;
            if (why != null) {
                throw new CancellationException(why);
            }
            if (lane.waiting() > 0) {
                giveWay();
            }
        }

        private void giveWay() {
            try {
                Thread.sleep(GIVE_WAY_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("it was interrupted");
            }
        }
    }
}
