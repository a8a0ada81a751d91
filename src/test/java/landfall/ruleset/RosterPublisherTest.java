package landfall.ruleset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.db.DataSourceFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import landfall.engine.CompiledRules;
import landfall.language.Issue;
import landfall.ledger.LedgerDatabase;
import landfall.ruleset.RosterPublisher.Outcome;
import landfall.ruleset.RosterPublisher.Wish;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A roster is changed while rules are active, whatever time has done to both. */
class RosterPublisherTest {

    private static final Wish WISH = new Wish("mai", "why", false);
    private static final String REPS =
            """
            id,name,team,activeTo
            bo,Bo B,,
            ann,Ann A,a,2026-06-30
            ben,Ben B,b,2026-06-30
            """;

    @TempDir
    private Path folder;

    private Instant now = Instant.parse("2026-03-03T10:00:00Z");
    private LedgerDatabase database;
    private ActiveRuleSet active;
    private VersionStore store;
    private Publisher publisher;
    private RosterPublisher roster;

    @BeforeEach
    void open() throws Exception {
        write("rules/roster/reps.csv", REPS);
        write(
                "rules/roster/territories.csv",
                "id,name,type,fallbackRep\na,A,territory,\nb,B,territory,\nrest,Rest,fallback,bo\n");
        write(
                "rules/rules.drl",
                """
                rule "A" when Territory( id == "a" ) then routing.roundRobin(team("a")); end
                rule "B" when Territory( id == "b" ) then routing.roundRobin(team("b")); end
                """);
        start();
    }

