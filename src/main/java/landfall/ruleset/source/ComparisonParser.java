package landfall.ruleset.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import landfall.language.Condition;
import landfall.language.Condition.Comparator;
import landfall.language.FactType;
import landfall.language.Literal;
import landfall.language.Operand;
import landfall.language.Place;
import landfall.ruleset.IssueCode;

/** Reads one comparison of a field with a value, several values, a list or null. */
final class ComparisonParser {

    private final Cursor cursor;
    private final OperandParser operands;
    private final LiteralParser literals;
    private final OperatorFaults faults;
    private int comparisons;
    private boolean damaged;

    ComparisonParser(Cursor cursor, FactType fact) {
        this.cursor = cursor;
        this.operands = new OperandParser(cursor, fact);
        this.literals = new LiteralParser(cursor);
        this.faults = new OperatorFaults(cursor);
    }

    boolean isDamaged() {
        return damaged;
    }

    int comparisons() {
        return comparisons;
    }

    Optional<Condition> comparison() {
        int first = cursor.index();
        comparisons++;
        Optional<Operand> operand;
        try {
            operand = operands.operand();
            Optional<Condition> condition = compared(operand, first);
            damaged |= condition.isEmpty();
            return condition;
        } catch (Lost lost) {
            damaged = true;
            throw lost;
        }
    }

    private Optional<Condition> compared(Optional<Operand> operand, int first) {
        Optional<Comparator> comparator = comparator(cursor.kind());
        if (comparator.isPresent()) {
            cursor.take();
            return compare(operand, comparator.get(), first);
        }
        boolean negated = cursor.isWord("not");
        if (negated) {
            cursor.take();
        }
        if (cursor.isWord("in")) {
            cursor.take();
            return in(operand, negated, first);
        }
        if (cursor.isWord("memberOf")) {
            cursor.take();
            return memberOf(operand, negated, first);
        }
        if (cursor.isWord("contains")) {
            cursor.take();
            return withLiteral(
                    operand,
                    (field, literal) -> new Condition.Contains(field, negated, literal, cursor.placeFrom(first)));
        }
        if (negated) {
            throw faults.behindNot();
        }
        if (cursor.isWord("matches")) {
            cursor.take();
            return matches(operand, first);
        }
        if (cursor.isWord("str")) {
            cursor.take();
            return affix(operand, first);
        }
        throw faults.behindField();
    }

    private Optional<Condition> compare(Optional<Operand> operand, Comparator comparator, int first) {
        if (cursor.isWord("null")) {
            boolean equality = comparator == Comparator.EQUAL || comparator == Comparator.NOT_EQUAL;
            int at = cursor.take();
            if (!equality) {
                cursor.report(
                        IssueCode.NULL_NOT_ALLOWED,
                        cursor.place(at),
                        "null can only be asked for with == and !=",
                        "write == null or != null");
                return Optional.empty();
            }
            boolean negated = comparator == Comparator.NOT_EQUAL;
            return operand.map(field -> new Condition.IsNull(field, negated, cursor.placeFrom(first)));
        }
        return withLiteral(
                operand,
                (field, literal) -> new Condition.Compare(field, comparator, literal, cursor.placeFrom(first)));
    }

    private Optional<Condition> withLiteral(
            Optional<Operand> operand, BiFunction<Operand, Literal, Condition> condition) {
        Optional<Literal> literal = literals.literal();
        return operand.flatMap(field -> literal.map(value -> condition.apply(field, value)));
    }

