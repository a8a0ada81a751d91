package landfall.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import landfall.language.Action;
import landfall.language.Condition;
import landfall.language.FactType;
import landfall.language.Issue;
import landfall.language.Literal.NumberLiteral;
import landfall.language.Place;
import landfall.language.RotationSpec;
import landfall.language.Rule;
import landfall.language.ValueList;
import landfall.ruleset.source.RuleText;
import org.junit.jupiter.api.Test;

/** What a rule file says, as the model has it. */
class RuleModelTest {

    @Test
    void readsTheHeadOfARule() {
        Rule rule = rule(
                "Account()",
                "routing.rep(\"alice\");",
                "@description(\"d\") @owner(\"o\") @zone(\"Asia/Tokyo\")"
                        + " salience -5 enabled false date-effective \"01-Apr-2026\" date-expires \"29-Feb-2028\"");

        assertThat(rule.name()).isEqualTo("R");
        assertThat(rule.place()).isEqualTo(new Place("r.drl", 1, 6, 3));
        assertThat(List.of(rule.description(), rule.owner(), rule.zone())).containsExactly("d", "o", "Asia/Tokyo");
        assertThat(rule.salience()).isEqualTo(-5);
        assertThat(rule.enabled()).isFalse();
        assertThat(rule.effective()).isEqualTo(LocalDate.of(2026, 4, 1));
        assertThat(rule.expires()).isEqualTo(LocalDate.of(2028, 2, 29));
        assertThat(rule.isRotation()).isFalse();
    }

    @Test
    void andBindsMoreTightlyThanOr() {
        Condition condition = condition("score == 1 || score == 2 && score == 3");

        assertThat(condition).isInstanceOfSatisfying(Condition.Or.class, or -> {
            assertThat(or.conditions()).hasSize(2);
            assertThat(or.conditions().get(1))
                    .isInstanceOfSatisfying(Condition.And.class, and -> assertThat(and.conditions())
                            .hasSize(2));
        });
    }

    @Test
    void parenthesesAndNotsAreKept() {
        assertThat(condition("(score == 1 || score == 2) && score == 3"))
                .isInstanceOfSatisfying(
                        Condition.And.class,
                        and -> assertThat(and.conditions().get(0)).isInstanceOf(Condition.Or.class));
        assertThat(condition("!(score == 1)")).isInstanceOf(Condition.Not.class);
    }

    @Test
    void numbersAreExactAndKnowTheirSuffix() {
        Condition.In in = (Condition.In) condition("dealSize not in (0.10B, -3)");

        NumberLiteral first = (NumberLiteral) in.literals().get(0);
        assertThat(in.negated()).isTrue();
        assertThat(first.value()).isEqualByComparingTo("0.1");
        assertThat(first.exact()).isTrue();
        assertThat(first.text()).isEqualTo("0.10");
        assertThat(((NumberLiteral) in.literals().get(1)).exact()).isFalse();
    }

    @Test
    void escapesAreRead() {
        Condition.Matches matches = (Condition.Matches) condition("name matches \"\\\"a\\\\.b\\n\\t\"");

        assertThat(matches.expression()).isEqualTo("\"a\\.b\n\t");
    }

    @Test
    void placesPointAtTheirPart() {
        Rule rule = rule("Account( country == \"US\" )", "routing.rep(\"alice\");", "");
        Condition.Compare compare =
                (Condition.Compare) rule.patterns().get(0).conditions().get(0);

        assertThat(compare.place()).isEqualTo(new Place("r.drl", 4, 10, 15));
        assertThat(compare.literal().place()).isEqualTo(new Place("r.drl", 4, 21, 4));
        assertThat(((Action.ClaimRep) rule.actions().get(0)).idPlace()).isEqualTo(new Place("r.drl", 6, 13, 7));
    }

