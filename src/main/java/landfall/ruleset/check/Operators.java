package landfall.ruleset.check;

import java.util.Set;
import java.util.function.Consumer;
import landfall.language.Condition;
import landfall.language.Condition.Comparator;
import landfall.language.Condition.Compare;
import landfall.language.FactType;
import landfall.language.Issue;
import landfall.language.Operand;
import landfall.language.ValueType;
import landfall.ruleset.IssueCode;
import landfall.ruleset.ParsedRuleSet;

/** An operator suits the type of its field; text is not ordered, but for dates and times, which sort as they read. */
final class Operators implements Check {

    private static final Set<String> SORTED_TEXTS = Set.of("date", "time");
    private static final Set<String> ALWAYS_KNOWN = Set.of("freeMail", "existingCustomer", "tags");

    @Override
    public void check(ParsedRuleSet ruleSet, Consumer<Issue> issues) {
        ruleSet.comparisons().forEach(comparison -> {
            if (comparison instanceof Condition.IsNull asked && isAlwaysKnown(asked.operand())) {
                issues.accept(IssueCode.NEVER_NULL.issue(
                        asked.place(),
                        asked.operand().text() + " is always known",
                        asked.operand().type() == ValueType.BOOLEAN
                                ? "compare it with true or false"
                                : "delete this condition"));
            } else if (!suits(comparison)) {
                refuse(comparison, issues);
            }
        });
    }

    /** Whether the operator suits the type of the field. */
    static boolean suits(Condition.Comparison comparison) {
        ValueType type = comparison.operand().type();
        if (comparison instanceof Compare compare) {
            return isEquality(compare.comparator())
                    ? type != ValueType.TEXTS
                    : type == ValueType.INTEGER || type == ValueType.DECIMAL || isSortedText(compare.operand());
        }
        if (comparison instanceof Condition.In) {
            return type != ValueType.TEXTS;
        }
        if (comparison instanceof Condition.Contains) {
            return type == ValueType.TEXT || type == ValueType.TEXTS;
        }
        return comparison instanceof Condition.IsNull || type == ValueType.TEXT;
    }

    private static boolean isEquality(Comparator comparator) {
        return comparator == Comparator.EQUAL || comparator == Comparator.NOT_EQUAL;
    }

    private static boolean isSortedText(Operand operand) {
        return operand.fact() == FactType.CLOCK && SORTED_TEXTS.contains(operand.text());
    }

    static boolean isAlwaysKnown(Operand operand) {
        return operand.fact() == FactType.CLOCK || ALWAYS_KNOWN.contains(operand.text());
    }

    private static void refuse(Condition.Comparison comparison, Consumer<Issue> issues) {
        Operand operand = comparison.operand();
        boolean ordering = comparison instanceof Compare compare && !isEquality(compare.comparator());
        if (ordering && operand.type() == ValueType.TEXT) {
            String key = operand instanceof Operand.AttributeOperand attribute ? attribute.key() : null;
            issues.accept(IssueCode.ORDER_OF_TEXT.issue(
                    comparison.place(),
                    operand.text() + " is a text, and texts compare letter by letter: \"60\" is above \"1200\"",
                    key == null ? "compare it with == or in ( … )" : "did you mean numbers[\"" + key + "\"]?"));
            return;
        }
        String message =
                switch (operand.type()) {
                    case TEXTS -> operand.text() + " holds several texts, so it cannot be compared like this";
                    case BOOLEAN -> operand.text() + " is true or false, so it cannot be compared like this";
                    case INTEGER, DECIMAL -> operand.text() + " is a number, so it cannot be compared like this";
                    case TEXT -> operand.text() + " cannot be compared like this";
                };
        String hint =
                switch (operand.type()) {
                    case TEXTS ->
                        "write " + operand.text() + " contains \"…\", or " + operand.text() + " not contains \"…\"";
                    case BOOLEAN -> "write " + operand.text() + " == true or == false";
                    case INTEGER, DECIMAL -> "use == != < <= > >= or in ( … )";
                    case TEXT -> "use == or in ( … )";
                };
        issues.accept(IssueCode.WRONG_OPERATOR.issue(comparison.place(), message, hint));
    }
}
