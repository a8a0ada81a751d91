package landfall.ruleset.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import landfall.language.Place;
import landfall.language.Rule;
import landfall.ruleset.Issues;
import landfall.ruleset.Limits;
import landfall.ruleset.ParsedRule;
import landfall.ruleset.RuleFile;
import org.junit.jupiter.api.Test;

class KnownFilesTest {

    private static final String FILE = "west.drl";
    private static final String RULES = "package west;\nglobal java.util.Set zips;\n"
            + "rule \"west\"\nwhen\n    Account(country == \"US\")\nthen\n    routing.territory(\"us-west\");\nend\n";
    private static final String TABLE =
            """
            RuleSet,west
            RuleTable West
            NAME,CONDITION,ACTION
            ,Account...,
            ,country,"routing.territory(""$param"");"
            Rule,Country,Territory
            Large,US,us-west
            Small,CA,us-east
            """;

    private final KnownFiles known = new KnownFiles();

    private record Read(List<Rule> rules, Map<String, List<Place>> globals, List<String> told) {}

    @Test
    void anUnchangedFileIsReadOnce() {
        Read first = read(FILE, RULES, Limits.DEFAULT);
        Read again = read(FILE, RULES, Limits.DEFAULT);

        assertThat(first.rules()).hasSize(1);
        assertThat(first.globals()).containsKey("zips");
        assertThat(again).isEqualTo(first);
        assertThat(again.rules().get(0)).isSameAs(first.rules().get(0));
    }

    @Test
    void anUnchangedTableIsReadOnce() {
        Read first = read("west.drl.csv", TABLE, Limits.DEFAULT);
        Read again = read("west.drl.csv", TABLE, Limits.DEFAULT);

        assertThat(first.told()).isEmpty();
        assertThat(again.rules()).hasSize(2);
        assertThat(again.rules().get(1)).isSameAs(first.rules().get(1));
    }

    @Test
    void aChangedOrRenamedFileIsReadAnew() {
        read(FILE, RULES, Limits.DEFAULT);

        assertThat(read(FILE, RULES.replace("US", "CA"), Limits.DEFAULT).rules().toString())
                .contains("CA")
                .doesNotContain("US");
        assertThat(read("east.drl", RULES, Limits.DEFAULT)
                        .rules()
                        .get(0)
                        .place()
                        .file())
                .isEqualTo("east.drl");
    }

    @Test
    void whatIsWrongIsToldEachTime() {
        String faulty = RULES.replace("country", "contry");

        Read first = read(FILE, faulty, Limits.DEFAULT);

        assertThat(first.told()).isNotEmpty();
        assertThat(read(FILE, faulty, Limits.DEFAULT).told()).isEqualTo(first.told());
    }

    @Test
    void otherLimitsAreAppliedToAKnownFile() {
        read(FILE, RULES, Limits.DEFAULT);
        Limits few = new Limits(5_000, 1 << 20, 1 << 20, 100, 5, 50, 1_000, 10_000, 4_000, 200, 1_000, 200, 20);

        assertThat(read(FILE, RULES, few).told()).isNotEmpty();
    }

    @Test
    void theNumberOfRulesIsCountedOverKnownFilesToo() {
        Limits one = new Limits(5_000, 1 << 20, 1 << 20, 1, 5_000, 50, 1_000, 10_000, 4_000, 200, 1_000, 200, 20);
        String other = RULES.replace("\"west\"", "\"other\"");
        read("a.drl", RULES, one);
        read("b.drl", other, one);

        Issues issues = new Issues(one);
        RuleSetReader reader = new RuleSetReader(issues, one, "USD", known);
        reader.read(List.of(file("a.drl", RULES), file("b.drl", other)));

        assertThat(reader.rules()).hasSize(1);
        assertThat(told(issues)).containsExactly("b.drl:3:6 too-many-rules");
    }

    private Read read(String path, String text, Limits limits) {
        Issues issues = new Issues(limits);
        RuleSetReader reader = new RuleSetReader(issues, limits, "USD", known);
        reader.read(List.of(file(path, text)));
        return new Read(reader.rules().stream().map(ParsedRule::rule).toList(), reader.globals(), told(issues));
    }

    private static RuleFile file(String path, String text) {
        return new RuleFile(path, text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> told(Issues issues) {
        return issues.sorted().stream()
                .filter(issue -> !issue.place().file().startsWith("roster/"))
                .map(issue -> issue.place() + " " + issue.code())
                .toList();
    }
}
