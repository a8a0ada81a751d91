package landfall.book;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.common.base.Splitter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import landfall.account.AccountRequest;
import landfall.assignment.ImportedAccount;
import landfall.assignment.Until;
import landfall.language.Years;
import landfall.rotation.Placement.Status;
import landfall.ruleset.CompiledRuleSet;
import landfall.ruleset.source.Suggestions;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows as the accounts that they mean; whatever is to be said of one is told. Safe for many threads.
 *
 * @param defaultSource of rows that say none
 * @param leftOut hears of columns that become nothing
 * @param file what the rows come from, for the record
 */
record RowReading(
        CompiledRuleSet rules,
        RepNames names,
        ColumnMapping mapping,
        String defaultSource,
        Instant now,
        Consumer<String> leftOut,
        String file) {

    private static final Pattern COMPANY_KEY = Pattern.compile("(company|corporateNumber|duns|domain):.+");
    private static final int LONGEST_REASON = 1_000;
    private static final char LOST = '\uFFFD';
    private static final String NESTED_TEXT = "{";

    /**
     * A row as it was read.
     *
     * @param account null where it can't be taken
     * @param columns by field, the column that it came from
     */
    record Read(@Nullable ImportedAccount account, Map<String, String> columns, List<RowIssue> issues) {}

    /** A value, and the column that it stands in. */
    private record Cell(String column, String text) {}

    /** One row, on its way. */
    private final class Reader {
        private final SentRow row;
        private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        private final Map<BookField, Cell> said = new java.util.EnumMap<>(BookField.class);
        private final Map<String, String> columns = new LinkedHashMap<>();
        private final List<RowIssue> issues = new ArrayList<>();
        private List<String> companyKeys = List.of();

        private Reader(SentRow row) {
            this.row = row;
        }

        private Read read() {
            sort();
            String owner = owner();
            String territory = territory();
            Status status = status();
            Boolean open = open();
            Instant since = since();
            Instant heldUntil = heldUntil();
            String heldReason = heldReason();
            boolean refused = issues.stream().anyMatch(RowIssue::refused);
            fields.putIfAbsent("source", defaultSource);
            ImportedAccount account = refused || owner == null
                    ? null
                    : new ImportedAccount(
                            new AccountRequest(fields),
                            owner,
                            territory,
                            companyKeys,
                            status,
                            open,
                            since,
                            heldUntil,
                            heldReason,
                            "row " + row.number() + file);
            return new Read(account, columns, issues);
        }

        /** Each column to the field that it becomes; the first that says something counts. */
        private void sort() {
            String source = source();
            row.fields().forEach((column, value) -> {
                String field = mapping.field(column, source).orElse(null);
                if (field == null) {
                    leftOut.accept(column);
                    return;
                }
                if (value instanceof String text && text.indexOf(LOST) >= 0) {
                    tell(
                            column,
                            text,
                            RowFault.NOT_UTF_8,
                            "Some bytes of it are no UTF-8.",
                            "export the file as UTF-8, or save it as such, and bring it in again");
                }
                if (isSaid(value) && columns.putIfAbsent(field, column) == null) {
                    BookField book = BookField.ofWord(field);
                    if (book == BookField.COMPANY_KEYS) {
                        companyKeys = keys(value);
                    } else if (book != null) {
                        said.put(book, new Cell(column, String.valueOf(value)));
                    } else {
                        fields.put(field, nested(field, value));
                    }
                }
            });
        }

        private String source() {
            for (Map.Entry<String, @Nullable Object> field : row.fields().entrySet()) {
                if (field.getValue() instanceof String text
                        && mapping.field(field.getKey(), null)
                                .filter("source"::equals)
                                .isPresent()) {
                    return text.strip();
                }
            }
            return defaultSource;
        }

        private @Nullable String owner() {
            Cell cell = said.get(BookField.OWNER);
            if (cell == null) {
                tell(
                        null,
                        null,
                        RowFault.NO_OWNER,
                        "The row names no owner.",
                        "a book is who owns what: give the account an owner, or leave the row out");
                return null;
            }
            Collection<String> meant = names.reps(cell.text());
            if (meant.isEmpty()) {
                tell(
                        cell,
                        RowFault.UNKNOWN_OWNER,
                        "No rep of the roster is \"" + cell.text() + "\".",
                        names.repHint(cell.text()));
                return null;
            }
            if (meant.size() > 1) {
                tell(
                        cell,
                        RowFault.AMBIGUOUS_OWNER,
                        "Several reps are \"" + cell.text() + "\": "
                                + meant.stream().sorted().collect(Collectors.joining(", ")) + ".",
                        "name the owner by id or mail address");
                return null;
            }
            String rep = meant.iterator().next();
            if (!rules.roster().isActive(rep, now, rules.checked().zone())) {
                tell(
                        cell,
                        RowFault.OWNER_LEFT,
                        rep + " doesn't sell now; the account moves by the rules when it comes again.",
                        null);
            }
            return rep;
        }

        private @Nullable String territory() {
            Cell cell = said.get(BookField.TERRITORY);
            String territory = cell == null ? null : names.territory(cell.text());
            if (cell != null && territory == null) {
                tell(
                        cell,
                        RowFault.UNKNOWN_TERRITORY,
                        "No territory of the roster is \"" + cell.text() + "\".",
                        names.territoryHint(cell.text()));
            }
            return territory;
        }

        private @Nullable Status status() {
            Cell cell = said.get(BookField.STATUS);
            if (cell == null) {
                return null;
            }
            for (Status status : Status.values()) {
                if (status.word().equalsIgnoreCase(cell.text().strip())) {
                    return status;
                }
            }
            List<String> words =
                    java.util.Arrays.stream(Status.values()).map(Status::word).toList();
            tell(
                    cell,
                    RowFault.UNKNOWN_STATUS,
                    "There is no status \"" + cell.text() + "\".",
                    Suggestions.hint(cell.text(), words, "it is assigned, queued or fallback"));
            return null;
        }

        private @Nullable Boolean open() {
            Cell cell = said.get(BookField.OPEN);
            if (cell == null) {
                return null;
            }
            String text = cell.text().strip();
            if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
                return Boolean.valueOf(text);
            }
            tell(cell, RowFault.NOT_UNDERSTOOD, "This is neither true nor false.", "it counts as not said");
            return null;
        }

        private @Nullable Instant since() {
            Cell cell = said.get(BookField.SINCE);
            if (cell == null) {
                return null;
            }
            Instant since = moment(cell.text().strip(), rules.checked().zone());
            if (since == null) {
                tell(
                        cell,
                        RowFault.NOT_UNDERSTOOD,
                        "This is no moment.",
                        "write 2026-03-03, 2026-03-03 18:00 or 2026-03-03T18:00:00Z; it counts as not said");
            } else if (since.isAfter(now)) {
                tell(cell, RowFault.NOT_UNDERSTOOD, "This is still to come.", "it counts as not said");
                return null;
            }
            return since;
        }

        private @Nullable Instant heldUntil() {
            Cell cell = said.get(BookField.HELD_UNTIL);
            if (cell == null) {
                return null;
            }
            Instant until = Until.read(cell.text(), rules.checked().zone()).orElse(null);
            if (until == null || until.isAfter(now.plus(Until.LONGEST))) {
                tell(
                        cell,
                        RowFault.NOT_UNDERSTOOD,
                        until == null ? "This is no moment." : "This is more than ten years from now.",
                        "write " + Until.FORMS + "; it counts as not said");
                return null;
            }
            return until;
        }

        private @Nullable String heldReason() {
            Cell cell = said.get(BookField.HELD_REASON);
            if (cell != null && cell.text().length() > LONGEST_REASON) {
                tell(
                        cell,
                        RowFault.NOT_UNDERSTOOD,
                        "This is longer than " + LONGEST_REASON + " characters.",
                        "it counts as not said");
                return null;
            }
            return cell == null ? null : cell.text().strip();
        }

        private void tell(Cell cell, RowFault fault, String message, @Nullable String hint) {
            tell(cell.column(), cell.text(), fault, message, hint);
        }

        private void tell(
                @Nullable String column,
                @Nullable String value,
                RowFault fault,
                String message,
                @Nullable String hint) {
            issues.add(RowIssue.of(row.number(), column, value, fault, message, hint));
        }
    }

    Read read(SentRow row) {
        if (row.fault() != null) {
            return new Read(
                    null,
                    Map.of(),
                    List.of(RowIssue.of(row.number(), null, null, RowFault.UNREADABLE, row.fault(), null)));
        }
        return new Reader(row).read();
    }

    private static boolean isSaid(@Nullable Object value) {
        return value != null && !(value instanceof String text && text.isBlank());
    }

    private static List<String> keys(@Nullable Object value) {
        Collection<?> listed = value instanceof String text ? BookRow.listOf(text) : null;
        Collection<?> parts = value instanceof Collection<?> several
                ? several
                : listed != null ? listed : Splitter.on(';').splitToList(String.valueOf(value));
        return parts.stream()
                .map(part -> String.valueOf(part).strip())
                .filter(part -> COMPANY_KEY.matcher(part).matches())
                .distinct()
                .toList();
    }

    /** In a table, what has parts is written as JSON. */
    private static @Nullable Object nested(String field, @Nullable Object value) {
        if (!(value instanceof String text)) {
            return value;
        }
        if (field.equals("tags")) {
            Collection<?> list = BookRow.listOf(text);
            return list == null ? value : list;
        }
        if (text.startsWith(NESTED_TEXT) && (field.equals("attributes") || field.equals("numbers"))) {
            try {
                return SentRows.OBJECT.readValue(text);
            } catch (JsonProcessingException plain) {
                return value;
            }
        }
        return value;
    }

    /** A moment, a moment by the clock of the service, or a day; null where it is none. */
    private static @Nullable Instant moment(String text, ZoneId zone) {
        String written = text.length() > 10 && text.charAt(10) == ' ' ? text.replaceFirst(" ", "T") : text;
        try {
            if (written.length() <= 10) {
                return Years.checked(LocalDate.parse(written).atStartOfDay(zone).toOffsetDateTime())
                        .toInstant();
            }
            boolean offset = written.endsWith("Z") || written.lastIndexOf('+') > 10 || written.lastIndexOf('-') > 10;
            return Years.checked(
                            offset
                                    ? OffsetDateTime.parse(written.replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2"))
                                    : LocalDateTime.parse(written).atZone(zone).toOffsetDateTime())
                    .toInstant();
        } catch (DateTimeException none) {
            return null;
        }
    }

    /** The column that a field came from, as the row names it. */
    static String column(Read read, String field) {
        return Objects.requireNonNullElse(read.columns().get(field), field);
    }
}
