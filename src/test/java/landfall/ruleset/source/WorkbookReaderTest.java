package landfall.ruleset.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import landfall.language.ConditionText;
import landfall.language.Rule;
import landfall.ruleset.Issues;
import landfall.ruleset.Limits;
import landfall.ruleset.ParsedRule;
import landfall.ruleset.source.Workbook.Shown;
import org.junit.jupiter.api.Test;

/** What spreadsheets do to values, and what is read of it. */
class WorkbookReaderTest {

    private final Issues issues = new Issues(Limits.DEFAULT);

    @Test
    void each_row_is_a_rule_and_each_condition_has_its_cell() {
        List<Rule> rules = read(Workbook.usual()
                .line("Large", "US", "CA, OR", "94105", 50000, 100, "us-west")
                .line("Small", "US", null, null, null, null, "us-east"));

        assertThat(told()).isEmpty();
        assertThat(rules).extracting(Rule::name).containsExactly("Large", "Small");
        assertThat(rules)
                .extracting(rule -> rule.place().toString())
                .containsExactly("west.drl.xlsx!Sheet1!A9", "west.drl.xlsx!Sheet1!A10");
        assertThat(conditions(rules.get(0)))
                .isEqualTo("country == \"US\", region in (\"CA\", \"OR\"), postalCode == \"94105\", dealSize >= 50000,"
                        + " employees >= 100");
        assertThat(conditions(rules.get(1))).isEqualTo("country == \"US\"");
        assertThat(rules.get(0).patterns().get(0).conditions())
                .extracting(condition -> condition.place().cellName())
                .containsExactly("B9", "C9", "D9", "E9", "F9");
    }

    @Test
    void numbers_are_read_as_they_are_and_not_as_they_are_shown() {
        List<Rule> rules = read(Workbook.usual()
                .line("1", "US", null, null, new Shown(50000, "#,##0"), null, "us")
                .line("2", "US", null, null, new Shown(50000, "$#,##0.00"), null, "us")
                .line("3", "US", null, null, 12345678.5, null, "us")
                .line("4", "US", null, null, 1e12, null, "us")
                .line("5", "US", null, null, "50000", " 100 ", "us")
                .line("6", "US", null, null, new Shown(0.25, "0.00"), null, "us"));

        assertThat(told()).allMatch(issue -> issue.endsWith("number-without-suffix"));
        assertThat(rules.stream().map(WorkbookReaderTest::conditions))
                .containsExactly(
                        "country == \"US\", dealSize >= 50000",
                        "country == \"US\", dealSize >= 50000",
                        "country == \"US\", dealSize >= 12345678.5",
                        "country == \"US\", dealSize >= 1000000000000",
                        "country == \"US\", dealSize >= 50000, employees >= 100",
                        "country == \"US\", dealSize >= 0.25");
    }

    @Test
    void what_could_be_two_numbers_is_an_issue() {
        read(Workbook.usual()
                .line("1", "US", null, null, "1.234,5", null, "us")
                .line("2", "US", null, null, "50,000", null, "us")
                .line("3", "US", null, null, new Shown(1, "0%"), null, "us")
                .line("4", "US", null, null, "100%", null, "us")
                .line("5", "US", null, null, "1.234", null, "us")
                .line("6", "US", null, null, "50k", null, "us")
                .line("7", "US", null, null, "\uff15\uff10", null, "us")
                .line("8", "US", null, null, "1,234,567.8", null, "us"));

        assertThat(issues.sorted().stream()
                        .filter(issue -> issue.place().isCell())
                        .map(issue -> issue.place().cellName() + " " + issue.code() + ": " + issue.hint()))
                .containsExactly(
                        "E9 bad-cell-number: write 1234.5",
                        "E10 bad-cell-number: write it with digits only, and a point before decimals",
                        "E11 bad-cell-number: give the cell the format Number, and write the number that accounts hold",
                        "E12 bad-cell-number: give the cell the format Number, and write the number that accounts hold",
                        "E13 bad-cell-number: write it with digits only, and a point before decimals",
                        "E14 bad-cell-number: write it with digits only, and a point before decimals",
                        "E15 bad-cell-number: write 50",
                        "E16 bad-cell-number: write 1234567.8");
    }

