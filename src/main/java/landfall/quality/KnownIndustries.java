package landfall.quality;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import landfall.language.Condition;
import landfall.language.FactType;
import landfall.language.Literal;
import landfall.language.Literal.TextLiteral;
import landfall.language.Operand;
import landfall.language.Operand.FieldOperand;
import landfall.language.Pattern;
import landfall.language.Rule;
import landfall.language.ValueList;
import landfall.ruleset.CheckedRuleSet;

/** The industries that a rule set knows: those that its rules, or lists that they look into, name, and what aliases stand for. */
final class KnownIndustries {

    private static final String INDUSTRY = "industry";

    private final CheckedRuleSet rules;
    private final Set<String> known = new HashSet<>();

    private KnownIndustries(CheckedRuleSet rules) {
        this.rules = rules;
    }

    /** Empty where the rules look at no industry. */
    static Set<String> of(CheckedRuleSet rules) {
        KnownIndustries industries = new KnownIndustries(rules);
        for (Rule rule : rules.rules()) {
            rule.patterns().forEach(industries::add);
        }
        if (!industries.known.isEmpty()) {
            industries.known.addAll(rules.vocabulary()
                    .aliases()
                    .getOrDefault(INDUSTRY, java.util.Map.of())
                    .values());
        }
        return industries.known;
    }

    private void add(Pattern pattern) {
        for (Condition.Comparison comparison : pattern.comparisons()) {
            if (!isIndustry(comparison.operand())) {
                continue;
            }
            if (comparison instanceof Condition.Compare compare) {
                add(List.of(compare.literal()));
            } else if (comparison instanceof Condition.In in) {
                add(in.literals());
            } else if (comparison instanceof Condition.MemberOf member) {
                ValueList list = rules.lists().get(member.list());
                known.addAll(list == null ? Set.of() : list.values());
            }
        }
    }

    private void add(List<Literal> literals) {
        for (Literal literal : literals) {
            if (literal instanceof TextLiteral text) {
                known.add(text.value());
            }
        }
    }

    private static boolean isIndustry(Operand operand) {
        return operand instanceof FieldOperand field
                && field.fact() == FactType.ACCOUNT
                && field.text().equals(INDUSTRY);
    }
}
