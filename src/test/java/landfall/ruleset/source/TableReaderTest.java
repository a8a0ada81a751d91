package landfall.ruleset.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import landfall.language.Rule;
import landfall.ruleset.Issues;
import landfall.ruleset.Limits;
import landfall.ruleset.ParsedRule;
import landfall.ruleset.RuleFile;
import org.junit.jupiter.api.Test;

/** Decision tables as comma-separated values. */
class TableReaderTest {

    private static final String HEAD =
            """
            RuleSet,west
            RuleTable West
            NAME,CONDITION,CONDITION,CONDITION,ACTION
            ,Account...,Account...,Account...,
            ,country,"region in (forall(,){""$""})",dealSize >= $param,"routing.territory(""$param"");"
            Rule,Country,Regions,Deal size from,Territory
            """;

    private final Issues issues = new Issues(Limits.DEFAULT);

    @Test
    void each_row_is_a_rule() {
        List<Rule> rules = read(HEAD + "Large,US,\"CA, OR\",50000,us-west\nSmall,US,,,us-east\n");

        assertThat(told()).isEmpty();
        assertThat(rules).extracting(Rule::name).containsExactly("Large", "Small");
        assertThat(rules.get(0).place()).hasToString("west.drl.csv!A7");
        assertThat(rules.get(0).patterns().get(0).conditions())
                .extracting(condition -> condition.place().toString())
                .containsExactly("west.drl.csv!B7", "west.drl.csv!C7", "west.drl.csv!D7");
        assertThat(rules.get(1).actions())
                .extracting(action -> action.place().toString())
                .containsExactly("west.drl.csv!E8");
    }

    @Test
    void a_fault_of_a_cell_is_told_at_the_cell() {
        read(HEAD + "Large,US,CA,50k,us-west\n");

        assertThat(told()).containsExactly("west.drl.csv!D7 bad-cell-number");
    }

    @Test
    void a_fault_of_the_head_is_told_once_at_the_head() {
        read(HEAD.replace("country", "contry") + "Large,US,CA,50,us-west\nSmall,US,CA,5,us-west\n");

        assertThat(told()).containsExactly("west.drl.csv!B5 unknown-field");
    }

    private List<Rule> read(String text) {
        RuleSetReader reader = new RuleSetReader(issues, Limits.DEFAULT, "USD");
        reader.read(List.of(new RuleFile("west.drl.csv", text.getBytes(StandardCharsets.UTF_8))));
        return reader.rules().stream().map(ParsedRule::rule).toList();
    }

    private List<String> told() {
        return issues.sorted().stream()
                .filter(issue -> issue.place().file().startsWith("west"))
                .map(issue -> issue.place() + " " + issue.code())
                .toList();
    }
}
