package landfall.engine;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import landfall.language.Rule;
import org.jspecify.annotations.Nullable;

/**
 * When a rule holds: from the midnight that begins its first day to the one that begins the first day without it.
 *
 * @param from first instant, or null: always did
 * @param until first instant on which it no longer holds, or null: open
 */
public record RulePeriod(@Nullable Instant from, @Nullable Instant until) {

    /** Days begin in the rule's own zone, else in {@code defaultZone}. */
    public static RulePeriod of(Rule rule, ZoneId defaultZone) {
        ZoneId zone = rule.zone() == null ? defaultZone : ZoneId.of(rule.zone());
        return new RulePeriod(midnight(rule.effective(), zone), midnight(rule.expires(), zone));
    }

    public boolean holdsAt(Instant instant) {
        return (from == null || !instant.isBefore(from)) && (until == null || instant.isBefore(until));
    }

    boolean isAlways() {
        return from == null && until == null;
    }

    private static @Nullable Instant midnight(@Nullable LocalDate day, ZoneId zone) {
        return day == null ? null : day.atStartOfDay(zone).toInstant();
    }
}
