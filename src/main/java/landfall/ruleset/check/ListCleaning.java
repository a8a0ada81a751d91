package landfall.ruleset.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import landfall.language.Action;
import landfall.language.Condition;
import landfall.language.Issue;
import landfall.language.Operand;
import landfall.language.Place;
import landfall.language.ValueList;
import landfall.language.ValueType;
import landfall.ruleset.IssueCode;
import landfall.ruleset.ParsedRule;
import landfall.ruleset.ParsedRuleSet;
import landfall.ruleset.source.CsvTable;
import landfall.ruleset.source.RawList;

/** Cleans the values of each list as the field that rules compare it with, and tells the cells that are no such value. */
public final class ListCleaning {

    private static final int FIRST = 0;

    private final BiFunction<String, String, Optional<String>> cleaner;

    public ListCleaning(BiFunction<String, String, Optional<String>> cleaner) {
        this.cleaner = cleaner;
    }

    private record Use(Operand operand, Place place) {}

    /** All lists by name; one that no rule uses keeps its values as they are. */
    public Map<String, ValueList> clean(ParsedRuleSet ruleSet, Consumer<Issue> issues) {
        Map<String, Use> uses = uses(ruleSet, issues);
        Map<String, ValueList> lists = new LinkedHashMap<>();
        for (RawList list : ruleSet.lists().values()) {
            lists.put(list.name(), clean(list, uses.get(list.name()), issues));
        }
        return lists;
    }

    private static Map<String, Use> uses(ParsedRuleSet ruleSet, Consumer<Issue> issues) {
        Map<String, Use> uses = new HashMap<>();
        ruleSet.comparisons().forEach(comparison -> {
            if (comparison instanceof Condition.MemberOf member && Operators.suits(comparison)) {
                note(uses, member.list(), new Use(member.operand(), member.listPlace()), issues);
            }
        });
        for (ParsedRule rule : ruleSet.rules()) {
            for (Action action : rule.rule().actions()) {
                if (action instanceof Action.TerritoryFrom from && from.key().type() == ValueType.TEXT) {
                    note(uses, from.list(), new Use(from.key(), from.listPlace()), issues);
                } else if (action instanceof Action.RepFrom from && from.key().type() == ValueType.TEXT) {
                    note(uses, from.list(), new Use(from.key(), from.listPlace()), issues);
                }
            }
        }
        return uses;
    }

    private static void note(Map<String, Use> uses, String list, Use use, Consumer<Issue> issues) {
        Use first = uses.putIfAbsent(list, use);
        if (first != null && !kind(first.operand()).equals(kind(use.operand()))) {
            issues.accept(IssueCode.MIXED_LIST.issue(
                    use.place(),
                    "the list \"" + list + "\" is compared with "
                            + use.operand().text() + " here, and with "
                            + first.operand().text() + " at " + first.place(),
                    "values are cleaned as one field only; make two lists"));
        }
    }

    /** Fields that are cleaned alike are of one kind. */
    private static String kind(Operand operand) {
        return switch (operand.text()) {
            case "country", "phoneCountry" -> "country";
            case "company", "parentCompany" -> "company";
            default -> operand.text();
        };
    }

    private ValueList clean(RawList list, @org.jspecify.annotations.Nullable Use use, Consumer<Issue> issues) {
        CsvTable table = list.table();
        List<String> columns = table.columns();
        Map<String, Map<String, String>> rows = new LinkedHashMap<>(table.rows() * 2);
        Map<String, Integer> lines = new HashMap<>();
        Set<String> mapped = new HashSet<>(columns);
        mapped.retainAll(Set.of("territory", "rep"));
        for (int row = 0; row < table.rows(); row++) {
            String raw = table.cell(row, FIRST);
            if (raw.isEmpty()) {
                issues.accept(IssueCode.MISSING_VALUE.issue(
                        table.place(row, FIRST),
                        "this row has no " + columns.get(FIRST),
                        "fill the cell in, or delete the row"));
                continue;
            }
            Optional<String> value =
                    use == null ? Optional.of(raw) : cleaner.apply(use.operand().text(), raw);
            if (value.isEmpty()) {
                issues.accept(IssueCode.BAD_LIST_VALUE.issue(
                        table.place(row, FIRST),
                        "\"" + raw + "\" is no "
                                + (use == null ? "value" : use.operand().text()) + " that is known",
                        "correct it, or delete the row"));
                continue;
            }
            Map<String, String> cells = cells(table, row);
            Map<String, String> before = rows.putIfAbsent(value.get(), cells);
            if (before != null) {
                reportDuplicate(table, row, value.get(), differs(before, cells, mapped), lines, issues);
            } else {
                lines.put(value.get(), row);
            }
        }
        return new ValueList(list.name(), columns, rows);
    }

    private static boolean differs(Map<String, String> before, Map<String, String> now, Set<String> mapped) {
        return mapped.stream().anyMatch(column -> !java.util.Objects.equals(before.get(column), now.get(column)));
    }

    private static void reportDuplicate(
            CsvTable table,
            int row,
            String value,
            boolean differs,
            Map<String, Integer> lines,
            Consumer<Issue> issues) {
        Place first = table.place(lines.getOrDefault(value, row), FIRST);
        IssueCode code = differs ? IssueCode.DUPLICATE_KEY : IssueCode.DUPLICATE_VALUE;
        issues.accept(code.issue(
                table.place(row, FIRST),
                "\"" + value + "\" stands in line " + first.line() + " already"
                        + (differs ? ", for somebody else" : ""),
                "keep one of the two lines"));
    }

    private static Map<String, String> cells(CsvTable table, int row) {
        if (table.columns().size() == 1) {
            return Map.of();
        }
        Map<String, String> cells = new HashMap<>(4);
        for (int column = 1; column < table.columns().size(); column++) {
            String cell = table.cell(row, column);
            if (!cell.isEmpty()) {
                cells.put(table.columns().get(column), cell);
            }
        }
        return Map.copyOf(cells);
    }
}
