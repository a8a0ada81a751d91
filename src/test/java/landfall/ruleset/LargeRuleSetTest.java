package landfall.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import landfall.language.Issue;
import org.junit.jupiter.api.Test;

/** Real sizes are read, and what is beyond the limits is told instead of read. */
class LargeRuleSetTest {

    @Test
    void tenThousandRulesAreRead() {
        String rules = IntStream.range(0, 10_000)
                .mapToObj(
                        i -> rule("R" + i, "country in (\"US\", \"CA\"), region in (\"CA\", \"OR\"), dealSize >= " + i))
                .collect(Collectors.joining());

        CheckResult result = check("r.drl", rules);

        assertThat(result.issues()).isEmpty();
        assertThat(((CheckResult.Checked) result).ruleSet().rules()).hasSize(10_000);
    }

    @Test
    void aListOfAHundredThousandRowsIsCleaned() {
        String rows = IntStream.range(0, 100_000)
                .mapToObj(i -> String.format("%05d,us-west%n", i))
                .collect(Collectors.joining());
        List<RuleFile> files = new ArrayList<>(BadRuleSet.base());
        files.add(file("lists/many.csv", "zip,territory\n" + rows));
        files.add(file(
                "r.drl",
                rule("R", "country == \"US\"")
                        .replace("routing.rep(\"alice\")", "routing.territoryFrom(\"many\", \"postalCode\")")));

        CheckResult result = RuleSetChecker.check(files, BadRuleSet.usual());

        assertThat(result.issues()).isEmpty();
        assertThat(((CheckResult.Checked) result).ruleSet().lists().get("many").values())
                .hasSize(100_000);
    }

    @Test
    void longListsInParenthesesEndAtTheLimit() {
        assertThat(codes(rule("R", "city in (" + texts(10_000) + ", \"x\")"))).containsExactly("too-many-values");
        assertThat(codes(rule("R", "city in (" + texts(9_999) + ", \"x\")"))).isEmpty();
    }

    @Test
    void depthAndLengthEndAtTheLimit() {
        assertThat(codes(rule("R", "(".repeat(100_000) + "score == 1" + ")".repeat(100_000))))
                .containsExactly("too-deep");
        assertThat(codes(rule("R", "!(".repeat(50) + "score == 1" + ")".repeat(50))))
                .isEmpty();
        assertThat(codes(rule("R", "score == 1" + tags(999)))).isEmpty();
        assertThat(codes(rule("R", "score == 1" + tags(1_000)))).containsExactly("too-many-conditions");
        assertThat(codes(rule("R", "city == \"" + "x".repeat(4_001) + "\""))).containsExactly("text-too-long");
        assertThat(codes(rule("R", "score == 1" + "0".repeat(1_000_000)))).containsExactly("text-too-long");
    }

    @Test
    void aFileOfNothingButFaultsEndsAtTheLimit() {
        assertThat(check("r.drl", rule("R", "foo == 1, ".repeat(900) + "score == 1"))
                        .issues())
                .hasSize(201);
        assertThat(check("r.drl", "(".repeat(1_000_000)).issues()).isNotEmpty();
        assertThat(check("r.drl", "rule ".repeat(200_000)).issues())
                .hasSizeLessThan(202)
                .isNotEmpty();
        assertThat(check("r.drl", "\"".repeat(999_999)).issues())
                .hasSizeLessThan(202)
                .isNotEmpty();
    }

    private static String texts(int count) {
        return IntStream.range(0, count).mapToObj(i -> "\"c" + i + "\"").collect(Collectors.joining(", "));
    }

    private static String tags(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> " && tags contains \"t" + i + "\"")
                .collect(Collectors.joining());
    }

    private static List<String> codes(String rules) {
        return check("r.drl", rules).issues().stream().map(Issue::code).toList();
    }

    private static CheckResult check(String path, String text) {
        List<RuleFile> files = new ArrayList<>(BadRuleSet.base());
        files.add(file(path, text));
        return RuleSetChecker.check(files, BadRuleSet.usual());
    }

    private static String rule(String name, String conditions) {
        return "rule \"" + name + "\"\nwhen\n    Account( " + conditions
                + " )\nthen\n    routing.rep(\"alice\");\nend\n";
    }

    private static RuleFile file(String path, String text) {
        return new RuleFile(path, text.getBytes(StandardCharsets.UTF_8));
    }
}
