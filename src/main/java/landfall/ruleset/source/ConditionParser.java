package landfall.ruleset.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import landfall.language.Condition;
import landfall.language.FactType;
import landfall.language.Place;
import landfall.ruleset.IssueCode;

/** Reads conditions of one pattern: {@code ||} of {@code &&} of comparisons, parentheses and {@code !( … )}. */
final class ConditionParser {

    private final Cursor cursor;
    private final ComparisonParser comparisonParser;
    private final OperatorFaults faults;
    private int depth;

    ConditionParser(Cursor cursor, FactType fact) {
        this.cursor = cursor;
        this.comparisonParser = new ComparisonParser(cursor, fact);
        this.faults = new OperatorFaults(cursor);
    }

    /** Whether a part of what was read has no place in the model. */
    boolean isDamaged() {
        return comparisonParser.isDamaged();
    }

    /** How many comparisons were read so far. */
    int comparisons() {
        return comparisonParser.comparisons();
    }

    /** One condition; empty when nothing of it could be read. */
    Optional<Condition> condition() {
        int first = cursor.index();
        List<Condition> parts = new ArrayList<>();
        int count = 0;
        do {
            conjunction().ifPresent(parts::add);
            count++;
        } while (cursor.takeIf(TokenKind.OR));
        return joined(parts, count, first, true);
    }

    Lost unexpectedBehindCondition() {
        return faults.behindComparison();
    }

    private Optional<Condition> conjunction() {
        int first = cursor.index();
        List<Condition> parts = new ArrayList<>();
        int count = 0;
        do {
            single().ifPresent(parts::add);
            count++;
        } while (cursor.takeIf(TokenKind.AND));
        return joined(parts, count, first, false);
    }

    private Optional<Condition> joined(List<Condition> parts, int count, int first, boolean or) {
        if (count == 1 || parts.isEmpty()) {
            return parts.stream().findFirst();
        }
        Place place = cursor.placeFrom(first);
        return Optional.of(or ? new Condition.Or(parts, place) : new Condition.And(parts, place));
    }

    private Optional<Condition> single() {
        int first = cursor.index();
        if (cursor.is(TokenKind.OPEN)) {
            return inParentheses(first);
        }
        if (cursor.is(TokenKind.BANG)) {
            if (cursor.kind(1) != TokenKind.OPEN) {
                throw cursor.lost(
                        IssueCode.SYNTAX,
                        cursor.place(),
                        "\"!\" stands only before a parenthesis",
                        cursor.kind(1) == TokenKind.WORD
                                ? "write " + cursor.spelling(1) + " == false, or !( … )"
                                : "write !( … )");
            }
            cursor.take();
            return inParentheses(cursor.index())
                    .map(condition -> new Condition.Not(condition, cursor.placeFrom(first)));
        }
        if (cursor.isWord("not") && cursor.kind(1) == TokenKind.OPEN) {
            throw cursor.lost(
                    IssueCode.SYNTAX, cursor.place(), "\"not\" cannot stand before a parenthesis", "write !( … )");
        }
        return comparisonParser.comparison();
    }

    private Optional<Condition> inParentheses(int first) {
        if (depth >= cursor.limits().depth()) {
            throw cursor.lost(
                    IssueCode.TOO_DEEP,
                    cursor.place(),
                    "more than " + cursor.limits().depth() + " parentheses are open here",
                    "write several rules");
        }
        depth++;
        cursor.take();
        try {
            Optional<Condition> condition = condition();
            if (cursor.is(TokenKind.COMMA)) {
                throw cursor.unexpected("\")\"", "here", "inside of parentheses write && instead of a comma");
            }
            if (!cursor.takeIf(TokenKind.CLOSE)) {
                throw cursor.isBorder()
                        ? cursor.unexpected(
                                "\")\"",
                                "for the parenthesis of line "
                                        + cursor.place(first).line())
                        : unexpectedBehindCondition();
            }
            return condition;
        } finally {
            depth--;
        }
    }
}
