package landfall.ruleset.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import landfall.language.FactType;
import landfall.language.Field;
import landfall.language.Fields;
import landfall.language.Operand;
import landfall.ruleset.IssueCode;

/** Reads the field on the left side of a comparison. */
final class OperandParser {

    private static final Map<FactType, List<String>> NAMES = new HashMap<>();

    static {
        for (FactType fact : FactType.values()) {
            List<String> names = new ArrayList<>();
            for (Field field : Fields.of(fact)) {
                names.add(field.name());
            }
            if (fact == FactType.ACCOUNT) {
                names.add("attributes");
                names.add("numbers");
            }
            NAMES.put(fact, List.copyOf(names));
        }
    }

    private final Cursor cursor;
    private final FactType fact;

    OperandParser(Cursor cursor, FactType fact) {
        this.cursor = cursor;
        this.fact = fact;
    }

    /** The field; empty, with an issue, when the fact has none of that name. */
    Optional<Operand> operand() {
        if (!cursor.is(TokenKind.WORD) || cursor.isBorder()) {
            throw notAField();
        }
        String name = cursor.spelling();
        if (cursor.kind(1) == TokenKind.COLON) {
            throw cursor.lost(
                    IssueCode.BINDING,
                    cursor.place(),
                    "rules here have no variables, so nothing can be named \"" + name + "\"",
                    "delete \"" + name + " :\"");
        }
        boolean keyed = fact == FactType.ACCOUNT && (name.equals("attributes") || name.equals("numbers"));
        if (keyed) {
            return Optional.of(withKey(name));
        }
        if (cursor.kind(1) == TokenKind.OPEN || cursor.kind(1) == TokenKind.DOT) {
            throw calls(name);
        }
        int at = cursor.take();
        Optional<Field> field = Fields.find(fact, name);
        if (field.isEmpty()) {
            cursor.report(
                    IssueCode.UNKNOWN_FIELD,
                    cursor.place(at),
                    fact.word() + " has no field \"" + name + "\"",
                    unknownHint(name));
            return Optional.empty();
        }
        return field.map(Operand.FieldOperand::new);
    }

    private Lost notAField() {
        if (cursor.is(TokenKind.NUMBER)) {
            return cursor.unexpected(
                    "a field", "here", "a condition begins with a field; numbers have no commas between their digits");
        }
        if (cursor.is(TokenKind.TEXT)) {
            return cursor.unexpected("a field", "here", "a condition begins with a field, such as country == \"US\"");
        }
        return cursor.unexpected("a field", "here");
    }

    private Lost calls(String name) {
        return cursor.lost(
                name.equals("eval")
                                || cursor.kind(1) == TokenKind.OPEN
                                || Fields.find(fact, name).isPresent()
                        ? IssueCode.UNSUPPORTED_EXPRESSION
                        : IssueCode.UNKNOWN_FIELD,
                cursor.place(),
                Fields.find(fact, name).isPresent() || cursor.kind(1) == TokenKind.OPEN
                        ? "a rule cannot calculate or call anything"
                        : fact.word() + " has no field \"" + name + "\"",
                "compare a field of " + fact.word() + " with a value");
    }

    private Operand withKey(String name) {
        cursor.take();
        if (!cursor.takeIf(TokenKind.OPEN_BRACKET)) {
            throw cursor.unexpected("\"[\"", "behind \"" + name + "\"", "write for example: " + name + "[\"seats\"]");
        }
        if (!cursor.is(TokenKind.TEXT)) {
            throw cursor.unexpected(
                    "a key in quotes", "in \"" + name + "[\"", "write for example: " + name + "[\"seats\"]");
        }
        String key = cursor.text();
        cursor.take();
        cursor.expect(TokenKind.CLOSE_BRACKET, "behind the key");
        return name.equals("numbers") ? new Operand.NumberOperand(key) : new Operand.AttributeOperand(key);
    }

    private String unknownHint(String name) {
        Optional<String> near = Suggestions.find(name, NAMES.getOrDefault(fact, List.of()));
        if (near.isPresent()) {
            return "did you mean \"" + near.get() + "\"?";
        }
        return Arrays.stream(FactType.values())
                .filter(other -> Fields.find(other, name).isPresent())
                .map(other -> "\"" + name + "\" is a field of " + other.word())
                .findFirst()
                .orElse(
                        fact == FactType.ACCOUNT
                                ? "what callers send beyond the known fields is attributes[\"" + name + "\"]"
                                : "there are " + Suggestions.listed(NAMES.getOrDefault(fact, List.of())));
    }
}
