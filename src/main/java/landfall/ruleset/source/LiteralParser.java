package landfall.ruleset.source;

import java.math.BigDecimal;
import java.util.Optional;
import landfall.language.FactType;
import landfall.language.Fields;
import landfall.language.Literal;
import landfall.language.Literal.BooleanLiteral;
import landfall.language.Literal.NumberLiteral;
import landfall.language.Literal.TextLiteral;
import landfall.ruleset.IssueCode;

/** Reads the value on the right side of a comparison. */
final class LiteralParser {

    private final Cursor cursor;

    LiteralParser(Cursor cursor) {
        this.cursor = cursor;
    }

    /** The value; empty when it was reported as unreadable. */
    Optional<Literal> literal() {
        switch (cursor.kind()) {
            case TEXT -> {
                String value = cursor.text();
                return Optional.of(new TextLiteral(value, cursor.place(cursor.take())));
            }
            case NUMBER -> {
                return Optional.of(number());
            }
            case BROKEN -> {
                cursor.take();
                return Optional.empty();
            }
            case WORD -> {
                if (!cursor.isBorder()) {
                    return word();
                }
            }
            default -> {}
        }
        if (cursor.is(TokenKind.DOT) && cursor.kind(1) == TokenKind.NUMBER) {
            throw cursor.unexpected("a value", "here", "write 0." + cursor.spelling(1));
        }
        throw cursor.unexpected("a value", "here", "a value is a text in quotes, a number, true or false");
    }

    private static boolean endsValue(TokenKind kind) {
        return kind == TokenKind.COMMA || kind == TokenKind.CLOSE || kind == TokenKind.WORD;
    }

    private Literal number() {
        String spelling = cursor.spelling();
        boolean exact = spelling.endsWith("B");
        String digits = exact ? spelling.substring(0, spelling.length() - 1) : spelling;
        return new NumberLiteral(new BigDecimal(digits), digits, exact, cursor.place(cursor.take()));
    }

    private Optional<Literal> word() {
        String word = cursor.spelling();
        boolean called = cursor.kind(1) == TokenKind.OPEN || cursor.kind(1) == TokenKind.DOT;
        if (!called && (word.equals("true") || word.equals("false"))) {
            return Optional.of(new BooleanLiteral(word.equals("true"), cursor.place(cursor.take())));
        }
        if (word.equals("null")) {
            int at = cursor.take();
            cursor.report(
                    IssueCode.NULL_NOT_ALLOWED,
                    cursor.place(at),
                    "null can only be asked for with == and !=",
                    "write: field == null, joined with || to the rest");
            return Optional.empty();
        }
        boolean field = Fields.find(FactType.ACCOUNT, word).isPresent()
                || Fields.find(FactType.CLOCK, word).isPresent();
        if (called || field || word.startsWith("$") || word.equals("new")) {
            throw cursor.lost(
                    IssueCode.UNSUPPORTED_EXPRESSION,
                    cursor.place(),
                    field && !called
                            ? "a field is compared with a value, not with another field"
                            : "a rule cannot calculate or call anything",
                    field && !called && word.length() < 40
                            ? "if the text was meant, write " + Escapes.quote(word)
                            : "compare the field with a text in quotes or a number");
        }
        int at = cursor.take();
        StringBuilder whole = new StringBuilder(word);
        while (cursor.is(TokenKind.WORD)
                && !cursor.isBorder()
                && !cursor.isFirstOfLine()
                && endsValue(cursor.kind(1))) {
            whole.append(' ').append(cursor.spelling());
            cursor.take();
        }
        cursor.report(
                IssueCode.MISSING_QUOTES,
                cursor.placeFrom(at),
                "\"" + whole + "\" has no quotes",
                "write " + Escapes.quote(whole.toString()));
        return Optional.empty();
    }
}
