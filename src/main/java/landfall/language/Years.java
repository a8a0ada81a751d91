package landfall.language;

import java.time.DateTimeException;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;

/** The years that dates of files and of calls may have, so that days can be added to any of them. */
public final class Years {

    private static final int FIRST = 1900;
    private static final int LAST = 9999;

    private Years() {}

    /**
     * The same date or moment.
     *
     * @throws DateTimeException when its year has more than four digits, or lies before 1900
     */
    public static <T extends TemporalAccessor> T checked(T date) {
        int year = date.get(ChronoField.YEAR);
        if (year < FIRST || year > LAST) {
            throw new DateTimeException("a year from " + FIRST + " to " + LAST + " is needed, not " + year);
        }
        return date;
    }
}
