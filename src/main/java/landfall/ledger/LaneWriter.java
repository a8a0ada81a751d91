package landfall.ledger;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns batches into synced transactions. Only the lane's thread uses it. */
final class LaneWriter {
    private static final Logger LOG = LoggerFactory.getLogger(LaneWriter.class);
    private static final int ASKED = 20;
    private static final long ASK_AGAIN_MILLIS = 250;

    private final LedgerDatabase database;
    private final Synced synced;
    private final Follower follower;
    private final DecisionIds ids;
    private final InstantSource clock;
    private final LaneListener listener;
    private final LaneProcess process;
    private @Nullable Handle handle;
    private @Nullable LaneStatements statements;
    private @Nullable LaneLock lock;
    private @Nullable BatchCommit batchCommit;
    private volatile boolean ended;

    LaneWriter(
            LedgerDatabase database,
            Synced synced,
            Follower follower,
            InstantSource clock,
            LaneListener listener,
            LaneProcess process) {
        this.database = database;
        this.synced = synced;
        this.follower = follower;
        this.ids = new DecisionIds(clock);
        this.clock = clock;
        this.listener = listener;
        this.process = process;
    }

    private record Outcome(Submission submission, @Nullable Recorded recorded, @Nullable Throwable failure) {
        void tell() {
            if (recorded != null) {
                submission.answer().complete(recorded);
            } else if (failure instanceof Batch.ProcedureException refused) {
                submission.answer().completeExceptionally(refused.getCause());
            } else if (failure != null) {
                submission.answer().completeExceptionally(failure);
            }
        }

        LaneBatch.Outcome word() {
            if (recorded instanceof Recorded.Answer answer) {
                return answer.replayed() ? LaneBatch.Outcome.REPEATED : LaneBatch.Outcome.DECIDED;
            }
            if (recorded != null) {
                return LaneBatch.Outcome.CONFLICT;
            }
            return failure instanceof Batch.ProcedureException ? LaneBatch.Outcome.REFUSED : LaneBatch.Outcome.FAILED;
        }
    }

    /**
     * Decides a batch, and answers it.
     *
     * @param batch those who came while the lane waited for its turn among the nodes are added to it
     * @param late adds them
     */
    void write(List<Submission> batch, Consumer<List<Submission>> late) {
        List<Outcome> outcomes = new ArrayList<>(batch.size());
        BatchWatch watch = new BatchWatch(batch);
        try {
            database.alone(() -> transactAlone(batch, late, outcomes, watch));
        } catch (LedgerUnavailableException e) {
            batch.forEach(submission -> outcomes.add(new Outcome(submission, null, e)));
        } finally {
            process.answers().execute(() -> tell(outcomes, watch));
        }
    }

    private void transactAlone(
            List<Submission> batch, Consumer<List<Submission>> late, List<Outcome> outcomes, BatchWatch watch) {
        try {
            transact(batch, late, outcomes, watch);
        } catch (Error e) {
            rollback();
            throw e;
        }
    }

    private void transact(
            List<Submission> submissions, Consumer<List<Submission>> late, List<Outcome> outcomes, BatchWatch watch) {
        try {
            transact(submissions, late, outcomes, watch, true);
        } finally {
            follower.release();
        }
    }

    private void tell(List<Outcome> outcomes, BatchWatch watch) {
        try {
            outcomes.forEach(outcome -> watch.count(outcome.word()));
            listener.wrote(watch.batch());
        } finally {
            outcomes.forEach(Outcome::tell);
        }
    }

    private void transact(
            List<Submission> submissions,
            Consumer<List<Submission>> late,
            List<Outcome> outcomes,
            BatchWatch watch,
            boolean again) {
        List<Outcome> decided = new ArrayList<>(submissions.size());
        Batch batch;
        try {
            Handle writing = open();
            LaneStatements prepared = statements(writing);
            News news = news(writing, watch);
            int waited = submissions.size();
            late.accept(submissions);
            watch.joined(submissions.subList(waited, submissions.size()));
            ids.after(news.isEmpty() ? synced.newest() : news.newest());
            batch = new Batch(synced, news, ids, prepared, submissions.size());
            for (Submission submission : submissions) {
                decided.add(decide(batch, submission));
            }
            write(batch, prepared);
            watch.decided(batch);
        } catch (Recovery.LostException e) {
            throw lost(e);
        } catch (RuntimeException e) {
            rollback();
            failed(submissions, outcomes, watch, e);
            return;
        }
        Commit commit = commit(batch);
        if (commit.state == State.ON_DISK) {
            watch.committed(batch);
            batch.publish();
            outcomes.addAll(decided);
        } else if (commit.state == State.UNDONE && !database.isGone(Objects.requireNonNull(commit.why))) {
            follower.release();
            failed(submissions, outcomes, watch, commit.why);
        } else if (commit.state == State.UNDONE && again) {
            follower.release();
            transact(submissions, LaneWriter::nobody, outcomes, watch, false);
        } else {
            LedgerUnavailableException lost = new LedgerUnavailableException("the commit could not be synced");
            submissions.forEach(submission -> outcomes.add(new Outcome(submission, null, lost)));
        }
    }

    private static void nobody(List<Submission> submissions) {}

    /** Nothing of it was written. */
    private void failed(List<Submission> submissions, List<Outcome> outcomes, BatchWatch watch, RuntimeException e) {
        if (e instanceof LedgerUnavailableException || database.isGone(e)) {
            forget();
            LedgerUnavailableException gone = new LedgerUnavailableException("the database is gone", e);
            submissions.forEach(submission -> outcomes.add(new Outcome(submission, null, gone)));
        } else if (submissions.size() == 1) {
            outcomes.add(new Outcome(submissions.get(0), null, e));
        } else {
            LOG.warn("A batch of {} failed and is run again one by one: {}", submissions.size(), e.getClass());
            watch.again();
            submissions.forEach(submission -> transact(List.of(submission), LaneWriter::nobody, outcomes, watch));
        }
    }

