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

    @ParameterizedTest
    @CsvSource({
        "DE-BY, 2026-01-06, true", // Epiphany
        "DE-BE, 2026-01-06, false",
        "DE-BE, 2026-03-08, true", // Women's Day
        "DE, 2026-01-06, false",
        "DE-BY, 2026-10-03, true", // the country's
        "US-CA, 2026-03-31, true", // Cesar Chavez Day
        "US-NY, 2026-03-31, false",
        "US-CA, 2026-11-26, true",
        "CH-ZH, 2026-05-01, true",
        "CH-GE, 2026-05-01, false",
        "GB-SCT, 2026-11-30, true", // Saint Andrew's Day
        "GB-ENG, 2026-11-30, false",
        "AU-VIC, 2026-11-03, true", // Melbourne Cup
        "AU-NSW, 2026-11-03, false",
        "CA-QC, 2026-06-24, true", // Saint John the Baptist
        "CA-ON, 2026-06-24, false",
        "JP-13, 2026-11-23, true",
        "nowhere, 2026-12-25, false",
    })
    void knowsWhatRegionsHaveBesidesTheirCountry(String calendar, LocalDate day, boolean off) {
        assertThat(Holidays.PUBLIC.isHoliday(calendar, day)).isEqualTo(off);
    }

    @Test
    void aRegionsOwnDaysGoBeforeItsCountrys() {
        LocalDate unity = LocalDate.of(2026, 10, 3);
        LocalDate eve = LocalDate.of(2026, 12, 24);
        LocalDate epiphany = LocalDate.of(2026, 1, 6);
        Holidays own = new Holidays(
                Map.of("DE", Set.of(eve), "DE-BE", Set.of(unity), "factory", Set.of(eve)),
                Map.of("DE", Set.of(unity), "DE-BY", Set.of(eve, epiphany)));

        assertThat(own.isHoliday("DE-HH", eve)).isTrue();
        assertThat(own.isHoliday("DE-BY", eve)).isFalse();
        assertThat(own.isHoliday("DE-HH", unity)).isFalse();
        assertThat(own.isHoliday("DE-BE", unity)).isTrue();
        assertThat(own.isHoliday("DE-BY", epiphany)).isFalse();
        assertThat(own.isHoliday("DE-BW", epiphany)).isTrue();
        assertThat(own.isHoliday("factory", eve)).isTrue();
        assertThat(own.isHoliday("factory", unity)).isFalse();
        assertThat(own.calendars()).containsExactlyInAnyOrder("DE", "DE-BE", "DE-BY", "factory");
    }
}
