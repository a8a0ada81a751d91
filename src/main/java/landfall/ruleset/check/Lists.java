package landfall.ruleset.check;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import landfall.language.Action;
import landfall.language.Condition;
import landfall.language.Issue;
import landfall.language.Operand;
import landfall.language.Place;
import landfall.language.ValueType;
import landfall.roster.Rep;
import landfall.roster.TerritoryEntry;
import landfall.ruleset.IssueCode;
import landfall.ruleset.ParsedRule;
import landfall.ruleset.ParsedRuleSet;
import landfall.ruleset.source.CsvTable;
import landfall.ruleset.source.RawList;
import landfall.ruleset.source.Suggestions;

/** The lists that rules name are there, and mapping lists name territories and reps of the roster. */
final class Lists implements Check {

    private final LocalDate today;

    Lists(LocalDate today) {
        this.today = today;
    }

    @Override
    public void check(ParsedRuleSet ruleSet, Consumer<Issue> issues) {
        ruleSet.comparisons().forEach(comparison -> {
            if (comparison instanceof Condition.MemberOf member) {
                find(member.list(), member.listPlace(), ruleSet, issues);
            }
        });
        ruleSet.globals().forEach((name, places) -> places.forEach(place -> find(name, place, ruleSet, issues)));
        Set<String> checked = new HashSet<>();
        for (ParsedRule rule : ruleSet.rules()) {
            for (Action action : rule.rule().actions()) {
                if (action instanceof Action.TerritoryFrom from) {
                    mapping(from.list(), "territory", from.key(), from.listPlace(), ruleSet, checked, issues);
                } else if (action instanceof Action.RepFrom from) {
                    mapping(from.list(), "rep", from.key(), from.listPlace(), ruleSet, checked, issues);
                }
            }
        }
    }

    private static boolean find(String name, Place place, ParsedRuleSet ruleSet, Consumer<Issue> issues) {
        boolean known = ruleSet.lists().containsKey(name);
        if (!known) {
            issues.accept(IssueCode.UNKNOWN_LIST.issue(
                    place,
                    "there is no list \"" + name + "\"",
                    Suggestions.hint(name, ruleSet.lists().keySet(), "a list is a file lists/" + name + ".csv")));
        }
        return known;
    }

    private void mapping(
            String name,
            String column,
            Operand key,
            Place place,
            ParsedRuleSet ruleSet,
            Set<String> checked,
            Consumer<Issue> issues) {
        if (key.type() != ValueType.TEXT) {
            issues.accept(IssueCode.WRONG_TYPE.issue(
                    place,
                    key.text() + " is no text, so it cannot be looked up in a list",
                    "name a text field, such as \"postalCode\""));
        }
        if (!find(name, place, ruleSet, issues)) {
            return;
        }
        RawList list = ruleSet.lists().get(name);
        if (list == null || list.table().column(column) < 1) {
            issues.accept(IssueCode.NOT_A_MAPPING.issue(
                    place,
                    "the list \"" + name + "\" has no column \"" + column + "\" behind its first",
                    "add the column to lists/" + name + ".csv"));
        } else if (checked.add(name + " " + column)) {
            cells(list.table(), column, ruleSet, issues);
            inactive(list.table(), column, ruleSet, issues);
        }
    }

    private static void cells(CsvTable table, String columnName, ParsedRuleSet ruleSet, Consumer<Issue> issues) {
        int column = table.column(columnName);
        boolean territories = columnName.equals("territory");
        boolean read = territories
                ? ruleSet.roster().territoriesRead()
                : ruleSet.roster().repsRead();
        var roster = ruleSet.roster().roster();
        Set<String> known =
                territories ? roster.territories().keySet() : roster.reps().keySet();
        for (int row = 0; row < table.rows(); row++) {
            String id = table.cell(row, column);
            if (id.isEmpty()) {
                issues.accept(IssueCode.MISSING_VALUE.issue(
                        table.place(row, column),
                        "this row has no " + columnName,
                        "fill the cell in, or delete the row"));
            } else if (read && !known.contains(id)) {
                IssueCode code = territories ? IssueCode.UNKNOWN_TERRITORY : IssueCode.UNKNOWN_REP;
                issues.accept(code.issue(
                        table.place(row, column),
                        "the roster has no " + columnName + " \"" + id + "\"",
                        Suggestions.hint(id, known, "correct the cell, or add it to the roster")));
            } else if (read && territories) {
                var entry = roster.territories().get(id);
                if (entry != null && entry.type() == TerritoryEntry.Type.OVERLAY) {
                    issues.accept(IssueCode.WRONG_TERRITORY_TYPE.issue(
                            table.place(row, column),
                            "\"" + id + "\" is an overlay, which is never the primary owner",
                            "name a territory of another type"));
                }
            }
        }
    }

    /** One warning for each rep of a list, at his first row. */
    private void inactive(CsvTable table, String columnName, ParsedRuleSet ruleSet, Consumer<Issue> issues) {
        if (!columnName.equals("rep")) {
            return;
        }
        int column = table.column(columnName);
        Map<String, Integer> first = new LinkedHashMap<>();
        Map<String, Integer> rows = new HashMap<>();
        for (int row = 0; row < table.rows(); row++) {
            Rep rep = ruleSet.roster().roster().reps().get(table.cell(row, column));
            if (rep != null && !rep.isActive(today)) {
                first.putIfAbsent(rep.id(), row);
                rows.merge(rep.id(), 1, Integer::sum);
            }
        }
        first.forEach((id, row) -> {
            int more = rows.getOrDefault(id, 1) - 1;
            issues.accept(IssueCode.INACTIVE_REP.issue(
                    table.place(row, column),
                    "the rep \"" + id + "\" is not active on " + today
                            + ", so others will get what would be his or hers"
                            + (more == 0 ? "" : "; " + more + " more rows of this list name the same"),
                    "name somebody else, or look at activeFrom and activeTo in roster/reps.csv"));
        });
    }
}
