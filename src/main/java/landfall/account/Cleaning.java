package landfall.account;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import landfall.account.CleanedAccount.Change;
import landfall.facts.Account;
import org.jspecify.annotations.Nullable;

/** One account on its way: what was sent, what it becomes, and what is to be said about it. For one thread. */
final class Cleaning {

    private record Noted<T>(int order, T value) {}

    private static final int LONGEST_QUOTE = 60;

    private final Aliases aliases;
    private final Map<String, @Nullable Object> own = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> further = new LinkedHashMap<>();
    private final List<Noted<Change>> changes = new ArrayList<>();
    private final List<Noted<String>> warnings = new ArrayList<>();
    private final Account.Builder account = Account.builder();

    Cleaning(Map<String, @Nullable Object> fields, Aliases aliases) {
        this.aliases = aliases;
        Map<String, @Nullable Object> spelledOtherwise = new LinkedHashMap<>(0);
        fields.forEach((name, value) -> {
            String field = InputFields.known(name);
            if (field == null) {
                further.put(name, value);
            } else if (field.equals(name)) {
                own.put(field, value);
            } else if (!InputFields.isReserved(field)) {
                spelledOtherwise.put(name, value);
            }
        });
        // A field that is spelled exactly counts more than one that is not, wherever they stand.
        spelledOtherwise.forEach((name, value) -> {
            String field = Objects.requireNonNull(InputFields.known(name));
            if (own.get(field) == null) {
                own.put(field, value);
                note(field, new Change(field, name, field, "name of the field"));
            } else {
                warn(field, field + " was sent twice; the field of exactly that name, or the first, counts");
            }
        });
    }

    Account.Builder account() {
        return account;
    }

    /** What isn't a field of Account, by the caller's names. */
    Map<String, @Nullable Object> further() {
        return further;
    }

    @Nullable
    Object raw(String field) {
        return own.get(field);
    }

    /** The field as a text; null where it is absent or no single value, which is noted. */
    @Nullable
    SentValue sent(String field) {
        return sent(field, own.get(field));
    }

    /** The field as an identifier, of which only blanks at the ends are taken off. */
    @Nullable
    String identifier(String field) {
        String raw = single(field, own.get(field));
        if (raw == null) {
            return null;
        }
        String text = Spelling.trim(raw);
        if (Spelling.isAbsent(Spelling.tidy(raw))) {
            absent(field, raw);
            return null;
        }
        return settle(new SentValue(field, raw, limited(field, text), false));
    }

    @Nullable
    SentValue sent(String field, @Nullable Object value) {
        String raw = single(field, value);
        if (raw == null) {
            return null;
        }
        String tidy = Spelling.tidy(raw);
        if (Spelling.isAbsent(tidy)) {
            absent(field, raw);
            return null;
        }
        String text = aliases.of(field, tidy);
        return new SentValue(field, raw, limited(field, text), !text.equals(tidy));
    }

    /** A field whose text is its value. */
    @Nullable
    String text(String field) {
        SentValue sent = sent(field);
        return sent == null ? null : settle(sent);
    }

    /** The text is the value. */
    String settle(SentValue sent) {
        settle(sent, sent.text(), "spelling");
        return sent.text();
    }

    /**
     * Notes what a field became.
     *
     * @param cleaned null: it was not understood
     * @param because how it was understood, such as {@code name of a country}, or why not: {@code not a number}
     */
    void settle(SentValue sent, @Nullable String cleaned, String because) {
        if (cleaned == null) {
            change(sent.field(), sent.raw(), null, because);
            String quote = InputFields.isPersonal(sent.field())
                    ? "what was sent"
                    : '"' + Spelling.cut(Spelling.tidy(sent.raw()), LONGEST_QUOTE) + '"';
            warn(sent.field(), sent.field() + ": " + quote + " is " + because);
        } else if (!cleaned.equals(sent.raw())) {
            change(sent.field(), sent.raw(), cleaned, sent.aliased() ? "alias" : because);
        }
    }

    /** A change that is nobody's spelling: what one field says of another. */
    void change(String field, @Nullable String raw, @Nullable String cleaned, String because) {
        boolean personal = InputFields.isPersonal(field);
        note(
                field,
                new Change(
                        field, personal || raw == null ? null : Spelling.cut(raw), personal ? null : cleaned, because));
    }

    void warn(String field, String sentence) {
        warnings.add(new Noted<>(InputFields.order(field), sentence));
    }

    /** The changes, in field order. */
    List<Change> changes() {
        return inOrder(changes);
    }

    /** The warnings, in field order. */
    List<String> warnings() {
        return inOrder(warnings);
    }

    private void note(String field, Change change) {
        changes.add(new Noted<>(InputFields.order(field), change));
    }

    private void absent(String field, String raw) {
        if (!raw.isBlank()) {
            change(field, raw, null, "stands for nothing");
        }
    }

    private String limited(String field, String text) {
        if (text.length() <= Spelling.LONGEST_TEXT) {
            return text;
        }
        warn(field, field + " was cut to " + Spelling.LONGEST_TEXT + " characters");
        return Spelling.cut(text);
    }

    private @Nullable String single(String field, @Nullable Object value) {
        if (value == null || value instanceof String || value instanceof Boolean) {
            return value == null ? null : value.toString();
        }
        if (value instanceof Number number) {
            var plain = WrittenNumber.of(number);
            if (plain != null) {
                return plain.toPlainString();
            }
        }
        change(field, value instanceof Number ? "a number out of range" : "a nested value", null, "not a single value");
        warn(field, field + (value instanceof Number ? ": the number is out of range" : " is not a single value"));
        return null;
    }

    private static <T> List<T> inOrder(List<Noted<T>> noted) {
        if (noted.isEmpty()) {
            return List.of();
        }
        return noted.stream()
                .sorted(Comparator.comparingInt(Noted::order))
                .map(Noted::value)
                .toList();
    }
}
