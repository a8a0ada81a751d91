package landfall.ruleset.source;

import java.text.Normalizer;
import landfall.language.Place;
import landfall.ruleset.IssueCode;
import landfall.ruleset.Issues;
import landfall.ruleset.Limits;

/**
 * Cuts the text of a rule file into words and signs, in one pass. What it can't read it reports once, and hands on as
 * what was most likely meant, so that the parser finds no second fault in the same place.
 */
final class Scanner {

    private final SourceText source;
    private final String text;
    private final Tokens tokens;
    private final Issues issues;
    private final Limits limits;
    private final TextScanner texts;
    private int at;

    private Scanner(SourceText source, Issues issues, Limits limits) {
        this.source = source;
        this.text = source.text();
        this.tokens = new Tokens(source);
        this.issues = issues;
        this.limits = limits;
        this.texts = new TextScanner(source, tokens, issues, limits);
    }

    static Tokens scan(SourceText source, Issues issues, Limits limits) {
        Scanner scanner = new Scanner(source, issues, limits);
        scanner.run();
        return scanner.tokens;
    }

    private void run() {
        while (at < text.length()) {
            if (tokens.size() >= limits.tokens()) {
                issues.report(
                        IssueCode.TOO_MANY_TOKENS,
                        source.place(at, at + 1),
                        "this file has more than " + limits.tokens() + " words and signs; the rest was not read",
                        "split it into several files");
                tokens.cut();
                break;
            }
            step();
        }
        tokens.add(TokenKind.END_OF_FILE, text.length(), text.length());
    }

    private void step() {
        char c = text.charAt(at);
        int brokenEnd = source.endOfBroken(at);
        if (brokenEnd > at) {
            tokens.spoil(at);
            tokens.add(TokenKind.BROKEN, at, brokenEnd);
            at = brokenEnd;
        } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            at++;
        } else if (c == '"') {
            at = texts.scan(at);
        } else if (isWordStart(c) || Character.isHighSurrogate(c)) {
            word();
        } else if (isDigit(c) || (c == '-' && isDigit(next(1)))) {
            number();
        } else if (c == '/' && next(1) == '/') {
            lineComment();
        } else if (c == '/' && next(1) == '*') {
            blockComment();
        } else if (Signs.isSign(c)) {
            sign();
        } else {
            strange(c);
        }
    }

    private char next(int distance) {
        return at + distance < text.length() ? text.charAt(at + distance) : '\0';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWordStart(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || c == '_'
                || c == '$'
                || (c > 0x7f && Character.isLetter(c) && halfWidth(c) == c);
    }

    private void word() {
        int start = at;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            boolean belongs = point < 0x80
                    ? isWordStart((char) point) || isDigit((char) point)
                    : (Character.isLetterOrDigit(point) || isMark(point)) && halfWidth(point) == point;
            if (!belongs) {
                break;
            }
            at += Character.charCount(point);
        }
        if (at == start) {
            strange(text.codePointAt(at));
            return;
        }
        if (at - start > limits.textLength()) {
            tooLong(start, "word");
        }
        tokens.add(TokenKind.WORD, start, at);
    }

    private static boolean isMark(int point) {
        int type = Character.getType(point);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    private void number() {
        int start = at;
        at++;
        while (at < text.length()) {
            char c = text.charAt(at);
            boolean belongs = isDigit(c) || (c < 0x80 && isWordStart(c)) || (c == '.' && isDigit(next(1)));
            if (!belongs) {
                break;
            }
            at++;
        }
        if (at - start > limits.textLength()) {
            tooLong(start, "number");
            tokens.add(TokenKind.BROKEN, start, at);
            return;
        }
        if (continuesNumber(start)) {
            int first = tokens.dropTwo();
            issues.report(
                    IssueCode.BAD_NUMBER,
                    source.place(first, at),
                    "a number has no commas between its digits",
                    "write it as " + text.substring(first, at).replace(",", ""));
            tokens.add(TokenKind.BROKEN, first, at);
            return;
        }
        NumberSpelling spelling = NumberSpelling.of(text.substring(start, at));
        if (spelling.fault() != null) {
            issues.report(
                    IssueCode.BAD_NUMBER,
                    source.place(start, at),
                    spelling.fault(),
                    "write it as " + spelling.mended());
        }
        tokens.add(spelling.fault() == null ? TokenKind.NUMBER : TokenKind.BROKEN, start, at);
    }

    /** Whether this is the {@code 000} of {@code 1,000}; {@code 1,200} may well be two numbers. */
    private boolean continuesNumber(int start) {
        int size = tokens.size();
        return text.charAt(start) == '0'
                && at - start == 3
                && size >= 2
                && tokens.kind(size - 1) == TokenKind.COMMA
                && (tokens.kind(size - 2) == TokenKind.NUMBER || tokens.kind(size - 2) == TokenKind.BROKEN)
                && tokens.end(size - 1) == start
                && tokens.end(size - 2) == start - 1;
    }

    private void tooLong(int start, String what) {
        issues.report(
                IssueCode.TEXT_TOO_LONG,
                source.place(start, at),
                "this " + what + " has more than " + limits.textLength() + " characters");
    }

    private void lineComment() {
        while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
            texts.refuseInvisible(at);
            at++;
        }
    }

    private void blockComment() {
        int start = at;
        int end = text.indexOf("*/", at + 2);
        at = end < 0 ? text.length() : end + 2;
        for (int i = start; i < at; i++) {
            texts.refuseInvisible(i);
        }
        if (end < 0) {
            issues.report(
                    IssueCode.UNTERMINATED_COMMENT,
                    source.place(start, start + 2),
                    "this comment has no end, so everything after it counts as comment",
                    "close it with */");
        }
    }

    private void sign() {
        TokenKind kind = Signs.kind(text, at);
        int end = at + Signs.length(kind, text, at);
        tokens.add(kind, at, end);
        at = end;
    }

    /** A character that no rule file has outside of quotes. */
    private void strange(int point) {
        int length = Character.charCount(point);
        int half = halfWidth(point);
        if (TextScanner.isQuote(point)) {
            at = texts.scanStrangeQuotes(at);
            return;
        }
        if (texts.refuseInvisible(at)) {
            at += length;
            return;
        }
        Place place = source.place(at, at + length);
        if (half != point && half >= ' ' && half < 0x7f) {
            issues.report(
                    IssueCode.UNEXPECTED_CHARACTER,
                    place,
                    "this is "
                            + (half == ' ' ? "a wide blank" : "the wide form of \"" + Character.toString(half) + "\""),
                    half == ' ' ? "use an ordinary blank" : "type it in half width: " + Character.toString(half));
            tokens.spoil(at);
            if (half != ' ') {
                tokens.add(
                        Signs.isSign(half) ? Signs.kind(Character.toString(half), 0) : TokenKind.BROKEN,
                        at,
                        at + length);
            }
        } else {
            issues.report(
                    IssueCode.UNEXPECTED_CHARACTER,
                    place,
                    "a rule cannot have \"" + Character.toString(point) + "\" here",
                    point == '#' ? "comments begin with //" : "text goes between double quotes");
            tokens.spoil(at);
            tokens.add(TokenKind.BROKEN, at, at + length);
        }
        at += length;
    }

    /** The ordinary form of a wide character; itself when it has none. */
    private static int halfWidth(int point) {
        boolean wide = (point >= 0xff01 && point <= 0xff5e) || point == 0x3000 || point == 0xa0;
        return wide
                ? Normalizer.normalize(Character.toString(point), Normalizer.Form.NFKC)
                        .codePointAt(0)
                : point;
    }
}
