package landfall.ruleset.source;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import landfall.language.Place;
import landfall.roster.Absences;
import landfall.roster.Coordinates;
import landfall.roster.Rep;
import landfall.roster.Roster;
import landfall.roster.TerritoryEntry;
import landfall.roster.WorkingHours;
import landfall.ruleset.IssueCode;
import landfall.ruleset.Issues;
import org.jspecify.annotations.Nullable;

/** Reads {@code roster/}: territories, reps, holidays, absences and duty rosters. */
public final class RosterReader {

    private static final List<String> TYPES = Arrays.stream(TerritoryEntry.Type.values())
            .map(TerritoryEntry.Type::word)
            .toList();
    private static final List<String> TERRITORY_COLUMNS =
            List.of("id", "name", "parent", "type", "role", "fallbackRep");
    private static final List<String> REP_COLUMNS = List.of(
            "id",
            "name",
            "email",
            "team",
            "manager",
            "backup",
            "zone",
            "hours",
            "weight",
            "capacity",
            "quota",
            "skills",
            "languages",
            "calendar",
            "latitude",
            "longitude",
            "activeFrom",
            "activeTo");

    private final Issues issues;
    private final Map<String, TerritoryEntry> territories = new LinkedHashMap<>();
    private final Map<String, Rep> reps = new LinkedHashMap<>();
    private final HolidayReader holidays;
    private final DutyReader duties;
    private final AbsenceReader absences;
    private final Map<String, Place> places = new HashMap<>();
    private boolean territoriesRead;
    private boolean repsRead;

    public RosterReader(Issues issues) {
        this.issues = issues;
        this.holidays = new HolidayReader(issues);
        this.duties = new DutyReader(issues);
        this.absences = new AbsenceReader(issues);
    }

    /** Takes one file of {@code roster/}; a name that the roster doesn't know is reported. */
    public void read(CsvTable table) {
        if (table.path().startsWith(ParsedRoster.DUTY_FOLDER)) {
            duties.read(table);
            return;
        }
        switch (table.path()) {
            case ParsedRoster.TERRITORIES -> readTerritories(table);
            case ParsedRoster.REPS -> readReps(table);
            case ParsedRoster.HOLIDAYS -> holidays.read(table);
            case ParsedRoster.ABSENCES -> absences.read(table);
            default ->
                issues.report(
                        IssueCode.FILE_IGNORED,
                        Place.of(table.path()),
                        "this file of the roster is not read",
                        Suggestions.hint(
                                table.path(),
                                List.of(
                                        ParsedRoster.TERRITORIES,
                                        ParsedRoster.REPS,
                                        ParsedRoster.HOLIDAYS,
                                        ParsedRoster.ABSENCES),
                                "a roster has territories.csv, reps.csv, holidays.csv, absences.csv and duty/NAME.csv"));
        }
    }

    public ParsedRoster roster(String version) {
        duties.reps().forEach((rep, place) -> places.put("duty " + rep, place));
        absences.reps().forEach((rep, place) -> places.put("absence " + rep, place));
        return new ParsedRoster(
                new Roster(
                        version,
                        territories,
                        reps,
                        holidays.holidays(),
                        duties.rosters(),
                        Absences.of(version, absences.absences())),
                territoriesRead,
                repsRead,
                places);
    }

    private void readTerritories(CsvTable table) {
        CellReader cells = new CellReader(table, issues);
        cells.refuseOtherColumns(TERRITORY_COLUMNS);
        if (!cells.hasColumns(List.of("id", "type"), TERRITORY_COLUMNS)) {
            return;
        }
        territoriesRead = true;
        for (int row = 0; row < table.rows(); row++) {
            String id = cells.id(row, "id");
            if (id.isEmpty() || isTaken(cells, row, id, territories.containsKey(id))) {
                continue;
            }
            String name = cells.text(row, "name");
            territories.put(
                    id,
                    new TerritoryEntry(
                            id,
                            name.isEmpty() ? id : name,
                            cells.textOrNull(row, "parent"),
                            type(cells, row),
                            cells.idOrNull(row, "role"),
                            cells.textOrNull(row, "fallbackRep")));
            for (String column : TERRITORY_COLUMNS) {
                places.put("territory " + id + " " + column, table.place(row, table.column(column)));
            }
        }
    }

