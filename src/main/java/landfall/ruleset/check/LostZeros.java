package landfall.ruleset.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import landfall.language.Action;
import landfall.language.Condition;
import landfall.language.Condition.Comparator;
import landfall.language.FactType;
import landfall.language.Issue;
import landfall.language.Literal;
import landfall.language.Literal.TextLiteral;
import landfall.language.Operand;
import landfall.language.Pattern;
import landfall.ruleset.IssueCode;
import landfall.ruleset.ParsedRule;
import landfall.ruleset.ParsedRuleSet;
import landfall.ruleset.source.CsvTable;
import landfall.ruleset.source.RawList;
import org.jspecify.annotations.Nullable;

/**
 * A postal code has as many digits as those of the rule's country: spreadsheets make numbers of them. In a sheet it is an
 * error, elsewhere a warning.
 */
final class LostZeros implements Check {

    private static final java.util.regex.Pattern DIGITS = java.util.regex.Pattern.compile("[0-9]+");

    /** Digits of postal codes that may begin with zero (UPU, addressing of the country), as accounts hold them. */
    private static final Map<String, Integer> CODES = Map.ofEntries(
            Map.entry("US", 5),
            Map.entry("JP", 7),
            Map.entry("DE", 5),
            Map.entry("FR", 5),
            Map.entry("IT", 5),
            Map.entry("ES", 5),
            Map.entry("MX", 5),
            Map.entry("TR", 5),
            Map.entry("KR", 5),
            Map.entry("FI", 5),
            Map.entry("MY", 5),
            Map.entry("AU", 4),
            Map.entry("NZ", 4),
            Map.entry("NO", 4),
            Map.entry("ZA", 4),
            Map.entry("DK", 4),
            Map.entry("SG", 6),
            Map.entry("CN", 6),
            Map.entry("BR", 8));

    private static final Map<String, Integer> AREAS = Map.of("US", 3, "JP", 3, "DE", 2);

    @Override
    public void check(ParsedRuleSet ruleSet, Consumer<Issue> issues) {
        for (ParsedRule parsed : ruleSet.rules()) {
            country(parsed).ifPresent(country -> {
                check(parsed, country, issues);
                lists(parsed, country, ruleSet, issues);
            });
        }
    }

    private static Optional<String> country(ParsedRule parsed) {
        return parsed.rule().patterns().stream()
                .filter(pattern -> pattern.fact() == FactType.ACCOUNT)
                .flatMap(pattern -> pattern.conditions().stream())
                .map(condition -> condition instanceof Condition.Compare compare
                                && compare.comparator() == Comparator.EQUAL
                                && compare.operand().text().equals("country")
                                && compare.literal() instanceof TextLiteral text
                        ? text.value()
                        : "")
                .filter(CODES::containsKey)
                .findFirst();
    }

    private static void check(ParsedRule parsed, String country, Consumer<Issue> issues) {
        parsed.rule().patterns().forEach(pattern -> pattern.comparisons().forEach(comparison -> {
            Integer digits = digits(comparison.operand(), country);
            if (digits != null) {
                for (Literal literal : literals(comparison)) {
                    check(literal, country, digits, issues);
                }
            }
        }));
    }

    private static List<Literal> literals(Condition.Comparison comparison) {
        if (comparison instanceof Condition.Compare compare) {
            return List.of(compare.literal());
        }
        return comparison instanceof Condition.In in ? in.literals() : List.of();
    }

    private static void check(Literal literal, String country, int digits, Consumer<Issue> issues) {
        if (literal instanceof TextLiteral text && isShort(text.value(), digits)) {
            boolean cell = literal.place().isCell();
            String whole = "0".repeat(digits - text.value().length()) + text.value();
            Issue issue = IssueCode.LOST_ZEROS.issue(
                    literal.place(),
                    "\"" + text.value() + "\" is shorter than those of " + country + ", which have " + digits
                            + " digits",
                    cell
                            ? "give the column the format Text, and write " + whole + ", if that is meant"
                            : "did you mean \"" + whole + "\"?");
            issues.accept(cell ? issue : issue.asWarning());
        }
    }

    /** One warning for each list, at the first such row. */
    private static void lists(ParsedRule parsed, String country, ParsedRuleSet ruleSet, Consumer<Issue> issues) {
        for (Pattern pattern : parsed.rule().patterns()) {
            pattern.comparisons().forEach(comparison -> {
                if (comparison instanceof Condition.MemberOf member) {
                    list(member.list(), member.operand(), country, ruleSet, issues);
                }
            });
        }
        for (Action action : parsed.rule().actions()) {
            if (action instanceof Action.TerritoryFrom from) {
                list(from.list(), from.key(), country, ruleSet, issues);
            } else if (action instanceof Action.RepFrom from) {
                list(from.list(), from.key(), country, ruleSet, issues);
            }
        }
    }

    private static void list(String name, Operand key, String country, ParsedRuleSet ruleSet, Consumer<Issue> issues) {
        RawList list = ruleSet.lists().get(name);
        Integer digits = digits(key, country);
        if (list == null || digits == null) {
            return;
        }
        CsvTable table = list.table();
        int first = -1;
        int found = 0;
        for (int row = 0; row < table.rows(); row++) {
            if (isShort(table.cell(row, 0), digits)) {
                first = first < 0 ? row : first;
                found++;
            }
        }
        if (found > 0) {
            String value = table.cell(first, 0);
            issues.accept(IssueCode.LOST_ZEROS
                    .issue(
                            table.place(first, 0),
                            "\"" + value + "\" is shorter than those of " + country + ", which have " + digits
                                    + " digits" + (found == 1 ? "" : "; " + found + " values of this list are"),
                            "did you mean " + "0".repeat(digits - value.length()) + value + "?")
                    .asWarning());
        }
    }

    private static @Nullable Integer digits(Operand field, String country) {
        return field.text().equals("postalCode")
                ? CODES.get(country)
                : field.text().equals("postalArea") ? AREAS.get(country) : null;
    }

    private static boolean isShort(String value, int digits) {
        return value.length() < digits && DIGITS.matcher(value).matches();
    }
}
