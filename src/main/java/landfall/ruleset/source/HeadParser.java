package landfall.ruleset.source;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import landfall.language.Action;
import landfall.language.FactType;
import landfall.language.Pattern;
import landfall.language.Place;
import landfall.language.Rule;
import landfall.ruleset.IssueCode;
import org.jspecify.annotations.Nullable;

/** Reads the name, the annotations and the attributes of one rule. */
final class HeadParser {

    private static final List<String> ANNOTATIONS = List.of("description", "owner", "zone");
    private static final List<String> ATTRIBUTES = List.of("salience", "enabled", "date-effective", "date-expires");
    private static final Set<String> FOREIGN_ATTRIBUTES = Set.of(
            "no-loop",
            "agenda-group",
            "activation-group",
            "ruleflow-group",
            "auto-focus",
            "lock-on-active",
            "dialect",
            "duration",
            "timer",
            "calendars",
            "refract",
            "direct");

    private final Cursor cursor;
    private final Map<String, Place> places = new HashMap<>();
    private final Map<String, String> annotations = new HashMap<>();
    private String name = "";
    private Place namePlace;
    private int salience;
    private boolean enabled = true;
    private @Nullable LocalDate effective;
    private @Nullable LocalDate expires;
    private boolean whole = true;

    HeadParser(Cursor cursor) {
        this.cursor = cursor;
        this.namePlace = cursor.place(Math.max(0, cursor.index() - 1));
    }

    boolean isWhole() {
        return whole;
    }

    Map<String, Place> places() {
        return places;
    }

    Rule rule(List<Pattern> patterns, List<Action> actions) {
        return new Rule(
                name,
                namePlace,
                annotations.get("description"),
                annotations.get("owner"),
                annotations.get("zone"),
                salience,
                enabled,
                effective,
                expires,
                patterns,
                actions);
    }

    void parse() {
        name();
        boolean attributesBegan = false;
        while (!cursor.isBorder() && !isPattern()) {
            try {
                if (cursor.takeIf(TokenKind.AT)) {
                    annotation(attributesBegan);
                } else if (cursor.is(TokenKind.WORD)) {
                    attributesBegan = true;
                    attribute();
                } else if (cursor.is(TokenKind.COMMA)) {
                    throw cursor.unexpected(
                            "an attribute or \"when\"", "here", "attributes stand side by side, without commas");
                } else {
                    throw cursor.unexpected("an annotation, an attribute or \"when\"", "here");
                }
            } catch (Lost lost) {
                whole = false;
                skip();
            }
        }
    }

    private void name() {
        if (cursor.is(TokenKind.TEXT)) {
            namePlace = cursor.place();
            name = cursor.text().strip();
            cursor.take();
            if (name.length() > cursor.limits().nameLength()) {
                cursor.report(
                        IssueCode.TEXT_TOO_LONG,
                        namePlace,
                        "this name has more than " + cursor.limits().nameLength() + " characters",
                        "move what explains it into @description");
                whole = false;
            }
            if (name.isEmpty()) {
                cursor.report(
                        IssueCode.BAD_NAME, namePlace, "this rule has an empty name", "name it by what it is for");
                whole = false;
            }
            return;
        }
        whole = false;
        int first = cursor.index();
        List<String> words = new ArrayList<>();
        while (!cursor.isBorder() && !cursor.is(TokenKind.AT) && (words.isEmpty() || !cursor.isFirstOfLine())) {
            words.add(cursor.spelling());
            cursor.take();
        }
        if (!cursor.isSpoiled()) {
            namePlace = cursor.placeFrom(first);
            cursor.report(
                    IssueCode.BAD_NAME,
                    words.isEmpty() ? cursor.placeBehind() : namePlace,
                    words.isEmpty() ? "this rule has no name" : "the name of a rule stands in double quotes",
                    words.isEmpty() ? "write: rule \"name\"" : "write: rule " + Escapes.quote(String.join(" ", words)));
        }
    }

    private void annotation(boolean attributesBegan) {
        if (!cursor.is(TokenKind.WORD)) {
            throw cursor.unexpected("the name of an annotation", "behind \"@\"");
        }
        String key = cursor.spelling();
        int at = cursor.take();
        if (!ANNOTATIONS.contains(key)) {
            throw cursor.lost(
                    IssueCode.UNKNOWN_ANNOTATION,
                    cursor.place(at),
                    "a rule has no annotation \"@" + key + "\"",
                    Suggestions.hint(key, ANNOTATIONS, "there are @description, @owner and @zone"));
        }
        if (attributesBegan) {
            cursor.report(
                    IssueCode.SYNTAX,
                    cursor.place(at),
                    "\"@" + key + "\" stands behind an attribute",
                    "annotations come first, then salience, enabled and dates");
        }
        cursor.expect(TokenKind.OPEN, "behind \"@" + key + "\"");
        if (!cursor.is(TokenKind.TEXT)) {
            throw cursor.unexpected("a text in quotes", "in \"@" + key + "\"");
        }
        String value = cursor.text();
        int valueAt = cursor.take();
        cursor.expect(TokenKind.CLOSE, "behind the text of \"@" + key + "\"");
        if (places.containsKey(key)) {
            whole = false;
            cursor.report(
                    IssueCode.DUPLICATE_ANNOTATION,
                    cursor.place(at),
                    "this rule has \"@" + key + "\" twice",
                    "keep one of them");
        }
        places.putIfAbsent(key, cursor.place(valueAt));
        annotations.putIfAbsent(key, value);
    }

