package landfall.ruleset.check;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.Consumer;
import landfall.language.Condition;
import landfall.language.Issue;
import landfall.language.Literal;
import landfall.language.Literal.BooleanLiteral;
import landfall.language.Literal.NumberLiteral;
import landfall.language.Literal.TextLiteral;
import landfall.language.ValueType;
import landfall.ruleset.IssueCode;
import landfall.ruleset.ParsedRuleSet;
import landfall.ruleset.source.Escapes;
import org.jspecify.annotations.Nullable;

/** A value has the type of the field that it is compared with; nothing is converted. */
final class LiteralTypes implements Check {

    private static final BigDecimal LARGEST = BigDecimal.valueOf(Integer.MAX_VALUE);

    @Override
    public void check(ParsedRuleSet ruleSet, Consumer<Issue> issues) {
        Conditions.eachLiteral(ruleSet, (comparison, literal) -> {
            ValueType type = comparison.operand().type();
            String field = comparison.operand().text();
            boolean right =
                    switch (type) {
                        case TEXT, TEXTS -> literal instanceof TextLiteral;
                        case BOOLEAN -> literal instanceof BooleanLiteral;
                        case INTEGER, DECIMAL -> literal instanceof NumberLiteral;
                    };
            if (!right) {
                if (!isRefusedAsOperator(comparison)) {
                    boolean postal = field.startsWith("postal") && literal instanceof NumberLiteral;
                    issues.accept(IssueCode.WRONG_TYPE.issue(
                            literal.place(),
                            field + " holds " + words(type) + ", not " + words(literal),
                            hint(type, literal) + (postal ? " write it with all its zeros" : "")));
                }
            } else if (literal instanceof NumberLiteral number) {
                checkNumber(type, field, number, issues);
            }
        });
    }

    /** The check of operators tells that one better. */
    private static boolean isRefusedAsOperator(Condition.Comparison comparison) {
        return !Operators.suits(comparison);
    }

    private static void checkNumber(ValueType type, String field, NumberLiteral number, Consumer<Issue> issues) {
        boolean whole = number.text().indexOf('.') < 0;
        boolean large = number.value().abs().compareTo(LARGEST) > 0;
        if (type == ValueType.INTEGER && !whole) {
            issues.accept(IssueCode.WRONG_TYPE.issue(
                    number.place(),
                    field + " holds whole numbers, not " + number.text(),
                    "did you mean " + number.value().toBigInteger() + "?"));
        } else if (type == ValueType.INTEGER && large) {
            issues.accept(IssueCode.NUMBER_OUT_OF_RANGE.issue(
                    number.place(), field + " is never that large", "the largest whole number is 2147483647"));
        } else if (!number.exact() && (large || !whole)) {
            issues.accept(IssueCode.NUMBER_WITHOUT_SUFFIX.issue(
                    number.place(),
                    "other Drools tools " + (whole ? "refuse" : "round") + " " + number.text()
                            + "; Landfall takes it as it is",
                    "write " + number.text() + "B, which is exact everywhere"));
        }
    }

    private static String words(ValueType type) {
        return switch (type) {
            case TEXT -> "a text";
            case TEXTS -> "texts";
            case BOOLEAN -> "true or false";
            case INTEGER -> "whole numbers";
            case DECIMAL -> "numbers";
        };
    }

    private static String words(Literal literal) {
        if (literal instanceof TextLiteral) {
            return "text in quotes";
        }
        return literal instanceof NumberLiteral number
                ? "the number " + number.text()
                : String.valueOf(literal.value());
    }

    private static @Nullable String hint(ValueType type, Literal literal) {
        if (type == ValueType.TEXT || type == ValueType.TEXTS) {
            String spelled = literal instanceof NumberLiteral number ? number.text() : String.valueOf(literal.value());
            return "did you mean " + Escapes.quote(spelled) + "?";
        }
        if (!(literal instanceof TextLiteral text)) {
            return type == ValueType.BOOLEAN ? "write true or false" : "write a number";
        }
        String bare = text.value().strip();
        if (type == ValueType.BOOLEAN) {
            return bare.equals("true") || bare.equals("false")
                    ? "did you mean " + bare + " without quotes?"
                    : "write true or false without quotes";
        }
        String digits = bare.replaceAll("[,_ \u00a0']", "");
        return isNumber(digits) ? "did you mean " + digits + " without quotes?" : "write a number without quotes";
    }

    private static boolean isNumber(String digits) {
        try {
            return new BigDecimal(digits).unscaledValue().compareTo(BigInteger.ZERO) != 0
                    && digits.matches("-?[0-9.]+");
        } catch (NumberFormatException noNumber) {
            return false;
        }
    }
}
