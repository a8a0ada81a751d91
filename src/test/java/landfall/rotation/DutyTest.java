package landfall.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import landfall.language.RotationSpec.Period;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DutyTest {

    @ParameterizedTest
    @CsvSource({
        "DAILY,     2026-01-05, 2026-01-05, 0",
        "DAILY,     2026-01-05, 2026-01-12, 7",
        "DAILY,     2026-01-05, 2026-01-04, -1",
        "WEEKLY,    2026-01-05, 2026-01-11, 0",
        "WEEKLY,    2026-01-05, 2026-01-12, 1",
        // a first day in mid-week: the week turns on Monday all the same
        "WEEKLY,    2026-01-07, 2026-01-12, 1",
        "WEEKLY,    2026-01-07, 2026-01-05, 0",
        "MONTHLY,   2026-01-31, 2026-02-01, 1",
        "MONTHLY,   2026-01-15, 2027-01-14, 12",
        "QUARTERLY, 2026-02-10, 2026-04-01, 1",
        "QUARTERLY, 2026-02-10, 2025-12-31, -1",
    })
    void countsPeriodsFromTheFirstDay(Period period, LocalDate from, LocalDate day, long number) {
        assertThat(Duty.number(period, from, day)).isEqualTo(number);
    }
}
