package landfall.ruleset.source;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import landfall.language.Action;
import landfall.language.Condition;
import landfall.language.FactType;
import landfall.language.Literal;
import landfall.language.Literal.NumberLiteral;
import landfall.language.Literal.TextLiteral;
import landfall.language.Pattern;
import landfall.language.Rule;
import landfall.ruleset.source.TableSheet.Column;
import org.drools.decisiontable.parser.DefaultRuleSheetListener;
import org.jspecify.annotations.Nullable;

/**
 * Rules as a workbook: one row for each, one column for each kind of condition and action that they have. What no column
 * fits, such as a condition with {@code ||}, stands in a column of its own as a rule file spells it. Reading the workbook
 * gives the same rules in the same order.
 */
public final class RuleTable {

    private static final String ACCOUNT = FactType.ACCOUNT.word();
    private static final String TERRITORY = FactType.TERRITORY.word();
    private static final String YES = "yes";

    private static final Column NAME = new Column("NAME", null, null, "Rule", null, true);
    private static final Column PRIORITY = new Column("PRIORITY", null, null, "Priority", null, false);
    private static final Column ENABLED = new Column("ENABLED", null, null, "On", null, false);
    private static final Column FROM = new Column("DATE-EFFECTIVE", null, null, "From", null, true);
    private static final Column UNTIL = new Column("DATE-EXPIRES", null, null, "No longer from", null, true);
    private static final Column DESCRIPTION = annotation("description", "Description");
    private static final Column OWNER = annotation("owner", "Whom to ask");
    private static final Column ZONE = annotation("zone", "Time zone");
    private static final Column PATTERNS = new Column("CONDITION", null, "$param", "When", null, true);
    private static final Column OTHER_ACCOUNT =
            new Column("CONDITION", ACCOUNT, "$param", "Other conditions", null, true);
    private static final Column OTHER_TERRITORY =
            new Column("CONDITION", TERRITORY, "$param", "Other conditions on the territory", null, true);
    private static final Column TURN = new Column("ACTION", null, "routing.$param;", "Whose turn it is", null, true);
    private static final Column OTHER_ACTIONS = new Column("ACTION", null, "$param", "Other actions", null, true);

    /** The order in which columns stand; those of one pattern side by side. */
    private static final List<Column> HEADS =
            List.of(NAME, DESCRIPTION, OWNER, ZONE, PRIORITY, ENABLED, FROM, UNTIL, PATTERNS);

    /**
     * A workbook, and what it doesn't hold.
     *
     * @param left a sentence for each rule that no table can hold
     */
    public record Written(byte[] workbook, int rules, List<String> left) {}

    private final Set<Column> columns = new LinkedHashSet<>(List.of(NAME));
    private final List<Map<Column, Object>> rows = new ArrayList<>();
    private final List<String> left = new ArrayList<>();
    /** Drools wants them declared. */
    private final Set<String> lists = new TreeSet<>();

    private RuleTable() {}

    private static Column annotation(String name, String label) {
        return new Column("METADATA", null, name + "(\"$param\")", label, null, true);
    }

    /** Writes rules in their order. */
    public static Written of(List<Rule> rules) {
        RuleTable table = new RuleTable();
        rules.forEach(table::add);
        return new Written(table.write(), table.rows.size(), List.copyOf(table.left));
    }

    private void add(Rule rule) {
        Map<Column, Object> row = new LinkedHashMap<>();
        row.put(NAME, name(rule.name()));
        put(row, DESCRIPTION, inQuotes(rule.description()));
        put(row, OWNER, inQuotes(rule.owner()));
        put(row, ZONE, inQuotes(rule.zone()));
        put(row, PRIORITY, rule.salience() == 0 ? null : BigDecimal.valueOf(rule.salience()));
        put(row, ENABLED, rule.enabled() ? null : false);
        put(row, FROM, rule.effective() == null ? null : RuleText.DATE.format(rule.effective()));
        put(row, UNTIL, rule.expires() == null ? null : RuleText.DATE.format(rule.expires()));
        rule.patterns().forEach(pattern -> add(pattern, row));
        rule.actions().forEach(action -> add(action, row));
        String fault = fault(row);
        if (fault == null) {
            rows.add(row);
            columns.addAll(row.keySet());
            rule.patterns().forEach(pattern -> pattern.conditions().forEach(this::addLists));
        } else {
            left.add("rule \"" + rule.name() + "\" (" + rule.place() + ") is not in the table: " + fault);
        }
    }

