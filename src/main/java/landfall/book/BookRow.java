package landfall.book;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import landfall.account.Formula;
import landfall.assignment.BookedAccount;
import landfall.assignment.CanonicalJson;
import landfall.facts.Account;
import landfall.language.FactType;
import landfall.language.Field;
import landfall.language.Fields;
import landfall.ledger.BookPages;
import landfall.ledger.Hold;
import org.jspecify.annotations.Nullable;

/** An account of the book as it is given out, under the names by which it is brought in. */
final class BookRow {

    /** Whoever owns it stands in the book's own column. */
    private static final Set<String> LEFT_OUT = Set.of("currentOwner");

    private static final List<Field> FIELDS = Fields.of(FactType.ACCOUNT).stream()
            .filter(field -> !field.personal() && !LEFT_OUT.contains(field.name()))
            .toList();

    private static final String ATTRIBUTES = "attributes";

    private BookRow() {}

    /** The columns of a table, in their order. */
    static List<String> columns() {
        List<String> columns = new ArrayList<>(FIELDS.stream().map(Field::name).toList());
        columns.add(ATTRIBUTES);
        for (BookField field : BookField.values()) {
            columns.add(field.word());
        }
        return columns;
    }

    /**
     * By column, without what is unknown or false; its lists and maps are not empty.
     *
     * @param now a hold that is over then is not told
     */
    static Map<String, Object> of(BookPages.Row row, Instant now) {
        BookedAccount booked = CanonicalJson.booked(row.decision());
        Map<String, Object> fields = new LinkedHashMap<>();
        Account account = booked.account();
        for (Field field : FIELDS) {
            Object value = field.read().apply(account);
            boolean empty = value instanceof Collection<?> several && several.isEmpty();
            if (value != null && !empty && !Boolean.FALSE.equals(value)) {
                fields.put(field.name(), value);
            }
        }
        fields.put("source", row.account().source());
        fields.put("externalId", row.account().externalId());
        if (!account.attributes().isEmpty()) {
            fields.put(ATTRIBUTES, account.attributes());
        }
        fields.put(BookField.OWNER.word(), row.owner());
        put(fields, BookField.TERRITORY, row.territory());
        fields.put(BookField.STATUS.word(), row.status());
        fields.put(BookField.OPEN.word(), row.open());
        fields.put(BookField.SINCE.word(), row.since().toString());
        Hold hold = row.hold();
        if (hold != null && hold.isOn(now)) {
            fields.put(BookField.HELD_UNTIL.word(), hold.until().toString());
            fields.put(BookField.HELD_REASON.word(), hold.reason());
        }
        if (!booked.companyKeys().isEmpty()) {
            fields.put(BookField.COMPANY_KEYS.word(), booked.companyKeys());
        }
        put(fields, BookField.RULE, row.rule());
        fields.put(BookField.KIND.word(), row.kind());
        fields.put(BookField.ASSIGNMENT_ID.word(), row.decisionId());
        fields.put(BookField.DECIDED_AT.word(), row.decidedAt().toString());
        return fields;
    }

    private static void put(Map<String, Object> fields, BookField field, @Nullable String value) {
        if (value != null) {
            fields.put(field.word(), value);
        }
    }

    /** A value as a table has it, with nothing that a spreadsheet would run. */
    static @Nullable String cell(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        String text;
        if (value instanceof Map) {
            text = new String(CanonicalJson.bytes(value), StandardCharsets.UTF_8);
        } else if (value instanceof Collection<?> several) {
            text = list(several);
        } else {
            text = value instanceof BigDecimal number ? number.toPlainString() : value.toString();
        }
        return Formula.disarmed(text);
    }

    /** Values that could not be told apart by their separator are written as JSON. */
    private static String list(Collection<?> several) {
        boolean plain = several.stream().map(String::valueOf).noneMatch(each -> each.matches("(?s).*[,;、，；].*|\\[.*"));
        return plain
                ? several.stream().map(String::valueOf).collect(Collectors.joining("; "))
                : new String(CanonicalJson.bytes(several), StandardCharsets.UTF_8);
    }

    /** A list that {@link #cell} wrote as JSON; null where it is none. */
    static @Nullable Collection<?> listOf(String text) {
        try {
            return text.startsWith("[\"") ? SentRows.LIST.readValue(text) : null;
        } catch (JsonProcessingException plain) {
            return null;
        }
    }
}
