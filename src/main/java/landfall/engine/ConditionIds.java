package landfall.engine;

import java.math.BigDecimal;
import java.util.List;
import java.util.TreeSet;
import landfall.language.Condition;
import landfall.language.Condition.Affix;
import landfall.language.Condition.And;
import landfall.language.Condition.Compare;
import landfall.language.Condition.Comparison;
import landfall.language.Condition.Contains;
import landfall.language.Condition.In;
import landfall.language.Condition.IsNull;
import landfall.language.Condition.Matches;
import landfall.language.Condition.MemberOf;
import landfall.language.Condition.Not;
import landfall.language.Condition.Or;
import landfall.language.Literal;

/** Names conditions so that two of one name always answer alike; texts are quoted with their length. */
final class ConditionIds {

    private ConditionIds() {}

    static String of(Condition condition) {
        StringBuilder id = new StringBuilder();
        append(condition, id);
        return id.toString();
    }

    static void append(Condition condition, StringBuilder id) {
        if (condition instanceof And and) {
            several("and", and.conditions(), id);
        } else if (condition instanceof Or or) {
            several("or", or.conditions(), id);
        } else if (condition instanceof Not not) {
            several("not", List.of(not.condition()), id);
        } else {
            comparison((Comparison) condition, id);
        }
    }

    private static void several(String word, List<Condition> conditions, StringBuilder id) {
        id.append(word).append('(');
        for (Condition condition : conditions) {
            append(condition, id);
            id.append(';');
        }
        id.append(')');
    }

    private static void comparison(Comparison comparison, StringBuilder id) {
        id.append(comparison.operand().fact()).append('.');
        text(comparison.operand().text(), id);
        if (comparison instanceof Compare compare) {
            id.append(compare.comparator().sign());
            literal(compare.literal(), id);
        } else if (comparison instanceof In in) {
            id.append(in.negated() ? "not in" : "in");
            TreeSet<String> values = new TreeSet<>();
            for (Literal literal : in.literals()) {
                StringBuilder value = new StringBuilder();
                literal(literal, value);
                values.add(value.toString());
            }
            values.forEach(id::append);
        } else if (comparison instanceof MemberOf memberOf) {
            id.append(memberOf.negated() ? "not memberOf" : "memberOf");
            text(memberOf.list(), id);
        } else if (comparison instanceof Contains contains) {
            id.append(contains.negated() ? "not contains" : "contains");
            literal(contains.literal(), id);
        } else if (comparison instanceof Matches matches) {
            id.append("matches");
            text(matches.expression(), id);
        } else if (comparison instanceof Affix affix) {
            id.append(affix.start() ? "startsWith" : "endsWith");
            text(affix.text(), id);
        } else {
            id.append(((IsNull) comparison).negated() ? "!= null" : "== null");
        }
    }

    private static void literal(Literal literal, StringBuilder id) {
        Object value = literal.value();
        if (value instanceof BigDecimal number) {
            id.append('#').append(number.stripTrailingZeros()).append('#');
        } else if (value instanceof String text) {
            text(text, id);
        } else {
            id.append(value);
        }
    }

    private static void text(String text, StringBuilder id) {
        id.append(text.length()).append('"').append(text).append('"');
    }
}
