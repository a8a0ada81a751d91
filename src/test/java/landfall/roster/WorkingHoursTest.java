package landfall.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Predicate;
import landfall.roster.Absences.Absence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkingHoursTest {
    private static final Predicate<LocalDate> NEVER_OFF = day -> false;
    private static final LocalDate MONDAY = LocalDate.parse("2026-11-23");

    private final WorkingHours hours = WorkingHours.parse("Mon-Fri 09:00-12:00; Mon-Fri 13:00-18:00; Sat 10:00-14:00")
            .orElseThrow();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Mon",
                "Mon-Fri 9:00-18:00",
                "Mon-Fri 18:00-09:00",
                "Mon-Fri 09:00-09:00",
                "Mon-Fri 09:00-25:00",
                "Fun 09:00-18:00",
                "Mon-Fri 09:00-18:00;"
            })
    void whatIsSpelledOtherwiseIsNone(String text) {
        assertThat(WorkingHours.parse(text)).isEmpty();
    }

    @Test
    void theEndIsNotInThem() {
        assertThat(isOpen("2026-11-23T08:59:59")).isFalse();
        assertThat(isOpen("2026-11-23T09:00")).isTrue();
        assertThat(isOpen("2026-11-23T12:00")).isFalse();
        assertThat(isOpen("2026-11-23T17:59:59")).isTrue();
        assertThat(isOpen("2026-11-23T18:00")).isFalse();
        assertThat(isOpen("2026-11-28T10:30")).isTrue();
        assertThat(isOpen("2026-11-29T10:30")).isFalse();
    }

    @Test
    void daysMayGoOverTheWeekendAndToMidnight() {
        WorkingHours late = WorkingHours.parse("Fri-Mon,Wed 20:00-24:00").orElseThrow();
        assertThat(late.isOpen(LocalDateTime.parse("2026-11-29T23:59"), NEVER_OFF))
                .isTrue();
        assertThat(late.isOpen(LocalDateTime.parse("2026-11-24T23:59"), NEVER_OFF))
                .isFalse();
        assertThat(late.isOpen(LocalDateTime.parse("2026-11-25T20:00"), NEVER_OFF))
                .isTrue();
    }

    @Test
    void theNextBeginningSkipsDaysOff() {
        assertThat(next("2026-11-23T08:00", NEVER_OFF)).isEqualTo("2026-11-23T09:00");
        assertThat(next("2026-11-23T12:30", NEVER_OFF)).isEqualTo("2026-11-23T13:00");
        assertThat(next("2026-11-28T15:00", NEVER_OFF)).isEqualTo("2026-11-30T09:00");
        assertThat(next("2026-11-28T15:00", day -> day.equals(LocalDate.parse("2026-11-30"))))
                .isEqualTo("2026-12-01T09:00");
        assertThat(hours.nextStart(MONDAY.atTime(8, 0), day -> true)).isEmpty();
    }

    @Test
    void workingTimePassesOnlyWithinThem() {
        assertThat(plus("2026-11-23T11:45", Duration.ofMinutes(30))).isEqualTo("2026-11-23T13:15");
        assertThat(plus("2026-11-23T20:00", Duration.ofMinutes(30))).isEqualTo("2026-11-24T09:30");
        assertThat(plus("2026-11-27T17:00", Duration.ofHours(6))).isEqualTo("2026-11-30T10:00");
        assertThat(plus("2026-11-23T09:00", Duration.ofHours(3))).isEqualTo("2026-11-23T12:00");
    }

    @Test
    void noWorkingTimePassesWhileHeIsAway() {
        List<Absence> away = List.of(
                away("2026-11-23T10:00", "2026-11-23T11:00"),
                away("2026-11-23T10:30", "2026-11-23T11:15"),
                away("2026-11-23T13:00", "2026-11-24T00:00"));
        assertThat(plus("2026-11-23T09:45", Duration.ofMinutes(30), away)).isEqualTo("2026-11-23T11:30");
        assertThat(plus("2026-11-23T10:15", Duration.ofMinutes(45), away)).isEqualTo("2026-11-23T12:00");
        assertThat(plus("2026-11-23T10:15", Duration.ofMinutes(46), away)).isEqualTo("2026-11-24T09:01");
        assertThat(WorkingHours.ALWAYS
                        .plus(LocalDateTime.parse("2026-11-28T23:50"), Duration.ofMinutes(20), NEVER_OFF, List.of())
                        .orElseThrow())
                .isEqualTo(LocalDateTime.parse("2026-11-29T00:10"));
    }

    private static Absence away(String from, String to) {
        return new Absence("alice", LocalDateTime.parse(from), LocalDateTime.parse(to));
    }

    private boolean isOpen(String at) {
        return hours.isOpen(LocalDateTime.parse(at), NEVER_OFF);
    }

    private String next(String after, Predicate<LocalDate> off) {
        return hours.nextStart(LocalDateTime.parse(after), off).orElseThrow().toString();
    }

    private String plus(String from, Duration working) {
        return plus(from, working, List.of());
    }

    private String plus(String from, Duration working, List<Absence> away) {
        return hours.plus(LocalDateTime.parse(from), working, NEVER_OFF, away)
                .orElseThrow()
                .toString();
    }
}
