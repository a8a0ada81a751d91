package landfall.ruleset.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import landfall.language.Issue;
import landfall.language.Rule;
import landfall.ruleset.Issues;
import landfall.ruleset.Limits;
import landfall.ruleset.source.RuleShape.PatternShape;
import landfall.ruleset.source.RuleShape.Range;
import org.junit.jupiter.api.Test;

/** The witness speaks up wherever our model would say something else than the file. */
class WitnessTest {

    private static final String FILE =
            """
            package a.b;
            import landfall.facts.*;

            rule "West" // a comment
                @owner("ops")
                salience 10
                enabled false
                date-effective "01-Apr-2026"
            when
                Account( country == "US", /* here */ region in ("CA", "OR") )
                Clock( zone == "Asia/Tokyo" )
            then
                routing.territory("us-west"); // and here
                routing.reason("the end");
            end
            """;

    @Test
    void agreesWhenOurModelIsRight() {
        assertThat(testify(shape -> shape)).isEmpty();
    }

    @Test
    void noticesAnotherName() {
        assertThat(about(rule -> rule(rule, "East", 10, false, rule.effective())))
                .containsExactly("the name");
    }

    @Test
    void noticesAnotherSalience() {
        assertThat(about(rule -> rule(rule, "West", 11, false, rule.effective())))
                .containsExactly("the salience");
    }

    @Test
    void noticesThatItIsNotEnabled() {
        assertThat(about(rule -> rule(rule, "West", 10, true, rule.effective())))
                .containsExactly("whether it is enabled");
    }

    @Test
    void noticesAnotherDate() {
        assertThat(about(rule -> rule(rule, "West", 10, false, LocalDate.of(2026, 4, 2))))
                .containsExactly("the dates");
    }

    @Test
    void noticesAnAttributeThatWeDidNotRead() {
        assertThat(testify(shape ->
                        new RuleShape(shape.rule, Set.of("enabled"), shape.whole, shape.patterns, shape.actions)))
                .containsExactly("the attributes");
    }

    @Test
    void noticesAPatternThatWeDidNotRead() {
        assertThat(patterns(shape -> shape.patterns.subList(0, 1))).containsExactly("the number of patterns");
    }

    @Test
    void noticesAConditionThatWeDidNotRead() {
        assertThat(patterns(shape -> List.of(
                        new PatternShape(
                                "Account", shape.patterns.get(0).constraints().subList(0, 1)),
                        shape.patterns.get(1))))
                .containsExactly("the conditions on Account");
    }

    @Test
    void noticesAnotherCondition() {
        assertThat(patterns(shape -> {
                    List<Range> right = shape.patterns.get(0).constraints();
                    Range shorter = new Range(right.get(0).from(), right.get(0).to() - 1);
                    return List.of(new PatternShape("Account", List.of(shorter, right.get(1))), shape.patterns.get(1));
                }))
                .containsExactly("the conditions on Account");
    }

    @Test
    void noticesAnActionThatWeDidNotRead() {
        assertThat(testify(shape -> new RuleShape(
                        shape.rule,
                        shape.heads,
                        shape.whole,
                        shape.patterns,
                        new Range(shape.actions.from(), shape.actions.to() - 7))))
                .containsExactly("the actions");
    }

    @Test
    void noticesARuleThatWeDidNotRead() {
        Limits limits = Limits.DEFAULT;
        Issues issues = new Issues(limits);
        Tokens tokens = Scanner.scan(
                new SourceText(
                        "west.drl", FILE + FILE.replace("package a.b;", "").replace("import landfall.facts.*;", "")),
                issues,
                limits);
        RuleFileParser parser = new RuleFileParser(tokens, issues, limits);
        parser.parse();
        Witness witness = new Witness(limits, Witness.memory());
        witness.add(tokens, parser.shapes().subList(1, 2));

        witness.testify(issues);

        assertThat(issues.sorted())
                .singleElement()
                .extracting(Issue::message)
                .asString()
                .endsWith("it finds 2 rules instead of 1");
    }

    @Test
    void isNotAskedAgainAboutWhatItAgreedOn() {
        Limits limits = Limits.DEFAULT;
        Issues issues = new Issues(limits);
        Tokens tokens = Scanner.scan(new SourceText("west.drl", FILE), issues, limits);
        RuleFileParser parser = new RuleFileParser(tokens, issues, limits);
        parser.parse();
        var agreed = Witness.memory();
        for (int i = 0; i < 2; i++) {
            Witness witness = new Witness(limits, agreed);
            witness.add(tokens, parser.shapes());
            witness.testify(issues);
        }

        assertThat(issues.sorted()).isEmpty();
        assertThat(agreed.size()).isEqualTo(1);
    }

    private static List<String> about(UnaryOperator<Rule> change) {
        return testify(shape ->
                new RuleShape(change.apply(shape.rule), shape.heads, shape.whole, shape.patterns, shape.actions));
    }

    private static List<String> patterns(java.util.function.Function<RuleShape, List<PatternShape>> change) {
        return testify(
                shape -> new RuleShape(shape.rule, shape.heads, shape.whole, change.apply(shape), shape.actions));
    }

    private static List<String> testify(UnaryOperator<RuleShape> change) {
        Limits limits = Limits.DEFAULT;
        Issues issues = new Issues(limits);
        Tokens tokens = Scanner.scan(new SourceText("west.drl", FILE), issues, limits);
        RuleFileParser parser = new RuleFileParser(tokens, issues, limits);
        parser.parse();
        assertThat(issues.sorted()).isEmpty();
        Witness witness = new Witness(limits, Witness.memory());
        witness.add(tokens, parser.shapes().stream().map(change).toList());
        witness.testify(issues);
        return issues.sorted().stream()
                .map(issue -> issue.message().substring(issue.message().indexOf(": ") + 2))
                .toList();
    }

    private static Rule rule(Rule rule, String name, int salience, boolean enabled, LocalDate effective) {
        return new Rule(
                name,
                rule.place(),
                rule.description(),
                rule.owner(),
                rule.zone(),
                salience,
                enabled,
                effective,
                rule.expires(),
                rule.patterns(),
                rule.actions());
    }
}
