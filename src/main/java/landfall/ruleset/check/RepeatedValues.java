package landfall.ruleset.check;

import java.util.HashMap;
import java.util.Map;
import landfall.language.Condition;
import landfall.language.Condition.Comparison;
import landfall.language.Issue;
import landfall.language.Literal;
import landfall.ruleset.IssueCode;
import landfall.ruleset.source.Escapes;
import org.jspecify.annotations.Nullable;

/** A value stands twice in one {@code in ( … )}. */
final class RepeatedValues implements Trap {

    @Override
    public @Nullable Issue find(Comparison comparison, Surroundings surroundings) {
        if (!(comparison instanceof Condition.In in)) {
            return null;
        }
        Map<Object, Literal> seen = new HashMap<>();
        Literal first = null;
        int more = 0;
        for (Literal literal : in.literals()) {
            if (seen.putIfAbsent(Comparisons.value(literal), literal) != null) {
                first = first == null ? literal : first;
                more++;
            }
        }
        if (first == null) {
            return null;
        }
        String others = more == 1 ? "" : "; " + more + " values are too many";
        return IssueCode.DUPLICATE_VALUE.issue(
                first.place(),
                spelled(first) + " stands in these values already" + others,
                "delete it; or was another value meant?");
    }

    private static String spelled(Literal literal) {
        if (literal instanceof Literal.TextLiteral text) {
            return Escapes.quote(text.value());
        }
        return literal instanceof Literal.NumberLiteral number
                ? number.text()
                : literal.value().toString();
    }
}
