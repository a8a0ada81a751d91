package landfall.ruleset.check;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import landfall.language.Condition;
import landfall.language.Condition.Comparison;
import landfall.language.Issue;
import landfall.language.Literal;
import landfall.language.Literal.TextLiteral;
import landfall.language.Operand;
import landfall.ruleset.IssueCode;
import landfall.ruleset.ParsedRuleSet;
import landfall.ruleset.source.CsvTable;
import landfall.ruleset.source.Escapes;
import landfall.ruleset.source.RawList;
import landfall.ruleset.source.Suggestions;
import org.jspecify.annotations.Nullable;

/**
 * A value of a field that has no closed set of values is spelled otherwise than elsewhere: in another case or width than
 * in the aliases, a list or more of the other rules; or it is one letter away from a value of the aliases or lists.
 */
final class OtherSpellings implements Trap {

    private static final Set<String> FREE =
            Set.of("industry", "sector", "segment", "product", "leadSource", "partner", "city", "tags");
    private static final int SHORTEST = 5;

    /** @param exact by folded spelling, in the order of trust */
    private record Known(Map<String, Map<String, Integer>> exact, Set<String> listed, Map<String, String> folded) {
        Known() {
            this(new HashMap<>(), new TreeSet<>(), new HashMap<>());
        }

        void add(String value, int trust) {
            exact.computeIfAbsent(folded(value), key -> new LinkedHashMap<>()).merge(value, trust, Integer::sum);
        }

        /** The value in one case and width; worked out once for each. */
        String folded(String value) {
            return folded.computeIfAbsent(value, OtherSpellings::fold);
        }

        void list(String value) {
            listed.add(value);
            add(value, LISTED);
        }
    }

    private static final int LISTED = 1_000_000;

    private final Map<String, Known> byField;

    private final BiFunction<String, String, Optional<String>> cleaner;

    private OtherSpellings(Map<String, Known> byField, BiFunction<String, String, Optional<String>> cleaner) {
        this.byField = byField;
        this.cleaner = cleaner;
    }

    /** @param cleaner cleans a value as that field of an account; what it changes is told elsewhere */
    static OtherSpellings of(ParsedRuleSet ruleSet, BiFunction<String, String, Optional<String>> cleaner) {
        Map<String, Known> byField = new HashMap<>();
        ruleSet.vocabulary().aliases().forEach((field, aliases) -> aliases.values().stream()
                .distinct()
                .filter(value -> !aliases.containsKey(value) || value.equals(aliases.get(value)))
                .forEach(value -> known(byField, field).list(value)));
        Conditions.eachLiteral(ruleSet, (comparison, literal) -> {
            String field = field(comparison);
            if (field != null && literal instanceof TextLiteral text) {
                known(byField, field).add(text.value(), 1);
            }
        });
        Set<String> read = new TreeSet<>();
        ruleSet.comparisons().forEach(comparison -> {
            String field = field(comparison);
            if (field != null
                    && comparison instanceof Condition.MemberOf member
                    && read.add(member.list() + " " + field)) {
                RawList list = ruleSet.lists().get(member.list());
                if (list != null) {
                    values(list.table()).forEach(known(byField, field)::list);
                }
            }
        });
        return new OtherSpellings(byField, cleaner);
    }

    @Override
    public @Nullable Issue find(Comparison comparison, Surroundings surroundings) {
        String field = field(comparison);
        if (field == null) {
            return null;
        }
        Known known = known(byField, field);
        for (Literal literal : literals(comparison)) {
            if (literal instanceof TextLiteral text && isClean(comparison.operand(), text)) {
                Issue issue = find(field, text, known);
                if (issue != null) {
                    return issue;
                }
            }
        }
        return null;
    }

    private boolean isClean(Operand operand, TextLiteral text) {
        return operand instanceof Operand.AttributeOperand
                || cleaner.apply(operand.text(), text.value())
                        .orElse(text.value())
                        .equals(text.value());
    }

    private static @Nullable Issue find(String field, TextLiteral text, Known known) {
        String value = text.value();
        Map<String, Integer> spellings = known.exact().getOrDefault(known.folded(value), Map.of());
        String usual = value;
        for (Map.Entry<String, Integer> spelling : spellings.entrySet()) {
            if (spelling.getValue() > spellings.getOrDefault(usual, 0)) {
                usual = spelling.getKey();
            }
        }
        if (!usual.equals(value)) {
            return issue(
                    text,
                    Escapes.quote(value) + " is written " + Escapes.quote(usual) + " elsewhere, which is another "
                            + field,
                    usual);
        }
        boolean once = spellings.getOrDefault(value, 0) == 1;
        if (!once || value.length() < SHORTEST) {
            return null;
        }
        return Suggestions.find(value, known.listed())
                .filter(near -> isSlip(value, near))
                .map(near -> issue(
                        text,
                        "no alias and no list has " + Escapes.quote(value) + " as " + field
                                + ", and one has nearly that",
                        near))
                .orElse(null);
    }

    private static Issue issue(TextLiteral text, String message, String meant) {
        return IssueCode.OTHER_SPELLING.issue(text.place(), message, "did you mean " + Escapes.quote(meant) + "?");
    }

    /** Values that differ by a number, such as Tier 1 and Tier 2, are two values. */
    private static boolean isSlip(String value, String near) {
        return near.length() >= SHORTEST
                && value.replaceAll("\\D", "").equals(near.replaceAll("\\D", ""))
                && Suggestions.isOneSlip(value, near);
    }

    private static List<Literal> literals(Comparison comparison) {
        return comparison instanceof Condition.Contains contains
                ? List.of(contains.literal())
                : Comparisons.literals(comparison);
    }

    private static @Nullable String field(Comparison comparison) {
        Operand operand = comparison.operand();
        if (operand instanceof Operand.AttributeOperand attribute) {
            return comparison instanceof Condition.Contains ? null : attribute.key();
        }
        boolean part =
                comparison instanceof Condition.Contains && !operand.text().equals("tags");
        return !part && operand instanceof Operand.FieldOperand && FREE.contains(operand.text())
                ? operand.text()
                : null;
    }

    private static List<String> values(CsvTable table) {
        List<String> values = new ArrayList<>(table.rows());
        for (int row = 0; row < table.rows(); row++) {
            if (!table.cell(row, 0).isEmpty()) {
                values.add(table.cell(row, 0));
            }
        }
        return values;
    }

    private static Known known(Map<String, Known> byField, String field) {
        return byField.computeIfAbsent(field, name -> new Known());
    }

    private static String fold(String value) {
        return Normalizer.normalize(value, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .strip()
                .replaceAll("\\s+", " ");
    }
}