    private void attribute() {
        int first = cursor.index();
        String key = attributeName();
        if (!ATTRIBUTES.contains(key)) {
            throw cursor.lost(
                    IssueCode.UNKNOWN_ATTRIBUTE,
                    cursor.placeFrom(first),
                    FOREIGN_ATTRIBUTES.contains(key)
                            ? "the attribute \"" + key + "\" has no meaning here"
                            : "a rule has no attribute \"" + key + "\"",
                    FOREIGN_ATTRIBUTES.contains(key)
                            ? "delete it; all rules that match are found, and salience decides"
                            : Suggestions.hint(
                                    key, ATTRIBUTES, "there are salience, enabled, date-effective and date-expires"));
        }
        Place keyPlace = cursor.placeFrom(first);
        int valueAt = cursor.index();
        boolean again = places.containsKey(key);
        places.putIfAbsent(key, cursor.place());
        if (again) {
            whole = false;
            cursor.report(
                    IssueCode.DUPLICATE_ATTRIBUTE, keyPlace, "this rule has \"" + key + "\" twice", "keep one of them");
        }
        switch (key) {
            case "salience" -> salience = salience(again ? salience : 0);
            case "enabled" -> enabled = enabled();
            case "date-effective" -> effective = date(key);
            default -> expires = date(key);
        }
        if (cursor.index() == valueAt) {
            throw new Lost();
        }
    }

    /** {@code date-effective} is three words to the scanner. */
    private String attributeName() {
        StringBuilder key = new StringBuilder(cursor.spelling());
        cursor.take();
        while (cursor.is(TokenKind.FOREIGN) && cursor.spelling().equals("-") && cursor.kind(1) == TokenKind.WORD) {
            cursor.take();
            key.append('-').append(cursor.spelling());
            cursor.take();
        }
        return key.toString();
    }

    private int salience(int otherwise) {
        if (!cursor.is(TokenKind.NUMBER)) {
            throw cursor.unexpected("a whole number", "behind \"salience\"", "write for example: salience 100");
        }
        String spelling = cursor.spelling();
        try {
            int value = Integer.parseInt(spelling);
            cursor.take();
            return value;
        } catch (NumberFormatException notWhole) {
            cursor.report(
                    IssueCode.BAD_SALIENCE,
                    cursor.place(),
                    "salience is a whole number between -2147483648 and 2147483647",
                    "the highest salience wins; 0 where a rule names none");
            whole = false;
            cursor.take();
            return otherwise;
        }
    }

    private boolean enabled() {
        if (cursor.isWord("true") || cursor.isWord("false")) {
            boolean value = cursor.isWord("true");
            cursor.take();
            return value;
        }
        throw cursor.unexpected("true or false", "behind \"enabled\"", "write: enabled false");
    }

    private @Nullable LocalDate date(String key) {
        if (!cursor.is(TokenKind.TEXT)) {
            throw cursor.unexpected(
                    "a date in quotes", "behind \"" + key + "\"", "write for example: " + key + " \"01-Apr-2026\"");
        }
        String value = cursor.text();
        Optional<LocalDate> read = HeadDates.read(value);
        if (read.isEmpty()) {
            whole = false;
            cursor.report(
                    IssueCode.BAD_DATE,
                    cursor.place(),
                    "\"" + value + "\" is no date of the form 01-Apr-2026",
                    HeadDates.HINT);
        }
        cursor.take();
        return read.orElse(null);
    }

    /** Where {@code when} was forgotten, its conditions follow. */
    private boolean isPattern() {
        return cursor.is(TokenKind.WORD)
                && cursor.kind(1) == TokenKind.OPEN
                && Arrays.stream(FactType.values()).anyMatch(fact -> cursor.isWord(fact.word()));
    }

    private void skip() {
        do {
            cursor.skipOne();
        } while (!cursor.isBorder() && !cursor.isFirstOfLine() && !cursor.is(TokenKind.AT) && !isAttribute());
    }

    private boolean isAttribute() {
        return cursor.is(TokenKind.WORD) && (ATTRIBUTES.contains(cursor.spelling()) || cursor.isWord("date"));
    }
}
