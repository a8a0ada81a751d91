package landfall.ruleset.source;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates as the head of a rule spells them: {@code 01-Apr-2026}, the months in English whatever the machine speaks. */
final class HeadDates {

    private static final Pattern DATE = Pattern.compile("(\\d{2})-([A-Z][a-z]{2})-(\\d{4})");
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

    static final String HINT =
            "two digits, the month in English with three letters (" + String.join(" ", MONTHS) + "), the year";

    private HeadDates() {}

    /** Empty when there is no such day, or it isn't spelled like that. */
    static Optional<LocalDate> read(String spelling) {
        Matcher parts = DATE.matcher(spelling);
        if (!parts.matches() || !MONTHS.contains(parts.group(2))) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.of(
                    Integer.parseInt(parts.group(3)),
                    MONTHS.indexOf(parts.group(2)) + 1,
                    Integer.parseInt(parts.group(1))));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }
}
