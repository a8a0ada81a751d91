package landfall.ruleset.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import landfall.language.Condition;
import landfall.language.Condition.Comparator;
import landfall.language.FactType;
import landfall.language.Issue;
import landfall.language.Literal;
import landfall.language.Literal.TextLiteral;
import landfall.ruleset.IssueCode;
import landfall.ruleset.ParsedRule;
import landfall.ruleset.ParsedRuleSet;

/** A postal code in a sheet has as many digits as those of the rule's country: spreadsheets make numbers of them. */
final class LostZeros implements Check {

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

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
            if (parsed.rule().place().isCell()) {
                country(parsed).ifPresent(country -> check(parsed, country, issues));
            }
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
        parsed.rule()
                .patterns()
                .forEach(pattern -> Conditions.each(pattern, comparison -> {
                    String field = comparison.operand().text();
                    Integer digits = field.equals("postalCode")
                            ? CODES.get(country)
                            : field.equals("postalArea") ? AREAS.get(country) : null;
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
        if (literal instanceof TextLiteral text
                && DIGITS.matcher(text.value()).matches()
                && text.value().length() < digits) {
            issues.accept(IssueCode.LOST_ZEROS.issue(
                    literal.place(),
                    "\"" + text.value() + "\" is shorter than those of " + country + ", which have " + digits
                            + " digits",
                    "give the column the format Text, and write "
                            + "0".repeat(digits - text.value().length()) + text.value() + ", if that is meant"));
        }
    }
}
