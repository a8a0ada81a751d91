package landfall.ruleset.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import landfall.language.Issue;
import landfall.language.Place;
import landfall.language.Rule;
import landfall.ruleset.Limits;
import landfall.ruleset.RuleFile;
import org.junit.jupiter.api.Test;

class TrialTest {

    private static final Instant NOW = Instant.parse("2026-11-24T15:00:00Z");

    private static final TrialAnswer WEST = new TrialAnswer(
            "assigned",
            "us-west",
            "alice",
            "US West",
            "US West: by turns",
            null,
            Map.of("sdr", "brooks"),
            Set.of("US West", "US West: by turns"),
            false);

    @Test
    void passesWhereAllThatIsExpectedComesOut() {
        TrialReport report = run("{status: assigned, territory: us-west, rep: alice, rule: US West,"
                + " rotation: 'US West: by turns', reason: null, overlays: {sdr: brooks}}");

        assertThat(report.passed()).isTrue();
        assertThat(report.issues()).isEmpty();
    }

    @Test
    void saysWhatWasExpectedAndWhatCame() {
        TrialReport report = run("{territory: us-west-enterprise, rep: alice}");

        assertThat(report.passed()).isFalse();
        assertThat(report.failed()).isEqualTo(1);
        assertThat(report.issues()).singleElement().satisfies(issue -> {
            assertThat(issue.code()).isEqualTo("case-failed");
            assertThat(issue.message())
                    .isEqualTo("case \"a\": expected territory us-west-enterprise, got us-west"
                            + " (rule \"US West\", rotation \"US West: by turns\")");
            assertThat(issue.place()).hasToString("cases/a.yml:1:46");
        });
    }

    @Test
    void failsForEachValueOnItsOwn() {
        assertThat(failures("{status: queued}")).containsExactly("expected status queued, got assigned");
        assertThat(failures("{rep: bob}")).containsExactly("expected rep bob, got alice");
        assertThat(failures("{rep: null}")).containsExactly("expected no rep, got alice");
        assertThat(failures("{reason: because}")).containsExactly("expected reason because, got none");
        assertThat(failures("{rotation: other}")).containsExactly("expected rotation other, got US West: by turns");
    }

    @Test
    void comparesOverlaysAsAWhole() {
        assertThat(failures("{overlays: {}}")).containsExactly("expected no sdr, got brooks");
        assertThat(failures("{overlays: {sdr: diaz}}")).containsExactly("expected sdr diaz, got brooks");
        assertThat(failures("{overlays: {sdr: brooks, csm: green}}")).containsExactly("expected csm green, got none");
        assertThat(failures("{overlays: {sdr: brooks, csm: null}}")).isEmpty();
    }

    @Test
    void hintsAtTheRuleThatWasMeant() {
        TrialReport report = run("{rule: US Wst}");

        assertThat(report.issues())
                .singleElement()
                .extracting(Issue::hint)
                .isEqualTo("no rule has that name; did you mean \"US West\"?");
    }

    @Test
    void namesTheRulesThatNoCaseReached() {
        TrialReport report = run("{rep: alice}");

        assertThat(report.unreached()).extracting(Rule::name).containsExactly("US East");
    }

    @Test
    void warnsOfACaseThatHangsOnTheMoment() {
        TrialAnswer readsClock =
                new TrialAnswer("assigned", "us-west", "alice", null, null, null, Map.of(), Set.of(), true);
        List<Instant> asked = new ArrayList<>();
        Trial trial = new Trial(rules(), account -> {
            asked.add(account.at());
            return readsClock;
        });
        List<Case> cases = cases(
                """
                - {name: timeless, account: {}, expect: {rep: alice}}
                - {name: timed, at: 2026-01-01T00:00:00Z, account: {}, expect: {rep: alice}}
                """);

        TrialReport report = trial.run(cases, NOW);

        assertThat(asked).containsExactly(NOW, Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(report.passed()).isTrue();
        assertThat(report.issues()).singleElement().satisfies(issue -> {
            assertThat(issue.code()).isEqualTo("case-without-time");
            assertThat(issue.isError()).isFalse();
            assertThat(issue.place().line()).isEqualTo(1);
        });
    }

    private static List<String> failures(String expect) {
        return run(expect).results().get(0).differences().stream()
                .map(Difference::sentence)
                .toList();
    }

    private static TrialReport run(String expect) {
        return new Trial(rules(), account -> WEST)
                .run(cases("- {name: a, account: {}, expect: " + expect + "}\n"), NOW);
    }

    private static List<Case> cases(String text) {
        ReadCases read = CaseReader.read(
                List.of(new RuleFile("cases/a.yml", text.getBytes(StandardCharsets.UTF_8))), Limits.DEFAULT);
        assertThat(read.issues()).isEmpty();
        return read.cases();
    }

    private static List<Rule> rules() {
        return List.of(
                rule("US West", true), rule("US West: by turns", true), rule("US East", true), rule("Resting", false));
    }

    private static Rule rule(String name, boolean enabled) {
        return new Rule(name, Place.of("a.drl"), null, null, null, 0, enabled, null, null, List.of(), List.of());
    }
}