    @Test
    void numbers_that_are_texts_keep_their_zeros_or_are_an_issue() {
        List<Rule> rules = read(Workbook.usual()
                .line("1", "US", null, new Shown(1234, "00000"), null, null, "us")
                .line("2", "US", null, 94105, null, null, "us")
                .line("3", "JP", new Shown(1, "00"), null, null, null, "us")
                .line("4", "US", null, 1234, null, null, "us"));

        assertThat(rules.stream().map(WorkbookReaderTest::conditions))
                .containsExactly(
                        "country == \"US\", postalCode == \"01234\"",
                        "country == \"US\", postalCode == \"94105\"",
                        "country == \"JP\", region in (\"01\")");
        assertThat(told()).containsExactly("west.drl.xlsx!Sheet1!D12 lost-zeros");
    }

    @Test
    void days_are_read_where_a_rule_begins_and_ends() {
        List<Rule> rules = read(Workbook.of(
                        new String[] {"DATE-EFFECTIVE", "DATE-EXPIRES", "CONDITION", "ACTION"},
                        new String[] {null, null, "Clock", null},
                        new String[] {null, null, "zone == \"UTC\", date >= \"$param\"", "routing.rep(\"$param\");"})
                .line(LocalDate.of(2026, 4, 1), "01-Jul-2026", LocalDate.of(2026, 5, 1), "alice")
                .line("April", null, null, "alice"));

        assertThat(rules.get(0).effective()).isEqualTo("2026-04-01");
        assertThat(rules.get(0).expires()).isEqualTo("2026-07-01");
        assertThat(conditions(rules.get(0))).isEqualTo("zone == \"UTC\", date >= \"2026-05-01\"");
        assertThat(told()).contains("west.drl.xlsx!Sheet1!A10 bad-date");
    }

    @Test
    void quotes_around_a_value_are_an_issue_and_quotes_within_are_not() {
        List<Rule> rules =
                read(Workbook.of(new String[] {"CONDITION", "ACTION"}, new String[] {"Account", null}, new String[] {
                            "name == \"$param\"", "routing.territory(\"$param\");"
                        })
                        .line("\u201cAcme\u201d", "us")
                        .line("\"Acme\"", "us")
                        .line("L\u2019Or\u00e9al", "us")
                        .line("19\" racks", "us"));

        assertThat(told())
                .containsExactly("west.drl.xlsx!Sheet1!A9 curly-quotes", "west.drl.xlsx!Sheet1!A10 bad-table");
        assertThat(rules.stream().map(WorkbookReaderTest::conditions))
                .containsExactly("name == \"L\u2019Or\u00e9al\"", "name == \"19\\\" racks\"");
    }

    @Test
    void blanks_that_nobody_sees_are_none() {
        List<Rule> rules = read(Workbook.usual()
                .line("1", "US\u00a0", " \u3000CA , OR", "\u00a0", null, null, "us-west  ")
                .line(null, " ", "\u3000", null, null, null, null));

        assertThat(told()).isEmpty();
        assertThat(rules.stream().map(WorkbookReaderTest::conditions))
                .containsExactly("country == \"US\", region in (\"CA\", \"OR\")");
    }

    @Test
    void rows_below_an_empty_row_are_an_issue_and_notes_are_not() {
        List<Rule> rules = read(Workbook.usual()
                .line("1", "US", null, null, null, null, "us")
                .skip(1)
                .line("2", "CA", null, null, null, null, "us")
                .skip(2)
                .line("Last edited by Bob"));

        assertThat(rules).hasSize(1);
        assertThat(told()).containsExactly("west.drl.xlsx!Sheet1!G11 row-not-read");
    }

