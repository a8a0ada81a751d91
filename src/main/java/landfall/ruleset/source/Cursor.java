package landfall.ruleset.source;

import java.util.Set;
import landfall.language.Place;
import landfall.ruleset.IssueCode;
import landfall.ruleset.Issues;
import landfall.ruleset.Limits;
import org.jspecify.annotations.Nullable;

/** Where the parser stands in a file, and how it reports what it doesn't expect there. */
final class Cursor {

    private final Tokens tokens;
    private final Issues issues;
    private final Limits limits;
    private int at;
    private int depth;

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
        return isEnd() || isWord("then") || isWord("end") || isWord("when") || isWord("rule");
    }

    /** Whether {@code routing.} stands here. */
    boolean isAction() {
        return isWord("routing") && kind(1) == TokenKind.DOT;
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
        switch (kind()) {
            case OPEN, OPEN_BRACKET, OPEN_BRACE -> depth++;
            case CLOSE, CLOSE_BRACKET, CLOSE_BRACE -> depth--;
            default -> {}
        }
        if (!isEnd()) {
            at++;
        }
        return taken;
    }

    /** How many brackets are open here; counts from where reading began. */
    int depth() {
        return depth;
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

    /** Skips to one of these where no more brackets are open than so many; never beyond a border. */
    void skipTo(Set<TokenKind> kinds, int mostDepth) {
        while (!isBorder() && !(depth <= mostDepth && kinds.contains(kind()))) {
            take();
        }
    }

    /** Skips one token, and what stands in brackets if it opens some. */
    void skipOne() {
        int before = depth;
        take();
        while (depth > before && !isBorder()) {
            take();
        }
    }

    /** Skips to the next line, or to a border. */
    void skipLine() {
        do {
            skipOne();
        } while (!isBorder() && !isFirstOfLine());
    }
}