    /** On a shared database what most batches have is written with the commit. */
    private void write(Batch batch, LaneStatements prepared) {
        if (!batch.isEmpty() && database.isShared()) {
            prepared.writeRare(batch.rows());
        } else if (!batch.isEmpty()) {
            prepared.write(batch.rows());
        }
    }

    /** What other nodes decided, who can't decide any more until this one committed. */
    private News news(Handle writing, BatchWatch watch) {
        if (!database.isShared()) {
            return News.none(synced.last());
        }
        News news = follower.lockLane(lock(writing), writing);
        watch.locked();
        return news;
    }

    private enum State {
        ON_DISK,
        UNDONE,
        UNKNOWN
    }

    /** @param why it seemed to fail; null where it is on disk */
    private record Commit(State state, @Nullable RuntimeException why) {
        static final Commit ON_DISK = new Commit(State.ON_DISK, null);
    }

    /** What a procedure throws is its caller's; what the database throws fails the batch. */
    private static Outcome decide(Batch batch, Submission submission) {
        try {
            return new Outcome(submission, batch.decide(submission.proposal()), null);
        } catch (Batch.ProcedureException e) {
            return new Outcome(submission, null, e);
        }
    }

    /**
     * Embedded, a commit that failed ends the process as a failed sync does: whether it took place can't be known. Of a shared
     * database that is asked.
     */
    private Commit commit(Batch batch) {
        try {
            if (batch.isEmpty()) {
                rollback();
                batch.awaitNews(database);
            } else if (database.isShared()) {
                batchCommit(Objects.requireNonNull(handle)).run(batch.rows());
            } else {
                database.commit(Objects.requireNonNull(handle));
            }
            return Commit.ON_DISK;
        } catch (RuntimeException e) {
            if (database.isShared()) {
                LOG.warn("A commit was not answered; asking whether it took place", e);
                return new Commit(tookPlace(batch), e);
            }
            end(e);
            return new Commit(State.UNKNOWN, e);
        }
    }

    /** The lane's lock comes first: until the lost transaction has ended, nobody gets it. */
    private State tookPlace(Batch batch) {
        for (int i = 0; i < ASKED; i++) {
            forget();
            try (Handle asking = database.openLane()) {
                asking.attach(LaneDao.class).lock();
                database.sync();
                boolean committed = batch.isCommitted(asking.attach(DecisionDao.class));
                asking.rollback();
                LOG.info("It did{} take place", committed ? "" : " not");
                return committed ? State.ON_DISK : State.UNDONE;
            } catch (RuntimeException e) {
                LOG.debug("Not yet", e);
                process.pause().accept(ASK_AGAIN_MILLIS);
            }
        }
        LOG.warn("Nobody could be asked whether a commit took place: its callers are told to ask again");
        return State.UNKNOWN;
    }

    /** Nothing is written any more; the process ends once, whoever asks for it. */
    synchronized void end(Throwable why) {
        if (!ended) {
            ended = true;
            process.end().accept(why);
        }
    }

    private LedgerUnavailableException lost(Recovery.LostException e) {
        end(e);
        return new LedgerUnavailableException("the database lost decisions", e);
    }

    /** Opens the lane's connection where it is not open, and reads what the file holds. */
    Handle open() {
        return database.alone(() -> openAlone());
    }

    private Handle openAlone() {
        if (ended) {
            throw new LedgerUnavailableException("a commit could not be synced");
        }
        Handle open = handle;
        if (open == null) {
            open = database.openLane();
            follower.hold();
            try {
                Recovery.run(open, database, synced, clock);
                handle = open;
            } catch (Recovery.LostException e) {
                close(open);
                throw lost(e);
            } catch (RuntimeException | Error e) {
                // What was not read to its end is read again before anything is decided.
                close(open);
                throw e;
            } finally {
                follower.release();
            }
        }
        return open;
    }

    /** Whether other nodes decide as well, so that it waits for its turn. */
    boolean othersDecide() {
        return lock != null && lock.othersDecide();
    }

    private LaneLock lock(Handle writing) {
        LaneLock prepared = lock;
        if (prepared == null) {
            try {
                prepared = new LaneLock(writing);
            } catch (SQLException e) {
                throw new ConnectionException(e);
            }
            lock = prepared;
        }
        return prepared;
    }

    private BatchCommit batchCommit(Handle writing) {
        BatchCommit prepared = batchCommit;
        if (prepared == null) {
            prepared = new BatchCommit(writing);
            batchCommit = prepared;
        }
        return prepared;
    }

    private LaneStatements statements(Handle writing) {
        LaneStatements prepared = statements;
        if (prepared == null) {
            try {
                prepared = new LaneStatements(writing);
            } catch (SQLException e) {
                throw new ConnectionException(e);
            }
            statements = prepared;
        }
        return prepared;
    }

    void close() {
        process.answers().shutdown();
        try {
            if (!process.answers().awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("Answers were still being told when the ledger closed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        forget();
    }

    private void forget() {
        close(handle);
        handle = null;
        statements = null;
        lock = null;
        batchCommit = null;
    }

    private void rollback() {
        try {
            if (handle != null) {
                handle.rollback();
            }
        } catch (RuntimeException e) {
            LOG.debug("No rollback: the connection is gone", e);
        }
    }

    private static void close(@Nullable Handle handle) {
        try {
            if (handle != null) {
                handle.close();
            }
        } catch (RuntimeException e) {
            LOG.debug("The connection was gone already", e);
        }
    }
}