    private void addLists(Condition condition) {
        if (condition instanceof Condition.And and) {
            and.conditions().forEach(this::addLists);
        } else if (condition instanceof Condition.Or or) {
            or.conditions().forEach(this::addLists);
        } else if (condition instanceof Condition.Not not) {
            addLists(not.condition());
        } else if (condition instanceof Condition.MemberOf member) {
            lists.add(member.list());
        }
    }

    private static @Nullable String fault(Map<Column, Object> row) {
        for (Map.Entry<Column, Object> cell : row.entrySet()) {
            if (cell.getValue() instanceof String text) {
                if (text.length() > TableSheet.LONGEST_CELL) {
                    return "\"" + cell.getKey().label() + "\" would have more than " + TableSheet.LONGEST_CELL
                            + " characters, which no cell can hold";
                }
                if (text.toLowerCase(Locale.ROOT).startsWith(DefaultRuleSheetListener.RULE_TABLE_TAG)) {
                    return "a cell that begins with \"RuleTable\" begins another table";
                }
                if (!text.equals(TableCells.stripped(text)) || text.isEmpty()) {
                    return "\"" + cell.getKey().label() + "\" begins or ends with a blank, which cells don't keep";
                }
            }
        }
        return null;
    }

    private static void put(Map<Column, Object> row, Column column, @Nullable Object value) {
        if (value != null && !value.equals("")) {
            row.put(column, value);
        }
    }

    private static @Nullable String inQuotes(@Nullable String value) {
        if (value == null) {
            return null;
        }
        String quoted = Escapes.quote(value);
        return quoted.substring(1, quoted.length() - 1);
    }

    /** Drools takes quotes at both ends away, and escapes those within. */
    private static String name(String name) {
        String escaped = name.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t");
        return escaped.length() >= 2 && escaped.startsWith("\"") && escaped.endsWith("\"")
                ? "\"" + escaped + "\""
                : escaped;
    }

    private static void add(Pattern pattern, Map<Column, Object> row) {
        boolean shared =
                pattern.fact() != FactType.CLOCK && !pattern.conditions().isEmpty();
        if (!shared) {
            append(
                    row,
                    PATTERNS,
                    pattern.fact().word() + "("
                            + pattern.conditions().stream().map(RuleText::print).collect(Collectors.joining(", "))
                            + ")",
                    " ");
            return;
        }
        boolean account = pattern.fact() == FactType.ACCOUNT;
        for (Condition condition : pattern.conditions()) {
            Map.Entry<Column, Object> cell = cell(condition, account ? ACCOUNT : TERRITORY);
            if (cell == null || row.putIfAbsent(cell.getKey(), cell.getValue()) != null) {
                String text = RuleText.print(condition);
                boolean compound = condition instanceof Condition.Or || condition instanceof Condition.And;
                append(row, account ? OTHER_ACCOUNT : OTHER_TERRITORY, compound ? "(" + text + ")" : text, " && ");
            }
        }
    }

    private static void append(Map<Column, Object> row, Column column, String text, String sign) {
        row.merge(column, text, (before, more) -> before + sign + more);
    }

    private static Map.@Nullable Entry<Column, Object> cell(Condition condition, String object) {
        if (condition instanceof Condition.Compare compare) {
            String before = RuleText.operand(compare.operand()) + " "
                    + compare.comparator().sign() + " ";
            String label = label(compare.operand().text(), compare.comparator());
            if (compare.literal() instanceof TextLiteral text) {
                return isPlain(text.value()) ? text(object, before + "\"$param\"", label, text.value()) : null;
            }
            if (compare.literal() instanceof NumberLiteral number) {
                String snippet = before + "$param" + (number.exact() ? "B" : "");
                return Map.entry(new Column("CONDITION", object, snippet, label, null, false), number.value());
            }
            return Map.entry(
                    new Column("CONDITION", object, before + "$param", label, null, false),
                    compare.literal().value());
        }
        if (condition instanceof Condition.In in) {
            return in(in, object);
        }
        if (condition instanceof Condition.MemberOf member) {
            String field = RuleText.operand(member.operand());
            String not = member.negated() ? " not" : "";
            return text(object, field + not + " memberOf $param", words(field) + not + " in the list", member.list());
        }
        if (condition instanceof Condition.IsNull asked) {
            String field = RuleText.operand(asked.operand());
            return text(
                    object,
                    field + (asked.negated() ? " != null?" : " == null?"),
                    words(field) + (asked.negated() ? " is known" : " is not known"),
                    YES);
        }
        if (condition instanceof Condition.Affix affix && isPlain(affix.text())) {
            String field = RuleText.operand(affix.operand());
            return text(
                    object,
                    field + (affix.start() ? " str[startsWith] " : " str[endsWith] ") + "\"$param\"",
                    words(field) + (affix.start() ? " begins with" : " ends with"),
                    affix.text());
        }
        if (condition instanceof Condition.Contains contains
                && contains.literal() instanceof TextLiteral literal
                && isPlain(literal.value())) {
            String field = RuleText.operand(contains.operand());
            String not = contains.negated() ? " not" : "";
            return text(object, field + not + " contains \"$param\"", words(field) + not + " contain", literal.value());
        }
        return null;
    }

