package landfall.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HolidaysTest {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final LocalDate VETERANS_DAY = LocalDate.of(2026, 11, 11);

    @ParameterizedTest
    @CsvSource({
        "America/New_York, 2026-11-26",
        "America/Los_Angeles, 2026-11-26",
        "Asia/Tokyo, 2026-11-23",
        "Europe/London, 2026-12-25",
        "Europe/Berlin, 2026-10-03",
        "Europe/Paris, 2026-07-14",
    })
    void knowsThePublicHolidaysOfTheZonesCountry(String zone, LocalDate day) {
        assertThat(Holidays.PUBLIC.isHoliday(ZoneId.of(zone), day)).isTrue();
        assertThat(Holidays.PUBLIC.isHoliday(ZoneId.of(zone), LocalDate.of(2026, 6, 10)))
                .isFalse();
    }

    @Test
    void hasNoneWhereTheZoneHasNoCountry() {
        assertThat(Holidays.PUBLIC.isHoliday(ZoneId.of("UTC"), LocalDate.of(2026, 12, 25)))
                .isFalse();
    }

    @Test
    void addsAndRemovesTheCompanysOwn() {
        LocalDate dayAfter = LocalDate.of(2026, 11, 27);
        Holidays own = new Holidays(Map.of("US", Set.of(dayAfter)), Map.of("US", Set.of(VETERANS_DAY)));

        assertThat(Holidays.PUBLIC.isHoliday(NEW_YORK, VETERANS_DAY)).isTrue();
        assertThat(own.isHoliday(NEW_YORK, VETERANS_DAY)).isFalse();
        assertThat(own.isHoliday(NEW_YORK, dayAfter)).isTrue();
        assertThat(own.isHoliday(ZoneId.of("Asia/Tokyo"), dayAfter)).isFalse();
    }
}
