package landfall.ruleset.source;

import java.util.Set;
import landfall.language.Place;
import landfall.ruleset.IssueCode;
import landfall.ruleset.Issues;
import landfall.ruleset.Limits;
import org.jspecify.annotations.Nullable;

/** Where the parser stands in a file, and how it reports what it doesn't expect there. */
final class Cursor {

    private static final Set<String> BORDERS = Set.of("when", "then", "end", "rule");

    private final Tokens tokens;
    private final Issues issues;
    private final Limits limits;
    private int at;

    Cursor(Tokens tokens, Issues issues, Limits limits) {
        this.tokens = tokens;
        this.issues = issues;
        this.limits = limits;
    }

    Limits limits() {
        return limits;
    }

    int index() {
        return at;
    }

    TokenKind kind() {
        return tokens.kind(at);
    }

    TokenKind kind(int ahead) {
        return tokens.kind(Math.min(at + ahead, tokens.size() - 1));
    }

    boolean is(TokenKind kind) {
        return tokens.kind(at) == kind;
    }

    boolean isWord(String word) {
        return is(TokenKind.WORD) && tokens.isSpelled(at, word);
    }

    boolean isWord(int ahead, String word) {
        return kind(ahead) == TokenKind.WORD && tokens.isSpelled(at + ahead, word);
    }

    boolean isEnd() {
        return is(TokenKind.END_OF_FILE);
    }

    boolean isFirstOfLine() {
        return tokens.isFirstOfLine(at);
    }

    /** A word that no condition and no action can have: there the parser finds its way again. */
    boolean isBorder() {
        return isEnd() || (is(TokenKind.WORD) && BORDERS.contains(tokens.spelling(at)));
    }

    /** Whether a rule begins here. */
    boolean isRuleStart() {
        return isWord("rule") && (kind(1) == TokenKind.TEXT || isFirstOfLine());
    }

    String spelling() {
        return tokens.spelling(at);
    }

    String spelling(int ahead) {
        return tokens.spelling(Math.min(at + ahead, tokens.size() - 1));
    }

    String text() {
        return tokens.value(at);
    }

    Place place() {
        return tokens.place(at);
    }

    Place place(int index) {
        return tokens.place(index);
    }

    /** From that token to the last one that was taken. */
    Place placeFrom(int first) {
        return tokens.place(first, Math.max(first, at - 1));
    }

    /** Behind the last token that was taken: where something is missing. */
    Place placeBehind() {
        return at == 0 ? place() : tokens.placeAfter(at - 1);
    }

    int take() {
        int taken = at;
        if (!isEnd()) {
            at++;
        }
        return taken;
    }

    boolean takeIf(TokenKind kind) {
        if (!is(kind)) {
            return false;
        }
        take();
        return true;
    }

    boolean takeIf(String word) {
        if (!isWord(word)) {
            return false;
        }
        take();
        return true;
    }

    void expect(TokenKind kind, String where) {
        if (!takeIf(kind)) {
            throw unexpected(kind.words(), where);
        }
    }

    void report(IssueCode code, Place place, String message, @Nullable String hint) {
        issues.report(code, place, message, hint);
    }

    /** Reports, and gives what to throw. */
    Lost lost(IssueCode code, Place place, String message, @Nullable String hint) {
        issues.report(code, place, message, hint);
        return new Lost();
    }

    /** Reports that something else is needed here, unless this is the trace of a fault that was told already. */
    Lost unexpected(String wanted, String where) {
        return unexpected(wanted, where, null);
    }

    Lost unexpected(String wanted, String where, @Nullable String hint) {
        if (!isSpoiled()) {
            boolean broken = isEnd() || (isBorder() && isFirstOfLine());
            issues.report(
                    IssueCode.SYNTAX,
                    broken ? placeBehind() : place(),
                    "expected " + wanted + " " + where + ", but found " + found(),
                    hint);
        }
        return new Lost();
    }

    boolean isSpoiled() {
        return is(TokenKind.BROKEN) || tokens.isSpoiled(at) || (at > 0 && tokens.isSpoiled(at - 1));
    }

    private String found() {
        return switch (kind()) {
            case WORD, NUMBER, FOREIGN -> shortened(spelling());
            case TEXT -> "the text " + shortened(spelling());
            default -> kind().words();
        };
    }

    private static String shortened(String spelling) {
        String quoted = spelling.startsWith("\"") ? spelling : "\"" + spelling + "\"";
        return quoted.length() <= 60 ? quoted : quoted.substring(0, 57) + "…\"";
    }

    /** Skips to one of these outside of any brackets that open on the way; never beyond a border. */
    void skipTo(Set<TokenKind> kinds) {
        int depth = 0;
        while (!isBorder()) {
            TokenKind kind = kind();
            if (depth == 0 && kinds.contains(kind)) {
                return;
            }
            if (kind == TokenKind.OPEN || kind == TokenKind.OPEN_BRACKET || kind == TokenKind.OPEN_BRACE) {
                depth++;
            } else if (kind == TokenKind.CLOSE || kind == TokenKind.CLOSE_BRACKET || kind == TokenKind.CLOSE_BRACE) {
                depth = Math.max(0, depth - 1);
            }
            take();
        }
    }

    /** Skips one token, and what stands in brackets if it opens some. */
    void skipOne() {
        TokenKind kind = kind();
        take();
        if (kind == TokenKind.OPEN || kind == TokenKind.OPEN_BRACKET || kind == TokenKind.OPEN_BRACE) {
            skipTo(Set.of(TokenKind.CLOSE, TokenKind.CLOSE_BRACKET, TokenKind.CLOSE_BRACE));
            if (!isBorder()) {
                take();
            }
        }
    }

    /** Skips to the next line, or to a border. */
    void skipLine() {
        do {
            skipOne();
        } while (!isBorder() && !isFirstOfLine());
    }
}
