package landfall.ruleset.check;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.function.Consumer;
import landfall.language.Condition;
import landfall.language.Issue;
import landfall.ruleset.IssueCode;
import landfall.ruleset.ParsedRuleSet;

/** A regular expression is one that runs in linear time (RE2 syntax). */
final class Expressions implements Check {

    @Override
    public void check(ParsedRuleSet ruleSet, Consumer<Issue> issues) {
        ruleSet.comparisons().forEach(comparison -> {
            if (comparison instanceof Condition.Matches matches && Operators.suits(comparison)) {
                compile(matches, issues);
            }
        });
    }

    private static void compile(Condition.Matches matches, Consumer<Issue> issues) {
        if (!ExpressionSize.isBounded(matches.expression())) {
            issues.accept(IssueCode.BAD_EXPRESSION.issue(
                    matches.expressionPlace(),
                    "this regular expression is too large: written out it has more than " + ExpressionSize.MOST_STEPS
                            + " parts, or more than " + ExpressionSize.DEEPEST + " parentheses in one another",
                    "repetitions within repetitions multiply, such as (a{100}){100}; put values into a list"));
            return;
        }
        if (ExpressionSize.isEndless(matches.expression())) {
            issues.accept(IssueCode.BAD_EXPRESSION.issue(
                    matches.expressionPlace(),
                    "a range of this regular expression reaches over U+1C80 to U+1C88, whose other case can't be found",
                    "leave (?i) out, or end the range before them"));
            return;
        }
        try {
            Pattern.compile(matches.expression());
        } catch (PatternSyntaxException fault) {
            String part = fault.getPattern();
            issues.accept(
                    IssueCode.BAD_EXPRESSION.issue(
                            matches.expressionPlace(),
                            "this regular expression can't be understood: " + fault.getDescription()
                                    + (part.isEmpty() || part.equals(matches.expression())
                                            ? ""
                                            : " at \"" + part + "\""),
                            part.startsWith("(?") || part.startsWith("\\")
                                    ? "look-around and back-references are not available (RE2 syntax)"
                                    : "a sign such as ( [ * + ? has a meaning of its own; write \\\\ before it for the sign itself"));
        }
    }
}
