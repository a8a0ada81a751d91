package landfall.language;

import java.util.List;
import java.util.stream.Collectors;

/** Conditions as a rule file spells them, with long lists cut. */
public final class ConditionText {

    private static final int MOST_LITERALS = 20;

    private ConditionText() {}

    /** The text of a condition; parentheses stand wherever they can be needed. */
    public static String of(Condition condition) {
        if (condition instanceof Condition.And and) {
            return joined(and.conditions(), " && ");
        }
        if (condition instanceof Condition.Or or) {
            return joined(or.conditions(), " || ");
        }
        if (condition instanceof Condition.Not not) {
            return "!(" + of(not.condition()) + ")";
        }
        return comparison((Condition.Comparison) condition);
    }

    private static String joined(List<Condition> conditions, String sign) {
        return conditions.stream()
                .map(inner -> inner instanceof Condition.Comparison ? of(inner) : "(" + of(inner) + ")")
                .collect(Collectors.joining(sign));
    }

    private static String comparison(Condition.Comparison comparison) {
        String field = comparison.operand().text();
        if (comparison instanceof Condition.Compare compare) {
            return field + " " + compare.comparator().sign() + " " + literal(compare.literal());
        }
        if (comparison instanceof Condition.In in) {
            return field + not(in.negated()) + " in (" + literals(in.literals()) + ")";
        }
        if (comparison instanceof Condition.MemberOf member) {
            return field + not(member.negated()) + " memberOf " + member.list();
        }
        if (comparison instanceof Condition.Contains contains) {
            return field + not(contains.negated()) + " contains " + literal(contains.literal());
        }
        if (comparison instanceof Condition.Matches matches) {
            return field + " matches " + quoted(matches.expression());
        }
        if (comparison instanceof Condition.Affix affix) {
            return field + " str[" + (affix.start() ? "startsWith" : "endsWith") + "] " + quoted(affix.text());
        }
        Condition.IsNull isNull = (Condition.IsNull) comparison;
        return field + (isNull.negated() ? " != null" : " == null");
    }

    private static String not(boolean negated) {
        return negated ? " not" : "";
    }

    private static String literals(List<Literal> literals) {
        String text = literals.stream()
                .limit(MOST_LITERALS)
                .map(ConditionText::literal)
                .collect(Collectors.joining(", "));
        int more = literals.size() - MOST_LITERALS;
        return more > 0 ? text + ", … " + more + " more" : text;
    }

    private static String literal(Literal literal) {
        if (literal instanceof Literal.TextLiteral text) {
            return quoted(text.value());
        }
        if (literal instanceof Literal.NumberLiteral number) {
            return number.text();
        }
        return literal.value().toString();
    }

    private static String quoted(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\t", "\\t")
                + '"';
    }
}