    @Test
    void a_value_that_is_merged_over_rows_counts_in_each() {
        List<Rule> rules = read(Workbook.usual()
                .line("1", "US", "CA", null, new Shown(1000, "#,##0"), null, "us")
                .line("2", "", "OR", null, "", null, "us")
                .merge(8, 9, 1, 1)
                .merge(8, 9, 4, 4));

        assertThat(told()).isEmpty();
        assertThat(rules.stream().map(WorkbookReaderTest::conditions))
                .containsExactly(
                        "country == \"US\", region in (\"CA\"), dealSize >= 1000",
                        "country == \"US\", region in (\"OR\"), dealSize >= 1000");
    }

    @Test
    void merged_cells_whose_value_would_be_lost_or_count_twice_are_an_issue() {
        read(Workbook.usual()
                .line("1", "US", "CA", null, null, null, "us")
                .line("2", null, "OR", null, null, null, "us")
                .line("3", "US", "", null, null, null, "us")
                .merge(8, 9, 1, 1)
                .merge(10, 10, 1, 2));

        assertThat(told())
                .containsExactly("west.drl.xlsx!Sheet1!B10 merged-cells", "west.drl.xlsx!Sheet1!C11 merged-cells");
    }

    @Test
    void every_sheet_with_a_table_is_read_in_its_order() {
        List<Rule> rules = read(Workbook.usual()
                .line("1", "US", null, null, null, null, "us")
                .sheet("Notes")
                .line("Rules of the year")
                .sheet("Europe")
                .table("FR")
                .sheet("Asia")
                .table("JP"));

        assertThat(told()).isEmpty();
        assertThat(rules)
                .extracting(rule -> rule.name() + " " + rule.place())
                .containsExactly(
                        "1 west.drl.xlsx!Sheet1!A9",
                        "Rules Europe_9 west.drl.xlsx!Europe!A9",
                        "Rules Asia_9 west.drl.xlsx!Asia!A9");
    }

    @Test
    void formulas_are_an_issue_and_never_worked_out() {
        read(Workbook.usual().line("1", "=\"U\"&\"S\"", null, null, null, null, "us"));

        assertThat(told()).containsExactly("west.drl.xlsx!Sheet1!B9 cell-formula");
    }

    @Test
    void priorities_are_whole_numbers_however_they_are_shown() {
        List<Rule> rules = read(Workbook.of(
                        new String[] {"PRIORITY", "CONDITION", "ACTION"},
                        new String[] {null, "Account", null},
                        new String[] {null, "country == \"$param\"", "routing.territory(\"$param\");"})
                .line(new Shown(1000, "#,##0"), "US", "us")
                .line("-5", "US", "us")
                .line("high", "US", "us")
                .line(1.5, "US", "us")
                .line(null, "US", "us"));

        assertThat(rules).extracting(Rule::salience).containsExactly(1000, -5, 0);
        assertThat(told())
                .containsExactly("west.drl.xlsx!Sheet1!A11 bad-salience", "west.drl.xlsx!Sheet1!A12 bad-salience");
    }

    @Test
    void a_switch_says_on_or_off() {
        List<Rule> rules = read(Workbook.of(
                        new String[] {"ENABLED", "CONDITION", "ACTION"},
                        new String[] {null, "Account", null},
                        new String[] {null, "country == \"$param\"", "routing.territory(\"$param\");"})
                .line(false, "US", "us")
                .line("yes", "US", "us")
                .line("x", "US", "us"));

        assertThat(rules).extracting(Rule::enabled).containsExactly(false, true);
        assertThat(told()).containsExactly("west.drl.xlsx!Sheet1!A11 bad-table");
    }

    private static String conditions(Rule rule) {
        return rule.patterns().stream()
                .flatMap(pattern -> pattern.conditions().stream())
                .map(ConditionText::of)
                .collect(Collectors.joining(", "));
    }

    private List<Rule> read(Workbook workbook) {
        RuleSetReader reader = new RuleSetReader(issues, Limits.DEFAULT, "USD");
        reader.read(List.of(workbook.file()));
        return reader.rules().stream().map(ParsedRule::rule).toList();
    }

    private List<String> told() {
        return issues.sorted().stream()
                .filter(issue -> issue.place().file().startsWith("west"))
                .map(issue -> issue.place() + " " + issue.code())
                .toList();
    }
}