    private static TerritoryEntry.Type type(CellReader cells, int row) {
        String word = cells.required(row, "type");
        if (TYPES.contains(word)) {
            return TerritoryEntry.Type.valueOf(word.toUpperCase(Locale.ROOT));
        }
        if (!word.isEmpty()) {
            cells.report(
                    IssueCode.UNKNOWN_VALUE,
                    row,
                    "type",
                    "there is no type of territory \"" + word + "\"",
                    Suggestions.hint(word, TYPES, "there are " + String.join(", ", TYPES)));
        }
        return TerritoryEntry.Type.TERRITORY;
    }

    private static boolean isTaken(CellReader cells, int row, String id, boolean taken) {
        if (taken) {
            cells.report(
                    IssueCode.DUPLICATE_ID,
                    row,
                    "id",
                    "the id \"" + id + "\" is there twice",
                    "each id names one line");
        }
        return taken;
    }

    private void readReps(CsvTable table) {
        CellReader cells = new CellReader(table, issues);
        if (!cells.hasColumns(List.of("id", "name"), REP_COLUMNS)) {
            return;
        }
        warnOfNearColumns(table);
        repsRead = true;
        for (int row = 0; row < table.rows(); row++) {
            String id = cells.id(row, "id");
            if (id.isEmpty() || isTaken(cells, row, id, reps.containsKey(id))) {
                continue;
            }
            reps.put(id, rep(cells, table, row, id));
            for (String column : List.of("id", "manager", "backup", "calendar")) {
                places.put("rep " + id + " " + column, table.place(row, table.column(column)));
            }
        }
    }

    private Rep rep(CellReader cells, CsvTable table, int row, String id) {
        LocalDate from = cells.date(row, "activeFrom");
        LocalDate to = cells.date(row, "activeTo");
        if (from != null && to != null && to.isBefore(from)) {
            cells.report(
                    IssueCode.DATES_OUT_OF_ORDER,
                    row,
                    "activeTo",
                    "this rep's last day lies before the first, " + from,
                    "change one of the two dates");
        }
        Map<String, String> extra = new LinkedHashMap<>();
        for (String column : table.columns()) {
            if (!REP_COLUMNS.contains(column)
                    && !column.isEmpty()
                    && !cells.text(row, column).isEmpty()) {
                extra.put(column, cells.text(row, column));
            }
        }
        return new Rep(
                id,
                cells.required(row, "name"),
                cells.textOrNull(row, "email"),
                cells.several(row, "team"),
                cells.textOrNull(row, "manager"),
                cells.textOrNull(row, "backup"),
                cells.zone(row, "zone"),
                hours(cells, row),
                cells.whole(row, "weight", 1),
                cells.positiveOrNull(row, "capacity"),
                cells.positiveOrNull(row, "quota"),
                cells.several(row, "skills"),
                cells.several(row, "languages"),
                cells.textOrNull(row, "calendar"),
                coordinates(cells, row),
                from,
                to,
                extra);
    }

    private static @Nullable Coordinates coordinates(CellReader cells, int row) {
        BigDecimal latitude = cells.degrees(row, "latitude", 90);
        BigDecimal longitude = cells.degrees(row, "longitude", 180);
        boolean both = cells.text(row, "latitude").isEmpty()
                == cells.text(row, "longitude").isEmpty();
        if (!both) {
            cells.required(row, cells.text(row, "latitude").isEmpty() ? "latitude" : "longitude");
        }
        return Coordinates.of(latitude, longitude);
    }

    private static @Nullable WorkingHours hours(CellReader cells, int row) {
        String spelling = cells.textOrNull(row, "hours");
        if (spelling == null) {
            return null;
        }
        WorkingHours hours = WorkingHours.parse(spelling).orElse(null);
        if (hours == null) {
            cells.report(
                    IssueCode.BAD_HOURS,
                    row,
                    "hours",
                    "\"" + spelling + "\" are no working hours",
                    "write for example: Mon-Fri 09:00-18:00; several parts are separated by ;");
        }
        return hours;
    }

    /** Any further column comes back in the answer, but one that is nearly a known one was most likely meant as that. */
    private void warnOfNearColumns(CsvTable table) {
        for (int i = 0; i < table.columns().size(); i++) {
            String column = table.columns().get(i);
            boolean known = REP_COLUMNS.contains(column);
            int index = i;
            if (!known && column.length() > 3) {
                Suggestions.find(column, REP_COLUMNS)
                        .filter(near -> table.column(near) < 0)
                        .ifPresent(near -> issues.report(
                                IssueCode.UNKNOWN_COLUMN,
                                table.columnPlace(index),
                                "the column \"" + column
                                        + "\" means nothing to Landfall; it only comes back in answers",
                                "did you mean \"" + near + "\"?"));
            }
        }
    }
}
