package landfall.assignment;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import landfall.language.Years;

/** Until when something counts, as people write it. */
public final class Until {

    /** Ten years: what is meant for longer is a rule. */
    public static final Duration LONGEST = Duration.ofDays(3_653);

    /** What {@link #read} takes, for people. */
    public static final String FORMS = "2026-12-31, 2026-12-31T18:00 or 2026-12-31T18:00:00Z";

    private static final int DAY = "2026-12-31".length();

    private Until() {}

    /**
     * A day counts whole; a moment without an offset is by the clock of that zone. Empty where it is neither.
     *
     * @param text such as {@code 2026-12-31}, {@code 2026-12-31T18:00} or {@code 2026-12-31T18:00:00Z}
     */
    public static Optional<Instant> read(String text, ZoneId zone) {
        String given = text.strip();
        String written = given.length() > DAY && given.charAt(DAY) == ' ' ? given.replaceFirst(" ", "T") : given;
        try {
            return Optional.of(Years.checked(moment(written, zone)).toInstant().truncatedTo(ChronoUnit.MILLIS));
        } catch (DateTimeException neither) {
            return Optional.empty();
        }
    }

    private static OffsetDateTime moment(String written, ZoneId zone) {
        if (written.length() <= DAY) {
            return LocalDate.parse(written).plusDays(1).atStartOfDay(zone).toOffsetDateTime();
        }
        boolean offset = written.endsWith("Z") || written.lastIndexOf('+') > DAY || written.lastIndexOf('-') > DAY;
        return offset
                ? OffsetDateTime.parse(written.replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2"))
                : LocalDateTime.parse(written).atZone(zone).toOffsetDateTime();
    }
}
