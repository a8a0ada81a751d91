package landfall.book;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import landfall.account.AccountCleaner;
import landfall.http.ApiException;
import landfall.http.ErrorCode;
import landfall.http.ProblemIssue;
import landfall.language.FactType;
import landfall.language.Field;
import landfall.language.Fields;
import landfall.ruleset.source.Suggestions;
import org.jspecify.annotations.Nullable;

/**
 * Which field each column of a book becomes: as the call says; else as the preset says; else by its own name, which with a preset
 * counts only for the account's fields, since a CRM means something else by {@code Status}. Safe for many threads.
 */
final class ColumnMapping {

    private static final Set<String> NESTED = Set.of("attributes", "numbers");

    private final Map<String, String> named;
    private final @Nullable Preset preset;
    private final Function<@Nullable String, Set<String>> admitted;
    /** Columns were asked for before; a file has few. */
    private final Map<String, Optional<String>> known = new ConcurrentHashMap<>();

    private ColumnMapping(
            Map<String, String> named, @Nullable Preset preset, Function<@Nullable String, Set<String>> admitted) {
        this.named = Map.copyOf(named);
        this.preset = preset;
        this.admitted = admitted;
    }

    /**
     * As a call asks for it.
     *
     * @param maps each {@code COLUMN=FIELD}
     * @param admitted by source, the further fields that an account may have
     * @throws ApiException naming each that can't be understood
     */
    static ColumnMapping of(
            List<String> maps, @Nullable String preset, Function<@Nullable String, Set<String>> admitted) {
        List<ProblemIssue> faults = new java.util.ArrayList<>();
        Map<String, String> named = new LinkedHashMap<>();
        for (String map : maps) {
            int equals = map.lastIndexOf('=');
            if (equals <= 0 || equals == map.length() - 1) {
                faults.add(fault("query map", "This takes COLUMN=FIELD, not \"" + map + "\".", null));
                continue;
            }
            String field = map.substring(equals + 1).strip();
            String known = field(field);
            if (known == null && admittedAnywhere(field, admitted)) {
                known = field;
            }
            if (known == null) {
                faults.add(fault(
                        "query map",
                        "There is no field \"" + field + "\".",
                        Suggestions.hint(field, fields(), "docs/book.md lists the fields of a book")));
            } else {
                named.put(map.substring(0, equals), known);
            }
        }
        Preset found = preset == null ? null : Preset.find(preset).orElse(null);
        if (preset != null && found == null) {
            faults.add(fault(
                    "query preset",
                    "There is no preset \"" + preset + "\".",
                    Suggestions.hint(preset, List.of("salesforce", "hubspot"), "it is salesforce or hubspot")));
        }
        if (!faults.isEmpty()) {
            throw new ApiException(ErrorCode.INVALID_PARAMETER, "The call can't be read as it was meant.", faults);
        }
        return new ColumnMapping(named, found, admitted);
    }

    private static boolean admittedAnywhere(String field, Function<@Nullable String, Set<String>> admitted) {
        Set<String> everywhere = admitted.apply(null);
        return everywhere.contains(field) || everywhere.contains("*");
    }

    private static ProblemIssue fault(String place, String message, @Nullable String hint) {
        return new ProblemIssue(ErrorCode.INVALID_PARAMETER.code(), place, message, hint);
    }

    /** Columns that the call renames, but that are not there. */
    List<String> missing(Collection<String> columns) {
        return named.keySet().stream()
                .filter(column -> !columns.contains(column))
                .sorted()
                .toList();
    }

    /** Whether one of these columns becomes the owner. */
    boolean nameOwners(Collection<String> columns) {
        return columns.stream().anyMatch(column -> field(column, null)
                .filter(BookField.OWNER.word()::equals)
                .isPresent());
    }

    /** Where the rows say no source. */
    Optional<String> source() {
        return Optional.ofNullable(preset).map(Preset::word);
    }

    /** The field that a column becomes; empty for one that is none. */
    Optional<String> field(String column, @Nullable String source) {
        Optional<String> field = known.get(column);
        if (field == null) {
            field = Optional.ofNullable(find(column));
            known.put(column, field);
        }
        return field.isPresent() || !isAdmitted(column, source) ? field : Optional.of(column);
    }

    private boolean isAdmitted(String column, @Nullable String source) {
        Set<String> fields = admitted.apply(source);
        return fields.contains(column) || fields.contains("*");
    }

    private @Nullable String find(String column) {
        String field = named.get(column);
        if (field == null && preset != null) {
            field = preset.field(column);
            return field == null ? AccountCleaner.field(column) : field;
        }
        return field == null ? field(column) : field;
    }

    private static @Nullable String field(String name) {
        return BookField.find(name)
                .map(BookField::word)
                .orElseGet(() -> NESTED.contains(name) ? name : AccountCleaner.field(name));
    }

    private static List<String> fields() {
        return Stream.concat(
                        BookField.words().stream(),
                        Fields.of(FactType.ACCOUNT).stream().map(Field::name))
                .toList();
    }
}
