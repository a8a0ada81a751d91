package landfall.engine;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.db.DataSourceFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import landfall.ledger.LedgerDatabase;
import landfall.ruleset.ActiveRuleSet;
import landfall.ruleset.Approvals;
import landfall.ruleset.Changes;
import landfall.ruleset.Nodes;
import landfall.ruleset.Preparation;
import landfall.ruleset.PublishListener;
import landfall.ruleset.Publisher;
import landfall.ruleset.RosterPublisher;
import landfall.ruleset.VersionStore;
import landfall.ruleset.Versions;

/** Flow two as the service runs it, over a database of its own: a folder is read, checked, compiled, stored, activated. */
final class Publishing implements AutoCloseable {

    private final Path folder;
    private final LedgerDatabase database;
    private final ActiveRuleSet active = new ActiveRuleSet();
    private final Publisher publisher;
    private final RosterPublisher roster;
    private int published;

    private Publishing(Path folder, LedgerDatabase database) {
        this.folder = folder;
        this.database = database;
        Preparation preparation =
                new Preparation(Preparation.Options.admittingAll(ZoneOffset.UTC, "USD"), Clock.systemUTC());
        VersionStore store = new VersionStore(database.jdbi(), database::durably);
        Versions versions = new Versions(store, preparation, active);
        Nodes nodes = new Nodes(database.jdbi(), false, active, "test");
        Approvals approvals = new Approvals(
                database.jdbi(),
                database::durably,
                store,
                Approvals.Policy.NONE,
                (what, version, digest) -> false,
                Clock.systemUTC());
        this.publisher = new Publisher(
                preparation,
                store,
                versions,
                active,
                nodes,
                new Publisher.Terms(approvals, false),
                Clock.systemUTC(),
                PublishListener.NONE);
        this.roster = new RosterPublisher(
                preparation,
                store,
                active,
                new Changes(nodes, () -> {}),
                approvals,
                Clock.systemUTC(),
                PublishListener.NONE);
    }

    /** Over an empty folder. */
    static Publishing in(Path folder) throws IOException {
        Path roster = Files.createDirectories(folder.resolve("rules/roster"));
        Files.writeString(
                roster.resolve("territories.csv"),
                "id,name,type,fallbackRep\nt,One,territory,\nrest,Rest,fallback,bo\n");
        Files.writeString(roster.resolve("reps.csv"), "id,name\nbo,Bo B\nchiara,Chiara C\n");
        Files.writeString(
                folder.resolve("rules/rotations.drl"),
                """
                rule "Turns" when Territory( id == "t" ) then routing.roundRobin("bo", "chiara"); end
                """);
        DataSourceFactory factory = new DataSourceFactory();
        factory.setDriverClass("org.h2.Driver");
        factory.setUrl("jdbc:h2:file:" + folder.resolve("landfall"));
        factory.setUser("sa");
        return new Publishing(folder, LedgerDatabase.open(factory, new MetricRegistry()));
    }

    /** Seconds until those rules decide calls. */
    double publish(String drl) throws IOException {
        Files.writeString(folder.resolve("rules/rules.drl"), drl + "\n// " + published++ + "\n");
        long start = System.nanoTime();
        Publisher.Report report = publisher.publishFolder(folder.resolve("rules"));
        double seconds = (System.nanoTime() - start) / 1e9;
        if (report.outcome() != Publisher.Outcome.PUBLISHED) {
            throw new AssertionError(report.outcome() + " " + report.issues());
        }
        return seconds;
    }

    /** Seconds until another roster decides calls with the same rules. */
    double changeRoster() {
        String name = "Bo " + published++;
        long start = System.nanoTime();
        RosterPublisher.Outcome outcome = roster.edit(
                (now, files) -> {
                    Map<String, byte[]> edited = new HashMap<>(files);
                    edited.put(
                            "roster/reps.csv",
                            ("id,name\nbo," + name + "\nchiara,Chiara C\n").getBytes(StandardCharsets.UTF_8));
                    return edited;
                },
                new RosterPublisher.Wish("bench", "", false));
        double seconds = (System.nanoTime() - start) / 1e9;
        if (!(outcome instanceof RosterPublisher.Outcome.Fitted fitted) || !fitted.published()) {
            throw new AssertionError(outcome);
        }
        return seconds;
    }

    @Override
    public void close() {
        active.current().close();
        database.close();
    }
}
