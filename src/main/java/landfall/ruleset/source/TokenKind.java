package landfall.ruleset.source;

/** The words and signs of a rule file. */
enum TokenKind {
    WORD("a word"),
    TEXT("a text in quotes"),
    NUMBER("a number"),
    OPEN("\"(\""),
    CLOSE("\")\""),
    OPEN_BRACKET("\"[\""),
    CLOSE_BRACKET("\"]\""),
    OPEN_BRACE("\"{\""),
    CLOSE_BRACE("\"}\""),
    COMMA("\",\""),
    SEMICOLON("\";\""),
    DOT("\".\""),
    COLON("\":\""),
    AT("\"@\""),
    BANG("\"!\""),
    AND("\"&&\""),
    OR("\"||\""),
    EQUAL("\"==\""),
    NOT_EQUAL("\"!=\""),
    LESS("\"<\""),
    LESS_OR_EQUAL("\"<=\""),
    GREATER("\">\""),
    GREATER_OR_EQUAL("\">=\""),
    /** A sign that the language doesn't have but other rule files do, such as {@code +} or {@code =}. */
    FOREIGN("a sign"),
    /** Reported already; the parser keeps silent about it. */
    BROKEN("an unreadable part"),
    END_OF_FILE("the end of the file");

    private final String words;

    TokenKind(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
