package landfall.ruleset.source;

/** The signs of a rule file, and those of other rule files, which the parser refuses. */
final class Signs {

    private static final String ALL = "()[]{},;.:@!&|=<>+-*/%?^~";
    private static final String OF_OPERATORS = "=<>&|";

    private Signs() {}

    static boolean isSign(int point) {
        return ALL.indexOf(point) >= 0;
    }

    /** What the sign at that offset is. */
    static TokenKind kind(String text, int at) {
        char second = at(text, at + 1);
        char third = at(text, at + 2);
        return switch (text.charAt(at)) {
            case '(' -> TokenKind.OPEN;
            case ')' -> TokenKind.CLOSE;
            case '[' -> TokenKind.OPEN_BRACKET;
            case ']' -> TokenKind.CLOSE_BRACKET;
            case '{' -> TokenKind.OPEN_BRACE;
            case '}' -> TokenKind.CLOSE_BRACE;
            case ',' -> TokenKind.COMMA;
            case ';' -> TokenKind.SEMICOLON;
            case '.' -> TokenKind.DOT;
            case ':' -> TokenKind.COLON;
            case '@' -> TokenKind.AT;
            case '!' -> second == '=' ? unless(third == '=', TokenKind.NOT_EQUAL) : TokenKind.BANG;
            case '=' -> unless(second != '=' || isOneOf("=<>", third), TokenKind.EQUAL);
            case '&' -> unless(second != '&' || third == '&', TokenKind.AND);
            case '|' -> unless(second != '|' || third == '|', TokenKind.OR);
            case '<' ->
                second == '='
                        ? unless(isOneOf("=<>", third), TokenKind.LESS_OR_EQUAL)
                        : unless(isOneOf("<>", second), TokenKind.LESS);
            case '>' ->
                second == '='
                        ? unless(isOneOf("=<>", third), TokenKind.GREATER_OR_EQUAL)
                        : unless(isOneOf("<>", second), TokenKind.GREATER);
            default -> TokenKind.FOREIGN;
        };
    }

    /** How many characters the sign of that kind has there; {@code ===} and {@code <>} are one foreign sign. */
    static int length(TokenKind kind, String text, int at) {
        return switch (kind) {
            case AND, OR, EQUAL, NOT_EQUAL, LESS_OR_EQUAL, GREATER_OR_EQUAL -> 2;
            case FOREIGN -> foreignLength(text, at);
            default -> 1;
        };
    }

    private static int foreignLength(String text, int at) {
        int length = 1;
        boolean operator = isOneOf(OF_OPERATORS, text.charAt(at)) || text.charAt(at) == '!';
        while (operator && length < 3 && isOneOf(OF_OPERATORS, at(text, at + length))) {
            length++;
        }
        return length;
    }

    private static TokenKind unless(boolean foreign, TokenKind kind) {
        return foreign ? TokenKind.FOREIGN : kind;
    }

    private static boolean isOneOf(String signs, char c) {
        return signs.indexOf(c) >= 0;
    }

    private static char at(String text, int at) {
        return at < text.length() ? text.charAt(at) : '\0';
    }
}
