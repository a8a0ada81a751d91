package landfall.ruleset.analysis;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import landfall.language.Condition;
import landfall.language.Condition.Comparison;
import landfall.language.Literal;

/**
 * The moments at which what is asked of clocks can change, within the time that is looked at: 400 days, 28 years where days
 * of months are asked, 400 days beyond the last date that a rule names; at most 60 years.
 */
final class Moments {

    private static final int DAYS = 400;
    private static final int CYCLE_YEARS = 28;
    private static final int LAST_YEARS = 60;
    private static final int MOST = 400_000;
    private static final Set<String> OF_MONTHS = Set.of("dayOfMonth", "month", "quarter");

    private final Instant from;
    private final TreeSet<Instant> moments = new TreeSet<>();
    private final Instant until;

    Moments(Instant from, Collection<ZonedCondition> asked, Collection<Instant> boundaries) {
        this.from = from;
        moments.add(from);
        for (Instant boundary : boundaries) {
            if (boundary.isAfter(from)) {
                moments.add(boundary);
            }
        }
        this.until = asked.isEmpty() ? Instant.MAX : end(asked, moments.last());
        Set<ZoneId> zones = new HashSet<>();
        asked.forEach(each -> zones.add(each.zone()));
        Set<LocalTime> times = times(asked);
        for (ZoneId zone : zones) {
            LocalDate last = until.atZone(zone).toLocalDate();
            for (LocalDate day = from.atZone(zone).toLocalDate(); day.isBefore(last); day = day.plusDays(1)) {
                for (LocalTime time : times) {
                    ZonedDateTime moment = ZonedDateTime.of(day, time, zone);
                    add(moment.toInstant());
                    add(moment.withLaterOffsetAtOverlap().toInstant());
                }
            }
        }
    }

    private void add(Instant moment) {
        if (moment.isAfter(from)) {
            moments.add(moment);
        }
    }

    /** Whether there are more than are looked at. */
    boolean isCut() {
        return moments.size() > MOST;
    }

    /** In their order; the first is the moment of the analysis. */
    List<Instant> list() {
        return moments.stream().limit(MOST).toList();
    }

    /** {@link Instant#MAX} where no clock is asked. */
    Instant until() {
        return isCut() ? list().get(MOST - 1) : until;
    }

    private Instant end(Collection<ZonedCondition> asked, Instant lastBoundary) {
        ZonedDateTime now = from.atZone(ZoneOffset.UTC);
        ZonedDateTime last = now.plusYears(LAST_YEARS);
        ZonedDateTime end = later(now, lastBoundary.atZone(ZoneOffset.UTC)).plusDays(DAYS);
        Set<String> fields = new HashSet<>();
        for (ZonedCondition each : asked) {
            for (Comparison comparison : comparisons(each.condition())) {
                String field = comparison.operand().text();
                fields.add(field);
                if (field.equals("date") && byForm(comparison)) {
                    end = last;
                }
                for (Literal literal : Comparisons.literals(comparison)) {
                    ZonedDateTime named = now;
                    if (field.equals("date") && literal.value() instanceof String date) {
                        named = LocalDate.parse(date).atStartOfDay(now.getZone());
                    } else if (field.equals("year") && literal.value() instanceof BigDecimal year) {
                        int number = year.min(BigDecimal.valueOf(9_000)).intValue();
                        named = LocalDate.of(Math.max(1, number) + 1, 1, 1).atStartOfDay(now.getZone());
                    }
                    end = later(end, named.plusDays(DAYS));
                }
            }
        }
        boolean meet = fields.contains("dayOfWeek") && fields.stream().anyMatch(OF_MONTHS::contains);
        if (meet || fields.contains("dayOfMonth")) {
            end = later(end, now.plusYears(CYCLE_YEARS));
        }
        return (end.isAfter(last) ? last : end).toInstant();
    }

    private static ZonedDateTime later(ZonedDateTime one, ZonedDateTime other) {
        return one.isAfter(other) ? one : other;
    }

    private static Set<LocalTime> times(Collection<ZonedCondition> asked) {
        Set<LocalTime> times = new TreeSet<>(List.of(LocalTime.MIDNIGHT));
        for (ZonedCondition each : asked) {
            for (Comparison comparison : comparisons(each.condition())) {
                String field = comparison.operand().text();
                if (field.equals("hour")) {
                    for (Literal literal : Comparisons.literals(comparison)) {
                        int hour = ((BigDecimal) literal.value()).intValue();
                        addHour(hour, times);
                        addHour(hour + 1, times);
                    }
                } else if (field.equals("time")) {
                    for (int minute = 0; byForm(comparison) && minute < 24 * 60; minute++) {
                        times.add(LocalTime.MIDNIGHT.plusMinutes(minute));
                    }
                    for (Literal literal : Comparisons.literals(comparison)) {
                        LocalTime time = LocalTime.parse((String) literal.value());
                        times.add(time);
                        times.add(time.plusMinutes(1));
                    }
                }
            }
        }
        return times;
    }

    /** Whether the values that it asks for don't stand in it. */
    private static boolean byForm(Comparison comparison) {
        return Comparisons.isAboutForm(comparison) || comparison instanceof Condition.MemberOf;
    }

    private static void addHour(int hour, Set<LocalTime> times) {
        if (hour >= 0 && hour < 24) {
            times.add(LocalTime.of(hour, 0));
        }
    }

    private static List<Comparison> comparisons(Condition condition) {
        List<Comparison> all = new ArrayList<>();
        Comparisons.each(condition, all::add);
        return all;
    }
}
