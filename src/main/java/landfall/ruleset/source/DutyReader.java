package landfall.ruleset.source;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import landfall.language.Place;
import landfall.roster.DutyRoster;
import landfall.roster.DutyRoster.Duty;
import landfall.ruleset.FileKind;
import landfall.ruleset.IssueCode;
import landfall.ruleset.Issues;

/** Reads {@code roster/duty/NAME.csv}: who is on duty from which day to which; no two on one day, and no day left out. */
final class DutyReader {

    private static final List<String> COLUMNS = List.of("from", "to", "rep");

    private final Issues issues;
    private final Map<String, DutyRoster> rosters = new HashMap<>();
    private final Map<String, Place> reps = new HashMap<>();

    DutyReader(Issues issues) {
        this.issues = issues;
    }

    Map<String, DutyRoster> rosters() {
        return rosters;
    }

    /** Everybody who has a duty, with a place where it says so. */
    Map<String, Place> reps() {
        return reps;
    }

    void read(CsvTable table) {
        CellReader cells = new CellReader(table, issues);
        cells.refuseOtherColumns(COLUMNS);
        if (!cells.hasColumns(COLUMNS, COLUMNS)) {
            return;
        }
        TreeMap<LocalDate, Duty> duties = new TreeMap<>();
        Map<LocalDate, Integer> rows = new HashMap<>();
        for (int row = 0; row < table.rows(); row++) {
            LocalDate from = cells.requiredDate(row, "from");
            LocalDate to = cells.requiredDate(row, "to");
            String rep = cells.required(row, "rep");
            if (from == null || to == null || rep.isEmpty()) {
                continue;
            }
            reps.putIfAbsent(rep, table.place(row, table.column("rep")));
            if (to.isBefore(from)) {
                cells.report(
                        IssueCode.DATES_OUT_OF_ORDER,
                        row,
                        "to",
                        "this duty ends before it begins, on " + from,
                        "change one of the two dates");
            } else if (duties.putIfAbsent(from, new Duty(from, to, rep)) == null) {
                rows.put(from, row);
            } else {
                overlap(cells, row, from);
            }
        }
        connect(cells, duties, rows);
        rosters.put(FileKind.baseName(table.path()), new DutyRoster(duties.values()));
    }

    /** Each duty begins on the day after the one before it ends. */
    private static void connect(CellReader cells, SortedMap<LocalDate, Duty> duties, Map<LocalDate, Integer> rows) {
        LocalDate next = null;
        for (Duty duty : duties.values()) {
            int row = rows.getOrDefault(duty.from(), 0);
            if (next != null && duty.from().isBefore(next)) {
                overlap(cells, row, duty.from());
            } else if (next != null && duty.from().isAfter(next)) {
                cells.report(
                        IssueCode.DUTY_GAP,
                        row,
                        "from",
                        "nobody is on duty from " + next + " to " + duty.from().minusDays(1),
                        "add a line for these days; what comes on them falls back");
            }
            LocalDate after = duty.to().plusDays(1);
            next = next == null || after.isAfter(next) ? after : next;
        }
    }

    private static void overlap(CellReader cells, int row, LocalDate day) {
        cells.report(
                IssueCode.DUTY_OVERLAP,
                row,
                "from",
                "somebody else is on duty on " + day + " already",
                "let one duty end on the day before the next begins");
    }
}
