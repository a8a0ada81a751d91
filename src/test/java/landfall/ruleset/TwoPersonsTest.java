package landfall.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import landfall.ledger.LedgerDatabase;
import landfall.ledger.TestDatabase;
import landfall.ruleset.Approvals.Approver;
import landfall.ruleset.Approvals.Policy;
import landfall.ruleset.RosterPublisher.Outcome;
import landfall.ruleset.RosterPublisher.Wish;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where two people have to agree, nothing decides that only one has seen: from the folder, by API, rules and roster. */
class TwoPersonsTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-03T10:00:00Z"), ZoneOffset.UTC);
    private static final Approver TOM = new Approver("tom", true);
    private static final String RULE =
            "rule \"A\" when Territory( id == \"a\" ) then routing.roundRobin(\"%s\"); end\n";

    @TempDir
    private Path folder;

    private LedgerDatabase database;
    private VersionStore store;
    private ActiveRuleSet active;
    private Approvals approvals;
    private Publisher publisher;
    private RosterPublisher roster;
    private RuleSetPublisher rules;
    private RuleSetVersions versions;

    @BeforeEach
    void open() throws Exception {
        write("rules/roster/reps.csv", "id,name\nbo,Bo B\nann,Ann A\n");
        write("rules/roster/territories.csv", "id,name,type,fallbackRep\na,A,territory,\nrest,Rest,fallback,bo\n");
        write("rules/rules.drl", RULE.formatted("bo"));
        database = TestDatabase.open("jdbc:h2:file:" + folder.resolve("landfall"));
        store = new VersionStore(database.jdbi(), database::durably);
        start(new Policy(true, false));
    }

    private void start(Policy policy) {
        active = new ActiveRuleSet();
        Preparation preparation = new Preparation(Preparation.Options.admittingAll(ZoneOffset.UTC, "USD"), CLOCK);
        Versions known = new Versions(store, preparation, active);
        Nodes nodes = new Nodes(database.jdbi(), false, active, "test");
        approvals = new Approvals(
                database.jdbi(),
                database::durably,
                store,
                policy,
                (what, version, digest) -> digest.startsWith(version),
                CLOCK);
        Changes changes = new Changes(nodes, () -> {});
        publisher = new Publisher(
                preparation,
                store,
                known,
                active,
                nodes,
                new Publisher.Terms(approvals, false),
                CLOCK,
                PublishListener.NONE);
        roster = new RosterPublisher(preparation, store, active, changes, approvals, CLOCK, PublishListener.NONE);
        Activator activator = new Activator(preparation, store, active, nodes, changes, approvals, CLOCK);
        rules = new RuleSetPublisher(
                preparation, store, known, activator, changes, new Background(), CLOCK, PublishListener.NONE);
        versions = new RuleSetVersions(preparation, store, known, activator, changes, approvals, PublishListener.NONE);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void theFirstFolderWaitsRulesAndRosterBoth() throws Exception {
        Publisher.Report report = publisher.publishFolder(folder.resolve("rules"));
        assertThat(report.outcome()).isEqualTo(Publisher.Outcome.WAITING_NOTHING_ACTIVE);
        String version = String.valueOf(report.waiting());
        assertThat(active.find()).isEmpty();
        approve(Versioned.RULES, version);
        assertThat(activate(version))
                .isInstanceOfSatisfying(Activator.Outcome.NotApproved.class, waiting -> assertThat(waiting.what())
                        .isEqualTo(Versioned.ROSTER));
        approve(Versioned.ROSTER, store.newestRoster().orElseThrow());
        assertThat(activate(version)).isInstanceOf(Activator.Outcome.Activated.class);
        assertThat(active.current().checked().version()).isEqualTo(version);
        start(new Policy(true, false));
        assertThat(publisher.publishFolder(folder.resolve("rules")).outcome()).isEqualTo(Publisher.Outcome.UNCHANGED);
    }

    @Test
    void laterRulesWaitBesideTheActiveOnes() throws Exception {
        String first = inForce();
        write("rules/rules.drl", RULE.formatted("ann"));
        Publisher.Report report = publisher.publishFolder(folder.resolve("rules"));
        assertThat(report.outcome()).isEqualTo(Publisher.Outcome.WAITING_KEPT_ACTIVE);
        assertThat(report.version()).isEqualTo(first);
        RuleSetPublisher.Outcome.Published published = (RuleSetPublisher.Outcome.Published) rules.publish(
                List.of(new RuleFile(
                        "rules.drl", (RULE.formatted("ann") + "// API\n").getBytes(StandardCharsets.UTF_8))),
                new RuleSetPublisher.Wish("mai", "", true));
        assertThat(published.waiting()).isTrue();
        assertThat(published.active()).isFalse();
        assertThat(versions.activate(published.version(), "mai", "now", null, true))
                .isInstanceOf(Activator.Outcome.NotApproved.class);
        assertThat(active.current().checked().version()).isEqualTo(first);
        approve(Versioned.RULES, published.version());
        assertThat(activate(published.version())).isInstanceOf(Activator.Outcome.Activated.class);
        // What was in force comes back at once.
        assertThat(activate(first)).isInstanceOfSatisfying(Activator.Outcome.Activated.class, back -> assertThat(
                        back.activation().kind())
                .isEqualTo(Activation.Kind.ROLLBACK));
    }

    @Test
    void anEmergencyGoesWithoutWhereThatIsAllowed() throws Exception {
        inForce();
        start(new Policy(true, true));
        publisher.publishFolder(folder.resolve("rules"));
        RuleSetPublisher.Outcome.Published published = (RuleSetPublisher.Outcome.Published) rules.publish(
                List.of(new RuleFile("rules.drl", RULE.formatted("ann").getBytes(StandardCharsets.UTF_8))),
                new RuleSetPublisher.Wish("mai", "", false));
        assertThat(activate(published.version())).isInstanceOf(Activator.Outcome.NotApproved.class);
        assertThat(versions.activate(published.version(), "mai", "it burns", "CHG-1", true))
                .isInstanceOfSatisfying(
                        Activator.Outcome.Activated.class,
                        now -> assertThat(now.activation().kind()).isEqualTo(Activation.Kind.EMERGENCY));
    }

    @Test
    void aRosterWaitsAndOneThatIsOutdatedIsRefused() throws Exception {
        inForce();
        Outcome.Fitted one = (Outcome.Fitted) change("Bo B", "Bo One");
        Outcome.Fitted two = (Outcome.Fitted) change("Ann A", "Ann Two");
        assertThat(one.waiting()).isTrue();
        assertThat(one.published()).isFalse();
        assertThat(active.current().roster().reps().get("bo").name()).isEqualTo("Bo B");
        assertThat(activateRoster(one)).isInstanceOf(Outcome.NotApproved.class);
        approve(Versioned.ROSTER, one.version());
        approve(Versioned.ROSTER, two.version());
        assertThat(activateRoster(one)).isInstanceOfSatisfying(Outcome.Fitted.class, now -> assertThat(now.published())
                .isTrue());
        assertThat(active.current().roster().reps().get("bo").name()).isEqualTo("Bo One");
        // It was made from the roster before, and would take Bo's name back.
        assertThat(activateRoster(two)).isInstanceOf(Outcome.Outdated.class);
        assertThat(active.current().roster().reps().get("bo").name()).isEqualTo("Bo One");
    }

    @Test
    void aRosterGoesInAnEmergencyWhereThatIsAllowedAndStaysUnapproved() throws Exception {
        inForce();
        Outcome.Fitted change = (Outcome.Fitted) change("Bo B", "Bo One");
        Wish urgent = new Wish("tom", "it burns", false, true);
        assertThat(roster.activate(change.version(), urgent).orElseThrow()).isInstanceOf(Outcome.NotApproved.class);
        assertThat(active.current().roster().reps().get("bo").name()).isEqualTo("Bo B");

        start(new Policy(true, true));
        publisher.publishFolder(folder.resolve("rules"));
        assertThat(activateRoster(change)).isInstanceOf(Outcome.NotApproved.class);
        assertThat(roster.activate(change.version(), urgent).orElseThrow())
                .isInstanceOfSatisfying(
                        Outcome.Fitted.class, now -> assertThat(now.published()).isTrue());
        assertThat(active.current().roster().reps().get("bo").name()).isEqualTo("Bo One");
        assertThat(store.rosterActivation())
                .hasValueSatisfying(now -> assertThat(now.kind()).isEqualTo(Activation.Kind.ROSTER_EMERGENCY));

        // Other rules on that roster don't make it one that was agreed on.
        RuleSetPublisher.Outcome.Published rules = (RuleSetPublisher.Outcome.Published) this.rules.publish(
                List.of(new RuleFile("rules.drl", RULE.formatted("ann").getBytes(StandardCharsets.UTF_8))),
                new RuleSetPublisher.Wish("mai", "", false));
        approve(Versioned.RULES, rules.version());
        assertThat(activate(rules.version())).isInstanceOf(Activator.Outcome.Activated.class);
        assertThat(approvals.state(Versioned.ROSTER, change.version())).isEqualTo(Approvals.State.WAITING);
        approve(Versioned.ROSTER, change.version());
        assertThat(approvals.state(Versioned.ROSTER, change.version())).isEqualTo(Approvals.State.APPROVED);
    }

    private String inForce() throws Exception {
        start(Policy.NONE);
        String version =
                String.valueOf(publisher.publishFolder(folder.resolve("rules")).version());
        start(new Policy(true, false));
        publisher.publishFolder(folder.resolve("rules"));
        return version;
    }

    private Activator.Outcome activate(String version) {
        return versions.activate(version, "tom", "now", null, false);
    }

    private Outcome activateRoster(Outcome.Fitted change) {
        return roster.activate(change.version(), new Wish("tom", "", false)).orElseThrow();
    }

    private void approve(Versioned what, String version) {
        assertThat(approvals.decide(what, version, TOM, true, "", null, null)).isEqualTo(Approvals.Outcome.DECIDED);
    }

    private Outcome change(String text, String other) {
        return roster.edit(
                (now, files) -> {
                    Map<String, byte[]> edited = new HashMap<>(files);
                    edited.computeIfPresent(
                            "roster/reps.csv", (path, bytes) -> new String(bytes, StandardCharsets.UTF_8)
                                    .replace(text, other)
                                    .getBytes(StandardCharsets.UTF_8));
                    return edited;
                },
                new Wish("mai", "why", false));
    }

    private void write(String path, String text) throws Exception {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
