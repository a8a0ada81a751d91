package landfall.staff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import landfall.http.ApiException;
import landfall.http.ErrorCode;
import landfall.http.ProblemIssue;
import landfall.ruleset.source.Suggestions;

/**
 * A rep or a territory as a caller sends it, as cells of its row. What the body leaves out stays as it is, and null empties
 * it; a value that says the same in another order or spelling changes nothing.
 */
final class RowFields {

    /** What a field of the body may be. */
    enum Kind {
        TEXT,
        /** Values that are separated by semicolons in the cell. */
        SEVERAL,
        /** A whole number; an empty cell is 1. */
        WHOLE,
        NUMBER
    }

    private static final int LONGEST = 4_000;

    private final Map<String, Kind> kinds;
    private final Map<String, String> columns;

    /**
     * @param kinds by the name of the field, in the order of new columns
     * @param columns names of those columns that are named otherwise than their fields
     */
    RowFields(Map<String, Kind> kinds, Map<String, String> columns) {
        this.kinds = Map.copyOf(kinds);
        this.columns = Map.copyOf(columns);
    }

    /**
     * Writes the body into the row of that id, which is added where there is none.
     *
     * @throws ApiException naming every field that can't be taken
     */
    void write(CsvText table, String id, ObjectNode body) {
        List<ProblemIssue> faults = new ArrayList<>();
        Map<String, String> cells = cells(table, id, body, faults);
        boolean isNew = table.find("id", id).isEmpty();
        if (cells.containsKey("name") ? String.valueOf(cells.get("name")).isEmpty() : isNew) {
            faults.add(fault("/name", "This must say the name."));
        }
        if (!faults.isEmpty()) {
            throw new ApiException(ErrorCode.INVALID_VALUE, "The body can't be taken as it is.", faults);
        }
        int row = table.find("id", id).orElseGet(table::add);
        table.set(row, "id", id);
        cells.forEach((field, value) -> {
            String column = columns.getOrDefault(field, field);
            if (!isSame(kinds.getOrDefault(field, Kind.TEXT), table.cell(row, column), value)) {
                table.set(row, column, value);
            }
        });
    }

    private Map<String, String> cells(CsvText table, String id, ObjectNode body, List<ProblemIssue> faults) {
        Map<String, String> cells = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : body.properties()) {
            String name = field.getKey();
            JsonNode value = field.getValue();
            boolean further = table.columns().contains(name) && !columns.containsValue(name);
            if (name.equals("id")) {
                if (!value.isTextual() || !value.textValue().equals(id)) {
                    faults.add(fault("/id", "This must be the id of the address, " + id + ", or be left out."));
                }
            } else if (kinds.containsKey(name) || further) {
                cells.put(name, cell(kinds.getOrDefault(name, Kind.TEXT), "/" + name, value, faults));
            } else {
                Set<String> known = new LinkedHashSet<>(kinds.keySet());
                known.addAll(table.columns());
                faults.add(new ProblemIssue(
                        ErrorCode.UNKNOWN_PROPERTY.code(),
                        "/" + name,
                        "There is no field or column " + name + ".",
                        Suggestions.hint(name, known, "a new column comes with a whole roster, by roster publish")));
            }
        }
        return cells;
    }

    private static String cell(Kind kind, String place, JsonNode value, List<ProblemIssue> faults) {
        if (value.isNull()) {
            return "";
        }
        return switch (kind) {
            case TEXT -> text(place, value, faults);
            case SEVERAL -> several(place, value, faults);
            case WHOLE -> number(place, value, value.canConvertToExactIntegral(), "a whole number", faults);
            case NUMBER -> number(place, value, value.isNumber(), "a number", faults);
        };
    }

    private static String text(String place, JsonNode value, List<ProblemIssue> faults) {
        if (!value.isTextual()) {
            faults.add(fault(place, "This must be a text."));
            return "";
        }
        String text = value.textValue().strip();
        if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            faults.add(fault(place, "This must be one line of at most " + LONGEST + " characters."));
        }
        return text;
    }

    private static String several(String place, JsonNode value, List<ProblemIssue> faults) {
        if (!value.isArray()) {
            faults.add(fault(place, "This must be a list of texts."));
            return "";
        }
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            String part = text(place + "/" + i, value.get(i), faults);
            if (part.indexOf(';') >= 0) {
                faults.add(fault(place + "/" + i, "This must not hold a semicolon, which separates values."));
            }
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        return String.join(";", new LinkedHashSet<>(parts));
    }

    private static String number(String place, JsonNode value, boolean right, String what, List<ProblemIssue> faults) {
        if (!value.isNumber() || !right) {
            faults.add(fault(place, "This must be " + what + "."));
            return "";
        }
        return value.decimalValue().stripTrailingZeros().toPlainString();
    }

    private static boolean isSame(Kind kind, String cell, String value) {
        return switch (kind) {
            case TEXT -> cell.equals(value);
            case SEVERAL -> parts(cell).equals(parts(value));
            case WHOLE -> (cell.isEmpty() ? "1" : cell).equals(value.isEmpty() ? "1" : value);
            case NUMBER -> isSameNumber(cell, value);
        };
    }

    private static boolean isSameNumber(String cell, String value) {
        if (cell.isEmpty() || value.isEmpty()) {
            return cell.equals(value);
        }
        return new BigDecimal(cell).compareTo(new BigDecimal(value)) == 0;
    }

    /** The values of a cell that are separated by semicolons, in their order. */
    static Set<String> parts(String cell) {
        Set<String> parts = new LinkedHashSet<>();
        for (String part : cell.split(";", -1)) {
            if (!part.isBlank()) {
                parts.add(part.strip());
            }
        }
        return parts;
    }

    private static ProblemIssue fault(String place, String message) {
        return ProblemIssue.at(place, ErrorCode.INVALID_VALUE.code(), message);
    }
}