    private static Map.@Nullable Entry<Column, Object> in(Condition.In in, String object) {
        boolean plain = in.literals().stream()
                .allMatch(literal -> literal instanceof TextLiteral text && isPlainPart(text.value()));
        if (!plain) {
            return null;
        }
        String field = RuleText.operand(in.operand());
        String not = in.negated() ? " not" : "";
        return text(
                object,
                field + not + " in (forall(,){\"$\"})",
                in.negated() ? words(field) + " not among" : words(field) + " among",
                in.literals().stream().map(Literal::value).map(Object::toString).collect(Collectors.joining(", ")));
    }

    private static Map.Entry<Column, Object> text(String object, String snippet, String label, String value) {
        return Map.entry(new Column("CONDITION", object, snippet, label, null, true), value);
    }

    private static String label(String field, Condition.Comparator comparator) {
        return words(field)
                + switch (comparator) {
                    case EQUAL -> "";
                    case NOT_EQUAL -> " is not";
                    case LESS -> " below";
                    case LESS_OR_EQUAL -> " up to";
                    case GREATER -> " above";
                    case GREATER_OR_EQUAL -> " from";
                };
    }

    /** {@code dealSize} as a person writes it: Deal size. */
    static String words(String field) {
        String spaced = field.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
        return Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1);
    }

    /** Whether a cell can hold the text as it is. */
    private static boolean isPlain(String text) {
        return !text.isEmpty()
                && text.equals(TableCells.stripped(text))
                && text.equals(inQuotes(text))
                && text.indexOf('\r') < 0
                && !text.startsWith("\u201c");
    }

    /** Whether it can stand among others in a cell, with commas between them. */
    private static boolean isPlainPart(String text) {
        return isPlain(text) && text.chars().noneMatch(c -> ",'()[]{}\u201c\u201d".indexOf(c) >= 0);
    }

    private static void add(Action action, Map<Column, Object> row) {
        Map.Entry<Column, Object> cell = null;
        if (action instanceof Action.ClaimTerritory claim && isPlain(claim.territory())) {
            cell = claim("territory", "Territory", claim.territory());
        } else if (action instanceof Action.ClaimRep claim && isPlain(claim.rep())) {
            cell = claim("rep", "Rep", claim.rep());
        } else if (action instanceof Action.Overlay overlay && isPlain(overlay.territory())) {
            cell = claim("overlay", "Overlay", overlay.territory());
        } else if (action instanceof Action.Reason reason && isPlain(reason.sentence())) {
            cell = claim("reason", "Reason", reason.sentence());
        } else if (action instanceof Action.TakeTurns) {
            cell = Map.entry(TURN, RuleText.print(action));
        }
        if (cell == null || row.putIfAbsent(cell.getKey(), cell.getValue()) != null) {
            append(row, OTHER_ACTIONS, "routing." + RuleText.print(action) + ";", " ");
        }
    }

    private static Map.Entry<Column, Object> claim(String verb, String label, String value) {
        return Map.entry(new Column("ACTION", null, "routing." + verb + "(\"$param\");", label, null, true), value);
    }

    private byte[] write() {
        List<Column> sorted = new ArrayList<>(columns);
        sorted.sort(Comparator.comparingInt(RuleTable::rank).thenComparing(Column::label));
        Map<Column, Integer> index = new HashMap<>();
        sorted.forEach(column -> index.put(column, index.size()));
        try (TableSheet sheet = new TableSheet(sorted, lists, false)) {
            for (Map<Column, Object> row : rows) {
                Map<Integer, Object> values = new HashMap<>();
                row.forEach((column, value) -> values.put(index.getOrDefault(column, 0), value));
                sheet.rule(values);
            }
            return sheet.bytes();
        }
    }

    private static int rank(Column column) {
        int head = HEADS.indexOf(column);
        if (head >= 0) {
            return head;
        }
        if (column.kind().equals("ACTION")) {
            return HEADS.size() + (column.equals(OTHER_ACTIONS) ? 5 : 4);
        }
        boolean other = column.equals(OTHER_ACCOUNT) || column.equals(OTHER_TERRITORY);
        return HEADS.size() + (ACCOUNT.equals(column.object()) ? 0 : 2) + (other ? 1 : 0);
    }
}