    private Optional<Condition> in(Optional<Operand> operand, boolean negated, int first) {
        if (!cursor.is(TokenKind.OPEN)) {
            throw cursor.unexpected("\"(\"", "behind \"in\"", "write for example: in (\"CA\", \"OR\")");
        }
        int open = cursor.take();
        List<Literal> values = new ArrayList<>();
        boolean whole = true;
        do {
            if (cursor.is(TokenKind.CLOSE)) {
                throw cursor.unexpected("a value", values.isEmpty() ? "in the parentheses" : "behind the comma");
            }
            Optional<Literal> value = literals.literal();
            value.ifPresent(values::add);
            whole &= value.isPresent();
        } while (cursor.takeIf(TokenKind.COMMA));
        if (!cursor.takeIf(TokenKind.CLOSE)) {
            throw cursor.unexpected(
                    "\",\" or \")\"",
                    "behind the value",
                    cursor.is(TokenKind.TEXT) ? "is a comma missing before it?" : null);
        }
        if (values.size() > cursor.limits().values()) {
            cursor.report(
                    IssueCode.TOO_MANY_VALUES,
                    cursor.place(open),
                    "more than " + cursor.limits().values() + " values stand in these parentheses",
                    "put them into a list and write: memberOf NAME");
            return Optional.empty();
        }
        return whole
                ? operand.map(field -> new Condition.In(field, negated, values, cursor.placeFrom(first)))
                : Optional.empty();
    }

    private Optional<Condition> memberOf(Optional<Operand> operand, boolean negated, int first) {
        if (cursor.is(TokenKind.TEXT)) {
            throw cursor.unexpected(
                    "the name of a list",
                    "behind \"memberOf\"",
                    "a list is named without quotes: memberOf " + cursor.text());
        }
        if (!cursor.is(TokenKind.WORD) || cursor.isBorder()) {
            throw cursor.unexpected("the name of a list", "behind \"memberOf\"");
        }
        String list = cursor.spelling();
        Place listPlace = cursor.place(cursor.take());
        return operand.map(field -> new Condition.MemberOf(field, negated, list, listPlace, cursor.placeFrom(first)));
    }

    private Optional<Condition> matches(Optional<Operand> operand, int first) {
        if (!cursor.is(TokenKind.TEXT)) {
            throw cursor.unexpected("a regular expression in quotes", "behind \"matches\"");
        }
        String expression = cursor.text();
        Place expressionPlace = cursor.place(cursor.take());
        return operand.map(field -> new Condition.Matches(field, expression, expressionPlace, cursor.placeFrom(first)));
    }

    private Optional<Condition> affix(Optional<Operand> operand, int first) {
        cursor.expect(TokenKind.OPEN_BRACKET, "behind \"str\"");
        if (!cursor.isWord("startsWith") && !cursor.isWord("endsWith")) {
            String word = cursor.spelling();
            throw cursor.isSpoiled()
                    ? new Lost()
                    : cursor.lost(
                            IssueCode.UNKNOWN_OPERATOR,
                            cursor.place(),
                            "there is no operator \"str[" + word + "]\"",
                            Suggestions.hint(
                                    word,
                                    List.of("startsWith", "endsWith"),
                                    "there are str[startsWith] and str[endsWith]"));
        }
        boolean start = cursor.isWord("startsWith");
        cursor.take();
        cursor.expect(TokenKind.CLOSE_BRACKET, "behind the word in \"str[\"");
        if (!cursor.is(TokenKind.TEXT)) {
            throw cursor.unexpected("a text in quotes", "behind \"str[…]\"");
        }
        String text = cursor.text();
        cursor.take();
        return operand.map(field -> new Condition.Affix(field, start, text, cursor.placeFrom(first)));
    }

    private static Optional<Comparator> comparator(TokenKind kind) {
        return switch (kind) {
            case EQUAL -> Optional.of(Comparator.EQUAL);
            case NOT_EQUAL -> Optional.of(Comparator.NOT_EQUAL);
            case LESS -> Optional.of(Comparator.LESS);
            case LESS_OR_EQUAL -> Optional.of(Comparator.LESS_OR_EQUAL);
            case GREATER -> Optional.of(Comparator.GREATER);
            case GREATER_OR_EQUAL -> Optional.of(Comparator.GREATER_OR_EQUAL);
            default -> Optional.empty();
        };
    }
}
