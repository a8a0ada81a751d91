package landfall.ledger;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.db.DataSourceFactory;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;

/** A database in a folder with its lane, for tests. */
final class Opened implements AutoCloseable {
    final LedgerDatabase database;
    final CommitLane lane;
    final Ledger ledger;
    final List<Throwable> fatal = new ArrayList<>();

    private Opened(LedgerDatabase database, LedgerSettings settings, InstantSource clock) {
        this.database = database;
        this.lane = new CommitLane(database, settings, clock, LaneListener.NONE, LaneProcess.endedBy(fatal::add));
        this.ledger = lane.ledger();
        try {
            lane.start();
        } catch (RuntimeException failed) {
            database.close();
            throw failed;
        }
    }

    static Opened in(Path folder) {
        return in(folder, LedgerSettings.DEFAULTS);
    }

    static Opened in(Path folder, LedgerSettings settings) {
        return in(folder, settings, InstantSource.system());
    }

    static Opened in(Path folder, LedgerSettings settings, InstantSource clock) {
        return at("file:" + folder.resolve("landfall"), settings, clock, Durability.SYNCED);
    }

    static Opened at(String place, LedgerSettings settings, InstantSource clock, Durability durability) {
        DataSourceFactory factory = new DataSourceFactory();
        factory.setDriverClass("org.h2.Driver");
        factory.setUrl("jdbc:h2:" + place);
        factory.setUser("sa");
        factory.setPassword("");
        factory.setInitialSize(1);
        factory.setMinSize(1);
        factory.setMaxSize(8);
        return new Opened(EmbeddedDatabase.open(factory, new MetricRegistry(), durability), settings, clock);
    }

    /** On the database that a URL names, whichever it is. */
    static Opened on(String url, LedgerSettings settings, InstantSource clock) {
        return new Opened(TestDatabase.open(url), settings, clock);
    }

    static LedgerSettings indexEvery(int decisions) {
        LedgerSettings defaults = LedgerSettings.DEFAULTS;
        return new LedgerSettings(
                defaults.queueLimit(),
                defaults.batchLimit(),
                defaults.collectMicros(),
                defaults.quietMicros(),
                decisions,
                defaults.keepKeysDays());
    }

    Recorded submit(Proposal proposal) {
        try {
            return lane.submit(proposal).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    Recorded.Answer answer(Proposal proposal) {
        return (Recorded.Answer) submit(proposal);
    }

    /** Waits until the key index knows a decision. */
    void awaitIndexed(long seq) throws InterruptedException {
        while (database.jdbi().withExtension(KeyIndexDao.class, KeyIndexDao::position) < seq) {
            Thread.sleep(5);
        }
    }

    @Override
    public void close() {
        lane.close();
        database.close();
    }
}
