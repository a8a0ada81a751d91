package landfall.ruleset.source;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import landfall.roster.Holidays;
import landfall.ruleset.IssueCode;
import landfall.ruleset.Issues;

/** Reads {@code roster/holidays.csv}: days off beyond the public ones, and public holidays that are worked. */
final class HolidayReader {

    private final Issues issues;
    private final Map<String, Set<LocalDate>> off = new HashMap<>();
    private final Map<String, Set<LocalDate>> worked = new HashMap<>();

    HolidayReader(Issues issues) {
        this.issues = issues;
    }

    Holidays holidays() {
        return new Holidays(off, worked);
    }

    void read(CsvTable table) {
        CellReader cells = new CellReader(table, issues);
        List<String> columns = List.of("calendar", "date", "name", "works");
        cells.refuseOtherColumns(columns);
        if (!cells.hasColumns(List.of("calendar", "date"), columns)) {
            return;
        }
        for (int row = 0; row < table.rows(); row++) {
            String calendar = cells.required(row, "calendar");
            LocalDate date = cells.requiredDate(row, "date");
            String works = cells.text(row, "works").toLowerCase(Locale.ROOT);
            if (!calendar.isEmpty() && !Calendars.canBeNamed(calendar)) {
                cells.report(
                        IssueCode.UNKNOWN_VALUE,
                        row,
                        "calendar",
                        "there is no calendar \"" + calendar + "\"",
                        Calendars.hint(calendar, off.keySet()));
            } else if (!works.isEmpty() && !works.equals("true") && !works.equals("false")) {
                cells.report(
                        IssueCode.UNKNOWN_VALUE,
                        row,
                        "works",
                        "\"" + works + "\" is neither true nor false",
                        "true: the company works on that day; false or empty: it has the day off");
            } else if (date != null && !calendar.isEmpty()) {
                (works.equals("true") ? worked : off)
                        .computeIfAbsent(calendar, key -> new HashSet<>())
                        .add(date);
            }
        }
    }
}