    private void start() throws Exception {
        DataSourceFactory settings = new DataSourceFactory();
        settings.setDriverClass("org.h2.Driver");
        settings.setUrl("jdbc:h2:file:" + folder.resolve("landfall"));
        settings.setUser("sa");
        database = LedgerDatabase.open(settings, new MetricRegistry());
        Clock clock = new Clock() {
            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
        Preparation preparation = new Preparation(Preparation.Options.admittingAll(ZoneOffset.UTC, "USD"), clock);
        active = new ActiveRuleSet();
        store = new VersionStore(database.jdbi(), database::durably);
        Versions versions = new Versions(store, preparation, active);
        Nodes nodes = new Nodes(database.jdbi(), false, active, "test");
        Approvals approvals = new Approvals(
                database.jdbi(),
                database::durably,
                store,
                Approvals.Policy.NONE,
                (what, version, digest) -> false,
                clock);
        publisher = new Publisher(
                preparation,
                store,
                versions,
                active,
                nodes,
                new Publisher.Terms(approvals, false),
                clock,
                PublishListener.NONE);
        roster = new RosterPublisher(
                preparation, store, active, new Changes(nodes, () -> {}), approvals, clock, PublishListener.NONE);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theCompiledRulesAreKeptAndTheirSinceAsWell() throws Exception {
        publish();
        CompiledRules compiled = active.current().rules();
        Instant since = active.find().orElseThrow().since();
        now = now.plusSeconds(3600);
        assertThat(change("Bo B", "Bo Bee")).isInstanceOf(Outcome.Fitted.class);
        assertThat(active.current().rules()).isSameAs(compiled);
        assertThat(active.current().roster().reps().get("bo").name()).isEqualTo("Bo Bee");
        assertThat(active.find().orElseThrow().since()).isEqualTo(since);
        assertThat(store.rosterActivation().orElseThrow().activatedAt()).isEqualTo(now);
    }

    @Test
    void aVersionThatTimeHasEmptiedIsTakenUpAgainAllTheSame() throws Exception {
        publish();
        now = Instant.parse("2026-07-01T10:00:00Z");
        assertThat(restart().outcome()).isEqualTo(Publisher.Outcome.UNCHANGED);
        assertThat(active.current().roster().reps()).hasSize(3);
        // The same rules in a folder that was touched are refused: now somebody can mend them.
        write("rules/more.drl", "rule \"C\" when Territory( role == \"x\" ) then routing.roundRobin(\"bo\"); end\n");
        Publisher.Report report = restart();
        assertThat(report.outcome()).isEqualTo(Publisher.Outcome.REFUSED_KEPT_ACTIVE);
        assertThat(report.issues()).extracting(Issue::code).contains("nobody-active");
    }

    @Test
    void whatTimeHasEmptiedIsMendedStepByStep() throws Exception {
        publish();
        now = Instant.parse("2026-07-01T10:00:00Z");
        Outcome.Fitted first = (Outcome.Fitted) change("Ann A,a,2026-06-30", "Ann A,a,");
        assertThat(first.published()).isTrue();
        assertThat(first.warnings())
                .filteredOn(issue -> issue.code().equals("nobody-active"))
                .singleElement()
                .satisfies(issue -> {
                    assertThat(issue.message()).contains("\"ben\"");
                    assertThat(issue.isError()).isFalse();
                });
        // What is mended can't be broken again.
        Outcome.Refused again = (Outcome.Refused) change("Ann A,a,", "Ann A,a,2026-06-30");
        assertThat(again.errors()).extracting(Issue::code).containsOnly("nobody-active");
        assertThat(change("Ben B,b,2026-06-30", "Ben B,b,")).isInstanceOf(Outcome.Fitted.class);
    }

    @Test
    void aRefusedChangeAndACheckLeaveNoTrace() throws Exception {
        publish();
        Outcome.Refused refused = (Outcome.Refused) change("ann,Ann A,a", "ann,Ann A,x");
        assertThat(refused.errors()).singleElement().satisfies(issue -> {
            assertThat(issue.code()).isEqualTo("unknown-team");
            assertThat(issue.place().toString()).startsWith("rules.drl:1:");
        });
        roster.edit((now, files) -> edited(files, "Bo B", "Bo Bee"), new Wish("mai", "", true));
        assertThat(active.current().roster().reps().get("bo").name()).isEqualTo("Bo B");
        assertThat(store.listRosters()).hasSize(1);
        assertThat(store.listActivations(10)).hasSize(1);
    }

    @Test
    void theReportSaysThatTheFoldersRosterDoesntCountAnyMore() throws Exception {
        publish();
        change("Bo B", "Bo Bee");
        String version = active.current().roster().version();
        Publisher.Report report = restart();
        assertThat(report.outcome()).isEqualTo(Publisher.Outcome.UNCHANGED);
        assertThat(report.rosterIgnored()).isTrue();
        assertThat(report.roster()).isEqualTo(version);
        assertThat(active.current().roster().version()).isEqualTo(version);
        // The same roster in the folder, or none, is nothing to tell of.
        write("rules/roster/reps.csv", REPS.replace("Bo B", "Bo Bee"));
        assertThat(restart().rosterIgnored()).isFalse();
        Files.delete(folder.resolve("rules/roster/reps.csv"));
        Files.delete(folder.resolve("rules/roster/territories.csv"));
        Publisher.Report without = restart();
        assertThat(without.outcome()).isEqualTo(Publisher.Outcome.UNCHANGED);
        assertThat(without.rosterIgnored()).isFalse();
        assertThat(active.current().roster().version()).isEqualTo(version);
    }

    @Test
    @Timeout(60)
    void moreThanAFewChangesAtOnceAreSentAway() throws Exception {
        OneAtATime changes = new OneAtATime();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService callers = Executors.newCachedThreadPool();
        try {
            List<Future<Integer>> waiting = new ArrayList<>();
            waiting.add(callers.submit(() -> changes.run(() -> {
                begun.countDown();
                await(go);
                return 0;
            })));
            begun.await();
            for (int i = 1; i < 16; i++) {
                int number = i;
                waiting.add(callers.submit(() -> changes.run(() -> number)));
            }
            while (changes.waiting() < 15) {
                Thread.sleep(5);
            }
            assertThatThrownBy(() -> changes.run(() -> 16)).isInstanceOf(OneAtATime.TooManyException.class);
            go.countDown();
            for (int i = 0; i < 16; i++) {
                assertThat(waiting.get(i).get()).isEqualTo(i);
            }
            assertThat(changes.run(() -> 17)).isEqualTo(17);
        } finally {
            callers.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void publish() throws Exception {
        assertThat(publisher.publishFolder(folder.resolve("rules")).outcome()).isEqualTo(Publisher.Outcome.PUBLISHED);
    }

    private Publisher.Report restart() throws Exception {
        close();
        start();
        return publisher.publishFolder(folder.resolve("rules"));
    }

    private Outcome change(String text, String other) {
        return roster.edit((now, files) -> edited(files, text, other), WISH);
    }

    private static Map<String, byte[]> edited(Map<String, byte[]> files, String text, String other) {
        Map<String, byte[]> edited = new HashMap<>(files);
        edited.computeIfPresent("roster/reps.csv", (path, bytes) -> new String(bytes, StandardCharsets.UTF_8)
                .replace(text, other)
                .getBytes(StandardCharsets.UTF_8));
        return edited;
    }

    private void write(String path, String text) throws Exception {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
