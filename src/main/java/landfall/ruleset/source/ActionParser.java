package landfall.ruleset.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import landfall.language.Action;
import landfall.language.Place;
import landfall.ruleset.IssueCode;
import landfall.ruleset.source.Argument.Call;
import landfall.ruleset.source.Argument.CallArgument;
import landfall.ruleset.source.Argument.NumberArgument;
import landfall.ruleset.source.Argument.TextArgument;

/** Reads what stands between {@code then} and {@code end} of one rule. */
final class ActionParser {

    private static final Set<String> MODIFYING =
            Set.of("modify", "insert", "insertLogical", "update", "delete", "retract");
    private static final int LONGEST_CHAIN = 50;

    private final Cursor cursor;
    private final VerbReader verbs;
    private final List<Action> actions = new ArrayList<>();
    private boolean whole = true;

    ActionParser(Cursor cursor) {
        this.cursor = cursor;
        this.verbs = new VerbReader(cursor);
    }

    boolean isWhole() {
        return whole;
    }

    List<Action> parse() {
        int first = cursor.index();
        while (!cursor.isEnd() && !cursor.isWord("end") && !cursor.isRuleStart()) {
            try {
                action();
            } catch (Lost lost) {
                whole = false;
                skip();
            }
        }
        if (cursor.index() == first) {
            whole = false;
            cursor.report(
                    IssueCode.RULE_WITHOUT_ACTION,
                    cursor.placeBehind(),
                    "nothing stands between \"then\" and \"end\"",
                    "write for example: routing.territory(\"us-west\");");
        }
        return actions;
    }

    private void skip() {
        while (!cursor.isEnd() && !cursor.isWord("end") && !cursor.isRuleStart()) {
            if (cursor.takeIf(TokenKind.SEMICOLON) || (cursor.isFirstOfLine() && cursor.isWord("routing"))) {
                return;
            }
            cursor.take();
        }
    }

    private void action() {
        if (!cursor.isWord("routing")) {
            throw notRouting();
        }
        cursor.take();
        cursor.expect(TokenKind.DOT, "behind \"routing\"");
        int first = cursor.index();
        Call verb = call(0);
        List<Call> modifiers = chain(0);
        Place place = cursor.placeFrom(first);
        verbs.read(verb, modifiers, place).ifPresentOrElse(actions::add, () -> whole = false);
        if (!cursor.takeIf(TokenKind.SEMICOLON)) {
            if (!cursor.isSpoiled()) {
                cursor.report(
                        IssueCode.SYNTAX,
                        cursor.placeBehind(),
                        "\";\" is missing behind this action",
                        "close it with ;");
            }
            whole = false;
            if (!cursor.isFirstOfLine() && !cursor.isWord("routing") && !cursor.isBorder()) {
                throw new Lost();
            }
        }
    }

    private Lost notRouting() {
        if (cursor.is(TokenKind.SEMICOLON)) {
            return cursor.unexpected("an action or \"end\"", "here", "one \";\" is enough");
        }
        String spelling = cursor.spelling();
        if (cursor.is(TokenKind.WORD) && MODIFYING.contains(spelling)) {
            return cursor.lost(
                    IssueCode.UNSUPPORTED_STATEMENT,
                    cursor.place(),
                    "a rule cannot change facts with \"" + spelling + "\"",
                    "a rule says routing.VERB( … );");
        }
        if (cursor.is(TokenKind.WORD) && VerbReader.isVerb(spelling) && cursor.kind(1) == TokenKind.OPEN) {
            return cursor.lost(
                    IssueCode.UNSUPPORTED_STATEMENT,
                    cursor.place(),
                    "an action begins with \"routing.\"",
                    "write routing." + spelling + "( … );");
        }
        if (cursor.is(TokenKind.WORD) && !cursor.isBorder()) {
            return cursor.lost(
                    IssueCode.UNSUPPORTED_STATEMENT,
                    cursor.place(),
                    "a rule cannot run program code",
                    Suggestions.hint(spelling, List.of("routing"), "a rule says routing.VERB( … );"));
        }
        return cursor.unexpected("\"routing\" or \"end\"", "here");
    }

    private List<Call> chain(int depth) {
        List<Call> modifiers = new ArrayList<>();
        while (cursor.takeIf(TokenKind.DOT)) {
            if (modifiers.size() >= LONGEST_CHAIN) {
                throw cursor.lost(
                        IssueCode.TOO_DEEP,
                        cursor.place(),
                        "more than " + LONGEST_CHAIN + " words are joined by dots here",
                        null);
            }
            modifiers.add(call(depth));
        }
        return modifiers;
    }

    private Call call(int depth) {
        if (depth > cursor.limits().depth()) {
            throw cursor.lost(
                    IssueCode.TOO_DEEP,
                    cursor.place(),
                    "more than " + cursor.limits().depth() + " parentheses are open here",
                    null);
        }
        if (!cursor.is(TokenKind.WORD)) {
            throw cursor.unexpected("a verb", "behind the dot");
        }
        String name = cursor.spelling();
        int first = cursor.take();
        cursor.expect(TokenKind.OPEN, "behind \"" + name + "\"");
        List<Argument> arguments = new ArrayList<>();
        if (!cursor.is(TokenKind.CLOSE)) {
            do {
                arguments.add(argument(depth));
            } while (cursor.takeIf(TokenKind.COMMA));
        }
        cursor.expect(TokenKind.CLOSE, "behind the values of \"" + name + "\"");
        if (arguments.size() > cursor.limits().values()) {
            throw cursor.lost(
                    IssueCode.TOO_MANY_VALUES,
                    cursor.place(first),
                    "more than " + cursor.limits().values() + " values stand in these parentheses",
                    "name a team instead: team(\"…\")");
        }
        return new Call(name, arguments, cursor.place(first));
    }

    private Argument argument(int depth) {
        int first = cursor.index();
        switch (cursor.kind()) {
            case TEXT -> {
                String value = cursor.text();
                return new TextArgument(value, cursor.place(cursor.take()));
            }
            case NUMBER -> {
                String spelling = cursor.spelling();
                return new NumberArgument(spelling, cursor.place(cursor.take()));
            }
            case WORD -> {
                if (cursor.kind(1) == TokenKind.OPEN) {
                    Call call = call(depth + 1);
                    List<Call> modifiers = chain(depth + 1);
                    return new CallArgument(call, modifiers, cursor.placeFrom(first));
                }
                if (!cursor.isBorder() && cursor.kind(1) != TokenKind.DOT) {
                    throw cursor.lost(
                            IssueCode.MISSING_QUOTES,
                            cursor.place(),
                            "\"" + cursor.spelling() + "\" has no quotes",
                            "write " + Escapes.quote(cursor.spelling()));
                }
            }
            default -> {}
        }
        throw cursor.unexpected("a text in quotes", "in the parentheses");
    }
}