    @Test
    void rotationsHaveTheirMembersAndModifiers() {
        Rule rule = rule(
                "Territory( id == \"us-west\" )",
                "routing.onDuty(\"monthly\", \"2026-02-01\", \"alice\", team(\"east\")).pool(\"p\").keepOwner();",
                "");
        RotationSpec rotation = ((Action.TakeTurns) rule.actions().get(0)).rotation();

        assertThat(rule.isRotation()).isTrue();
        assertThat(rule.patterns().get(0).fact()).isEqualTo(FactType.TERRITORY);
        assertThat(rotation.kind()).isEqualTo(RotationSpec.Kind.ON_DUTY);
        assertThat(rotation.period()).isEqualTo(RotationSpec.Period.MONTHLY);
        assertThat(rotation.from()).isEqualTo(LocalDate.of(2026, 2, 1));
        assertThat(rotation.members()).hasSize(2);
        assertThat(rotation.pool()).isEqualTo("p");
        assertThat(rotation.keepOwner()).isTrue();
    }

    @Test
    void windowsFilesAndByteOrderMarksChangeNothing() {
        String text = text("Account( country == \"US\" )", "routing.rep(\"alice\");", "salience 3");

        Rule rule = check("\uFEFF" + text.replace("\n", "\r\n")).rules().get(0);

        assertThat(RuleText.print(rule))
                .isEqualTo(RuleText.print(check(text).rules().get(0)));
        assertThat(rule.patterns().get(0).place().line()).isEqualTo(4);
    }

    @Test
    void listsAreCleanedAsTheFieldThatTheyAreComparedWith() {
        List<RuleFile> files = new ArrayList<>(BadRuleSet.base());
        files.add(file(
                "r.drl",
                text("Account( place memberOf east )", "routing.territoryFrom(\"zips\", \"postalCode\");", "")));
        files.add(file("lists/east.csv", "place\n東京都\nJP-27\n"));

        CheckedRuleSet ruleSet = ((CheckResult.Checked) RuleSetChecker.check(files, BadRuleSet.usual())).ruleSet();

        assertThat(ruleSet.lists().get("east").values()).containsExactly("JP-13", "JP-27");
        ValueList zips = ruleSet.lists().get("zips");
        assertThat(zips.cell("94105", "territory")).contains("us-west");
        assertThat(zips.cell("94106", "territory")).isEmpty();
        assertThat(ruleSet.roster().team("west")).hasSize(2);
        assertThat(ruleSet.vocabulary().aliases().get("industry")).containsEntry("SaaS", "Software");
        assertThat(ruleSet.warnings()).isEmpty();
    }

    @Test
    void rulesStandInTheOrderOfFilesAndLines() {
        List<RuleFile> files = new ArrayList<>(BadRuleSet.base());
        files.add(file("b.drl", named("B1") + named("B2")));
        files.add(file("a.drl", named("A1")));

        CheckResult result = RuleSetChecker.check(files, BadRuleSet.usual());

        assertThat(((CheckResult.Checked) result).ruleSet().rules())
                .extracting(Rule::name)
                .containsExactly("A1", "B1", "B2");
    }

    private static String named(String name) {
        return text("Account()", "routing.rep(\"alice\");", "").replace("\"R\"", "\"" + name + "\"");
    }

    private static Condition condition(String condition) {
        return rule("Account( " + condition + " )", "routing.rep(\"alice\");", "")
                .patterns()
                .get(0)
                .conditions()
                .get(0);
    }

    private static Rule rule(String pattern, String action, String head) {
        return check(text(pattern, action, head)).rules().get(0);
    }

    private static String text(String pattern, String action, String head) {
        return "rule \"R\"\n" + head
                + "\nwhen\nPATTERN\nthen\nACTION\nend\n"
                        .replace("PATTERN", pattern)
                        .replace("ACTION", action);
    }

    private static CheckedRuleSet check(String text) {
        List<RuleFile> files = new ArrayList<>(BadRuleSet.base());
        files.add(file("r.drl", text));
        CheckResult result = RuleSetChecker.check(files, BadRuleSet.usual());
        assertThat(result.issues()).filteredOn(Issue::isError).isEmpty();
        return ((CheckResult.Checked) result).ruleSet();
    }

    private static RuleFile file(String path, String text) {
        return new RuleFile(path, text.getBytes(StandardCharsets.UTF_8));
    }
}
