package landfall.ruleset.source;

import java.util.List;
import java.util.Map;
import landfall.ruleset.IssueCode;

/** Says what is wrong where an operator, or the end of a comparison, was expected. */
final class OperatorFaults {

    private static final List<String> OPERATORS = List.of("in", "not", "memberOf", "contains", "matches", "str");
    private static final Map<String, String> MEANT = Map.ofEntries(
            Map.entry("=", "=="),
            Map.entry("===", "=="),
            Map.entry("<>", "!="),
            Map.entry("!==", "!="),
            Map.entry("=<", "<="),
            Map.entry("=>", ">="),
            Map.entry("is", "=="),
            Map.entry("equals", "=="),
            Map.entry("like", "matches"),
            Map.entry("startsWith", "str[startsWith]"),
            Map.entry("endsWith", "str[endsWith]"),
            Map.entry("excludes", "not contains"),
            Map.entry("IN", "in"));

    private final Cursor cursor;

    OperatorFaults(Cursor cursor) {
        this.cursor = cursor;
    }

    /** What is wrong where a condition should have ended. */
    Lost behindComparison() {
        if (cursor.isWord("and")
                || (cursor.is(TokenKind.FOREIGN) && cursor.spelling().startsWith("&"))) {
            return cursor.lost(
                    IssueCode.UNKNOWN_OPERATOR,
                    cursor.place(),
                    "conditions are not joined by \"" + cursor.spelling() + "\"",
                    "write && or a comma");
        }
        if (cursor.isWord("or")
                || (cursor.is(TokenKind.FOREIGN) && cursor.spelling().startsWith("|"))) {
            return cursor.lost(
                    IssueCode.UNKNOWN_OPERATOR,
                    cursor.place(),
                    "conditions are not joined by \"" + cursor.spelling() + "\"",
                    "write ||");
        }
        boolean arithmetic = cursor.is(TokenKind.FOREIGN) || cursor.is(TokenKind.DOT);
        if (arithmetic && !cursor.isSpoiled()) {
            return cursor.lost(
                    IssueCode.UNSUPPORTED_EXPRESSION,
                    cursor.place(),
                    "a rule cannot calculate or call anything",
                    "compare the field with a value");
        }
        if (cursor.is(TokenKind.WORD) && !cursor.isBorder()) {
            return cursor.unexpected("\",\" or \")\"", "behind the condition", "is a comma missing before it?");
        }
        return cursor.unexpected("\",\" or \")\"", "behind the condition");
    }

    /** What is wrong behind a field. */
    Lost behindField() {
        return unknownOperator(OPERATORS, "there are == != < <= > >= in, not in, memberOf, contains, matches, str[…]");
    }

    /** What is wrong behind {@code not}. */
    Lost behindNot() {
        return unknownOperator(
                List.of("in", "memberOf", "contains"), "\"not\" stands before in, memberOf and contains");
    }

    private Lost unknownOperator(List<String> known, String otherwise) {
        if (cursor.isSpoiled()) {
            return new Lost();
        }
        String spelling = cursor.spelling();
        String meant = MEANT.get(spelling);
        if (meant != null) {
            return cursor.lost(
                    IssueCode.UNKNOWN_OPERATOR,
                    cursor.place(),
                    "there is no operator \"" + spelling + "\"",
                    "did you mean " + meant + " ?");
        }
        if (cursor.is(TokenKind.FOREIGN) || cursor.is(TokenKind.DOT) || cursor.is(TokenKind.OPEN)) {
            return cursor.lost(
                    IssueCode.UNSUPPORTED_EXPRESSION,
                    cursor.place(),
                    "a rule cannot calculate or call anything",
                    "compare the field with a value");
        }
        if (cursor.is(TokenKind.COLON)) {
            return cursor.lost(
                    IssueCode.BINDING, cursor.place(), "rules here have no variables", "delete the name and the colon");
        }
        if (cursor.is(TokenKind.WORD) && !cursor.isBorder()) {
            return cursor.lost(
                    IssueCode.UNKNOWN_OPERATOR,
                    cursor.place(),
                    "there is no operator \"" + spelling + "\"",
                    Suggestions.hint(spelling, known, otherwise));
        }
        return cursor.unexpected("an operator and a value", "behind the field", otherwise);
    }
}
