package landfall.facts;

/**
 * The moment of a decision in one zone.
 *
 * @param zone IANA name of the zone, as the rule spells it
 * @param date ISO 8601 date, such as {@code 2026-11-24}
 * @param time hours and minutes, such as {@code 09:30}
 * @param hour 0 to 23
 * @param dayOfWeek {@code MON} to {@code SUN}
 * @param dayOfMonth 1 to 31
 * @param month 1 to 12
 * @param quarter 1 to 4
 * @param year proleptic Gregorian year
 * @param holiday whether the calendar of the zone's country, with the company's own holidays, has the day off
 */
public record Clock(
        String zone,
        String date,
        String time,
        int hour,
        String dayOfWeek,
        int dayOfMonth,
        int month,
        int quarter,
        int year,
        boolean holiday) {}
