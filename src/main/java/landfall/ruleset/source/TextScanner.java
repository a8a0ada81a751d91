package landfall.ruleset.source;

import landfall.ruleset.IssueCode;
import landfall.ruleset.Issues;
import landfall.ruleset.Limits;

/** Reads what stands in quotes. */
final class TextScanner {

    private static final String CURLY =
            "\u201c\u201d\u201e\u201f\u2018\u2019\u201a\u00ab\u00bb\u300c\u300d\u300e\u300f\uff02\uff07\u301d\u301e\u301f";
    private static final String OPENING_JAPANESE = "\u300c\u300e";

    private final SourceText source;
    private final String text;
    private final Tokens tokens;
    private final Issues issues;
    private final Limits limits;

    TextScanner(SourceText source, Tokens tokens, Issues issues, Limits limits) {
        this.source = source;
        this.text = source.text();
        this.tokens = tokens;
        this.issues = issues;
        this.limits = limits;
    }

    /** A quote that is not the straight double one. */
    static boolean isQuote(int point) {
        return point == '\'' || point == '`' || (point < 0x10000 && CURLY.indexOf(point) >= 0);
    }

    /** Reads from the opening quote; gives the offset behind the text. */
    int scan(int start) {
        int at = start + 1;
        boolean right = true;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                add(start, at + 1, right);
                return at + 1;
            }
            if (c == '\n' || c == '\r') {
                break;
            }
            if (c == '\\') {
                if (at + 1 < text.length() && text.charAt(at + 1) >= ' ') {
                    refuseUnknownEscape(at);
                    at++;
                }
            } else if (c < ' ' || c == 0x7f) {
                right = false;
                issues.report(
                        IssueCode.UNEXPECTED_CHARACTER,
                        source.place(at, at + 1),
                        "a control character stands in this text",
                        c == '\t' ? "write \\t for a tab" : "delete it");
            } else if (refuseInvisible(at)) {
                right = false;
            }
            at++;
        }
        return unterminated(start, at);
    }

    /** Reads {@code 'text'} or {@code “text”} as the text that was meant. */
    int scanStrangeQuotes(int start) {
        char opening = text.charAt(start);
        boolean plain = opening == '\'' || opening == '`';
        int at = start + 1;
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            char c = text.charAt(at);
            boolean closes = plain ? c == opening : closesCurly(c);
            if (closes) {
                break;
            }
            at++;
        }
        boolean closed = at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r';
        int end = closed ? at + 1 : at;
        String inner = text.substring(start + 1, at);
        issues.report(
                plain ? IssueCode.SINGLE_QUOTES : IssueCode.CURLY_QUOTES,
                source.place(start, end),
                plain
                        ? "text stands between double quotes, not single ones"
                        : "these quotes are typographic; a rule needs straight ones",
                closed && inner.length() < 80 ? "write " + Escapes.quote(inner) : "write it between \" and \"");
        tokens.spoil(start);
        tokens.add(closed ? TokenKind.TEXT : TokenKind.BROKEN, start, end);
        return Math.max(end, start + 1);
    }

    /** Whether a character there can't be seen and would make a rule read other than it looks. */
    boolean refuseInvisible(int at) {
        int point = text.codePointAt(at);
        if (!Invisible.is(point)) {
            return false;
        }
        Invisible.report(point, source.place(at, at + Character.charCount(point)), issues);
        return true;
    }

    private static boolean closesCurly(char c) {
        return c == '"' || (isQuote(c) && OPENING_JAPANESE.indexOf(c) < 0);
    }

    private void add(int start, int end, boolean right) {
        if (end - start - 2 > limits.textLength()) {
            issues.report(
                    IssueCode.TEXT_TOO_LONG,
                    source.place(start, end),
                    "this text has more than " + limits.textLength() + " characters");
            tokens.add(TokenKind.BROKEN, start, end);
        } else {
            tokens.add(right ? TokenKind.TEXT : TokenKind.BROKEN, start, end);
        }
    }

    private void refuseUnknownEscape(int at) {
        char c = text.charAt(at + 1);
        if (!Escapes.isKnown(c)) {
            issues.report(
                    IssueCode.UNKNOWN_ESCAPE,
                    source.place(at, at + 2),
                    "\"\\" + c + "\" is no escape; a text knows \\\" \\\\ \\n \\t",
                    "write \\\\" + c + " for a backslash before the " + c);
        }
    }

    /** The quote is missing most likely before the next sign, so the text is taken to end there. */
    private int unterminated(int start, int lineEnd) {
        int end = start + 1;
        while (end < lineEnd && ",);".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        issues.report(
                IssueCode.UNTERMINATED_TEXT,
                source.place(start, end),
                "this text has no closing quote",
                "close it with \"");
        tokens.spoil(start);
        tokens.breakTexts(start);
        tokens.add(TokenKind.BROKEN, start, end);
        return end;
    }
}
