package landfall.ruleset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import landfall.language.ConditionText;
import landfall.language.Issue;
import landfall.language.Rule;
import landfall.ruleset.trial.Coverage;
import landfall.ruleset.trial.CoverageGoal;
import org.junit.jupiter.api.Test;

/** What cases reach of the rules: who decided, who matched, and which conditions were seen both ways. */
class CoverageTest {

    private static final String RULES =
            """
            rule "Large"
                salience 10
            when
                Account( country == "US", employees >= 2000 || dealSize >= 50000 )
            then
                routing.territory("us-west");
            end

            rule "US"
            when
                Account( country == "US", !( city == "Boston" ) )
            then
                routing.territory("us-east");
            end

            rule "Off"
                enabled false
            when
                Account( country == "JP" )
            then
                routing.territory("us-east");
            end

            rule "Turns in the West, by day"
                salience 10
            when
                Territory( id == "us-west" )
                Clock( zone == "America/New_York", hour >= 8, hour < 18 )
            then
                routing.roundRobin("alice");
            end

            rule "Turns"
            when
                Territory( id in ("us-west", "us-east") )
            then
                routing.roundRobin("bob");
            end
            """;

    private static final String LARGE_BY_DAY =
            """
            - name: large
              account: {country: US, employees: 3000, city: Salem}
              at: 2026-03-03T18:00:00Z
              expect: {rep: alice}
            """;
    private static final String SMALL_BY_NIGHT =
            """
            - name: small
              account: {country: US, employees: 3, dealSize: 60000, city: Boston}
              at: 2026-03-03T08:00:00Z
              expect: {rep: bob}
            """;
    private static final String ELSEWHERE =
            """
            - name: elsewhere
              account: {country: FR, employees: 3}
              at: 2026-03-03T08:00:00Z
              expect: {status: fallback}
            """;

    @Test
    void aRuleThatMatchedAndLostIsToldFromOneThatNeverMatched() {
        Coverage coverage = coverage(LARGE_BY_DAY);

        assertThat(coverage.rules()).isEqualTo(4);
        assertThat(coverage.decided()).isEqualTo(2);
        assertThat(coverage.undecided()).extracting(Rule::name).containsExactly("US", "Turns");
        assertThat(coverage.unmatched()).isEmpty();
        assertThat(coverage(ELSEWHERE).unmatched()).hasSize(4);
        assertThat(coverage(ELSEWHERE).matched()).isZero();
    }

    @Test
    void eachComparisonIsWatchedByItself() {
        assertThat(oneSided(LARGE_BY_DAY))
                .containsExactly(
                        "country == \"US\" never false",
                        "employees >= 2000 never false",
                        "dealSize >= 50000 never true",
                        "country == \"US\" never false",
                        "city == \"Boston\" never true",
                        "id == \"us-west\" never false",
                        "hour >= 8 never false",
                        "hour < 18 never false",
                        "id in (\"us-west\", \"us-east\") never false");
        assertThat(coverage(LARGE_BY_DAY).conditions()).isEqualTo(9);
        assertThat(coverage(LARGE_BY_DAY + SMALL_BY_NIGHT).bothWays()).isEqualTo(4);
    }

    @Test
    void whatAsksForATerritoryIsNotAskedWhereThereIsNone() {
        String named = RULES
                + """
                rule "Named"
                    salience 100
                when
                    Account( domain == "example.com" )
                then
                    routing.rep("alice");
                end
                """;
        assertThat(oneSided(prepare(
                                named,
                                "- {name: a, account: {domain: example.com}, expect: {rep: alice}}",
                                CoverageGoal.NONE)
                        .report()
                        .coverage()))
                .contains("id == \"us-west\" never asked", "domain == \"example.com\" never false");
    }

    @Test
    void whatIsRequiredRefusesAndNamesWhatIsLacking() {
        Preparation.Prepared refused = prepare(RULES, LARGE_BY_DAY, new CoverageGoal(0.75, 0.5));

        assertThat(refused).isInstanceOf(Preparation.Prepared.Refused.class);
        assertThat(refused.issues()).extracting(Issue::code).containsExactly("coverage-too-low", "coverage-too-low");
        assertThat(refused.issues().get(1).message()).contains("2 of 4 rules, 50 %; 75 % are required");
        assertThat(refused.issues().get(1).hint()).contains("\"US\" (rules.drl:9:6)", "\"Turns\"");
        assertThat(refused.issues().get(0).hint())
                .contains("dealSize >= 50000 (rules.drl:4:", "never true", "and 4 more");
        assertThat(prepare(RULES, LARGE_BY_DAY, new CoverageGoal(0.5, 0)))
                .isInstanceOf(Preparation.Prepared.Ready.class);
    }

    @Test
    void aShareIsFromNoneToAll() {
        assertThatThrownBy(() -> new CoverageGoal(1.1, 0)).hasMessageContaining("from 0 to 1");
        assertThatThrownBy(() -> new CoverageGoal(0, Double.NaN)).hasMessageContaining("from 0 to 1");
        assertThat(CoverageGoal.percent(0.2999)).isEqualTo("29 %");
        assertThat(CoverageGoal.percent(0.29)).isEqualTo("29 %");
    }

    private static List<String> oneSided(String cases) {
        return oneSided(coverage(cases));
    }

    private static List<String> oneSided(Coverage coverage) {
        return coverage.oneSided().stream()
                .map(one -> ConditionText.of(one.condition()) + " " + one.lacking())
                .toList();
    }

    private static Coverage coverage(String cases) {
        Preparation.Prepared prepared = prepare(RULES, cases, CoverageGoal.NONE);
        assertThat(prepared).isInstanceOf(Preparation.Prepared.Ready.class);
        return prepared.report().coverage();
    }

    private static Preparation.Prepared prepare(String rules, String cases, CoverageGoal goal) {
        List<RuleFile> files = new ArrayList<>(BadRuleSet.base());
        files.add(new RuleFile("rules.drl", rules.getBytes(UTF_8)));
        files.add(new RuleFile("cases/a.yml", cases.getBytes(UTF_8)));
        return new Preparation(
                        Preparation.Options.admittingAll(ZoneOffset.UTC, "USD").requiring(goal),
                        Clock.fixed(Instant.parse("2026-11-24T17:00:00Z"), ZoneOffset.UTC))
                .prepare(files);
    }
}
