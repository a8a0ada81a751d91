package landfall.rotation;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import landfall.language.RotationSpec.Period;

/** Which duty a day belongs to, counted from the duty of the first day; weeks begin on Monday. */
final class Duty {

    private Duty() {}

    /** 0 for the period that holds {@code from}, 1 for the next; negative before it. */
    static long number(Period period, LocalDate from, LocalDate day) {
        return switch (period) {
            case DAILY -> ChronoUnit.DAYS.between(from, day);
            case WEEKLY -> ChronoUnit.WEEKS.between(monday(from), monday(day));
            case MONTHLY -> ChronoUnit.MONTHS.between(from.withDayOfMonth(1), day.withDayOfMonth(1));
            case QUARTERLY -> quarter(day) - quarter(from);
        };
    }

    private static LocalDate monday(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    private static long quarter(LocalDate day) {
        return day.getYear() * 4L + (day.getMonthValue() - 1) / 3;
    }
}
