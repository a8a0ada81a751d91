package landfall.ruleset.source;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import landfall.language.Place;
import landfall.language.Years;
import landfall.roster.Absences.Absence;
import landfall.ruleset.IssueCode;
import landfall.ruleset.Issues;
import org.jspecify.annotations.Nullable;

/** Reads {@code roster/absences.csv}: days or moments, by the rep's own clock; a day as the end is a whole day away. */
final class AbsenceReader {

    private static final List<String> COLUMNS = List.of("rep", "from", "to");

    private final Issues issues;
    private final List<Absence> absences = new ArrayList<>();
    private final Map<String, Place> reps = new HashMap<>();

    AbsenceReader(Issues issues) {
        this.issues = issues;
    }

    List<Absence> absences() {
        return absences;
    }

    /** Everybody who is away at some time, with a place where it says so. */
    Map<String, Place> reps() {
        return reps;
    }

    void read(CsvTable table) {
        CellReader cells = new CellReader(table, issues);
        cells.refuseOtherColumns(COLUMNS);
        if (!cells.hasColumns(COLUMNS, COLUMNS)) {
            return;
        }
        for (int row = 0; row < table.rows(); row++) {
            String rep = cells.required(row, "rep");
            LocalDateTime from = moment(cells, row, "from", 0);
            LocalDateTime to = moment(cells, row, "to", 1);
            if (!rep.isEmpty()) {
                reps.putIfAbsent(rep, table.place(row, table.column("rep")));
            }
            if (from != null && to != null && !from.isBefore(to)) {
                cells.report(
                        IssueCode.DATES_OUT_OF_ORDER,
                        row,
                        "to",
                        "this absence ends before it begins",
                        "change one of the two dates");
            } else if (from != null && to != null && !rep.isEmpty()) {
                absences.add(new Absence(rep, from, to));
            }
        }
    }

    private static @Nullable LocalDateTime moment(CellReader cells, int row, String column, int days) {
        if (cells.text(row, column).indexOf('T') < 0) {
            var day = cells.requiredDate(row, column);
            return day == null ? null : day.plusDays(days).atStartOfDay();
        }
        try {
            return Years.checked(LocalDateTime.parse(cells.text(row, column)));
        } catch (DateTimeException noMoment) {
            cells.report(
                    IssueCode.BAD_DATE,
                    row,
                    column,
                    "\"" + cells.text(row, column) + "\" is no moment of the form 2026-01-05T14:30",
                    "a day alone will do, too: 2026-01-05");
            return null;
        }
    }
}
