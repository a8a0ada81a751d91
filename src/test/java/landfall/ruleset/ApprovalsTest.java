package landfall.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import landfall.ledger.LedgerDatabase;
import landfall.ledger.TestDatabase;
import landfall.ruleset.Approvals.Approver;
import landfall.ruleset.Approvals.Outcome;
import landfall.ruleset.Approvals.Policy;
import landfall.ruleset.Approvals.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may let what become active. */
class ApprovalsTest {
    private static final Instant AT = Instant.parse("2026-11-24T09:30:00Z");
    private static final Clock CLOCK = Clock.fixed(AT, ZoneOffset.UTC);
    private static final Approver TOM = new Approver("tom", true);
    private static final Approver MAI = new Approver("mai", true);

    @TempDir
    Path folder;

    private LedgerDatabase database;
    private VersionStore store;

    /** The same database at each call of one test. */
    String url() {
        return "jdbc:h2:file:" + folder.resolve("landfall");
    }

    @BeforeEach
    void open() {
        database = TestDatabase.open(url());
        store = new VersionStore(database.jdbi(), database::durably);
        store.insertRuleSet(files("v1"), new Provenance(null, "{}", null));
        store.insertRoster(files("r1"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void withoutAPolicyNobodyNeedsToApprove() {
        Approvals approvals = approvals(Policy.NONE);
        assertThat(approvals.state(Versioned.RULES, "v1")).isEqualTo(State.FREE);
        assertThat(approvals.allow(Versioned.RULES, "v1", false)).isTrue();
    }

    @Test
    void aVersionWaitsForSomebodyElseThanWhoMadeIt() {
        Approvals approvals = approvals(new Policy(true, false));
        assertThat(approvals.state(Versioned.RULES, "v1")).isEqualTo(State.WAITING);
        assertThat(approvals.allow(Versioned.RULES, "v1", true)).isFalse();
        assertThat(decide(approvals, MAI, true)).isEqualTo(Outcome.OWN_WORK);
        assertThat(decide(approvals, new Approver("robot", false), true)).isEqualTo(Outcome.NOT_AN_APPROVER);
        assertThat(approvals.decide(Versioned.RULES, "v9", TOM, true, "", null, null))
                .isEqualTo(Outcome.NO_SUCH_VERSION);
        assertThat(approvals.decide(Versioned.RULES, "v1", TOM, true, "", "0".repeat(64), null))
                .isEqualTo(Outcome.OTHER_RESULT);
        assertThat(approvals.decide(Versioned.RULES, "v1", TOM, true, "", null, "v2 impact"))
                .isEqualTo(Outcome.OTHER_IMPACT);
        assertThat(approvals.allow(Versioned.RULES, "v1", false)).isFalse();
        assertThat(approvals.list(Versioned.RULES, "v1")).isEmpty();

        assertThat(decide(approvals, TOM, true)).isEqualTo(Outcome.DECIDED);
        assertThat(approvals.allow(Versioned.RULES, "v1", false)).isTrue();
        assertThat(approvals.allow(Versioned.ROSTER, "r1", false)).isFalse();
        assertThat(approvals.list(Versioned.RULES, "v1"))
                .containsExactly(new Approval(true, "tom", AT, "seen", Approvals.digest("{}"), null));
        // He takes it back himself.
        assertThat(decide(approvals, MAI, false)).isEqualTo(Outcome.DECIDED);
        assertThat(approvals.state(Versioned.RULES, "v1")).isEqualTo(State.REJECTED);
        assertThat(approvals.allow(Versioned.RULES, "v1", false)).isFalse();
    }

    @Test
    void whatWasInForceMayComeBackButWhatCameInAnEmergencyMayNot() {
        Approvals approvals = approvals(new Policy(true, true));
        assertThat(approvals.allow(Versioned.RULES, "v1", true)).isTrue();
        activate(Activation.Kind.EMERGENCY);
        activate(Activation.Kind.ROSTER);
        assertThat(approvals.allow(Versioned.RULES, "v1", false)).isFalse();
        assertThat(approvals.allow(Versioned.ROSTER, "r1", false)).isTrue();
        activate(Activation.Kind.ACTIVATION);
        assertThat(approvals.allow(Versioned.RULES, "v1", false)).isTrue();
    }

    @Test
    void anApprovalNamesAnImpactOfThatVersion() {
        Approvals approvals = approvals(new Policy(true, false));
        assertThat(approvals.decide(Versioned.RULES, "v1", TOM, true, "seen", null, "v1 impact"))
                .isEqualTo(Outcome.DECIDED);
        assertThat(approvals.list(Versioned.RULES, "v1"))
                .containsExactly(new Approval(true, "tom", AT, "seen", Approvals.digest("{}"), "v1 impact"));
    }

    private void activate(Activation.Kind kind) {
        store.activate(new Activation("v1", "r1", AT, "mai", "", kind, null, false, true));
    }

    private Approvals approvals(Policy policy) {
        return new Approvals(
                database.jdbi(),
                database::durably,
                store,
                policy,
                (what, version, digest) -> digest.startsWith(version),
                CLOCK);
    }

    private static Outcome decide(Approvals approvals, Approver approver, boolean approved) {
        return approvals.decide(Versioned.RULES, "v1", approver, approved, "seen", null, null);
    }

    private static PublishedFiles files(String version) {
        return new PublishedFiles(version, Map.of("a.drl", version.getBytes(StandardCharsets.UTF_8)), AT, "mai", "why");
    }
}
