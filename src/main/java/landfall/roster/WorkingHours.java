package landfall.roster;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import landfall.roster.Absences.Absence;

/**
 * When a rep works, by his own clock: {@code Mon-Fri 09:00-18:00; Sat 10:00-14:00}. Parts that touch or overlap are one.
 * Immutable.
 */
public final class WorkingHours {

    /** Days that are looked at for the next beginning. */
    private static final int FAR_DAYS = 400;

    private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
    private static final String DAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
    private static final String TIME = "((?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00)";
    private static final Pattern PART =
            Pattern.compile("(" + DAY + "(?:-" + DAY + ")?(?:," + DAY + "(?:-" + DAY + ")?)*) " + TIME + "-" + TIME);

    /** In minutes of the day; {@code to} is not in it. */
    private record Span(int from, int to) {}

    /** Day and night, every day. */
    public static final WorkingHours ALWAYS = parse("Mon-Sun 00:00-24:00").orElseThrow();

    private final String text;
    private final Map<DayOfWeek, List<Span>> spans;

    private WorkingHours(String text, Map<DayOfWeek, List<Span>> spans) {
        this.text = text;
        this.spans = spans;
    }

    /** Empty where the text is spelled otherwise; a part must not reach over midnight. */
    public static Optional<WorkingHours> parse(String text) {
        Map<DayOfWeek, List<Span>> spans = new EnumMap<>(DayOfWeek.class);
        for (String part : text.split(";", -1)) {
            Matcher matcher = PART.matcher(part.strip());
            if (!matcher.matches() || matcher.group(2).compareTo(matcher.group(3)) >= 0) {
                return Optional.empty();
            }
            Span span = new Span(minutes(matcher.group(2)), minutes(matcher.group(3)));
            for (DayOfWeek day : days(matcher.group(1))) {
                spans.computeIfAbsent(day, key -> new ArrayList<>()).add(span);
            }
        }
        spans.replaceAll((day, parts) -> joined(parts));
        return Optional.of(new WorkingHours(text, spans));
    }

    /** Whether he works then; {@code off} says of a day that nobody does. */
    public boolean isOpen(LocalDateTime at, Predicate<LocalDate> off) {
        List<Span> parts = spans.get(at.getDayOfWeek());
        if (parts == null) {
            return false;
        }
        int minute = at.getHour() * 60 + at.getMinute();
        for (Span part : parts) {
            if (part.from <= minute && minute < part.to) {
                return !off.test(at.toLocalDate());
            }
        }
        return false;
    }

    /** When he begins to work next, after that moment; empty where that is more than a year away. */
    public Optional<LocalDateTime> nextStart(LocalDateTime after, Predicate<LocalDate> off) {
        int minute = after.getHour() * 60 + after.getMinute();
        for (int ahead = 0; ahead < FAR_DAYS; ahead++) {
            LocalDate day = after.toLocalDate().plusDays(ahead);
            List<Span> parts = spans.getOrDefault(day.getDayOfWeek(), List.of());
            if (!parts.isEmpty() && !off.test(day)) {
                for (Span part : parts) {
                    if (ahead > 0 || part.from > minute) {
                        return Optional.of(day.atTime(part.from / 60, part.from % 60));
                    }
                }
            }
            minute = -1;
        }
        return Optional.empty();
    }

    /**
     * The moment at which so much working time has passed.
     *
     * @param away absences, which are no working time
     * @return empty where that is more than a year away
     */
    public Optional<LocalDateTime> plus(
            LocalDateTime from, Duration working, Predicate<LocalDate> off, Collection<Absence> away) {
        Duration left = working;
        for (int ahead = 0; ahead < FAR_DAYS; ahead++) {
            LocalDate day = from.toLocalDate().plusDays(ahead);
            for (Span part : off.test(day) ? List.<Span>of() : spans.getOrDefault(day.getDayOfWeek(), List.of())) {
                LocalDateTime begin = day.atStartOfDay().plusMinutes(part.from);
                LocalDateTime end = day.atStartOfDay().plusMinutes(part.to);
                LocalDateTime at = presentFrom(begin.isAfter(from) ? begin : from, away);
                while (at.isBefore(end)) {
                    LocalDateTime until = presentUntil(at, end, away);
                    Duration open = Duration.between(at, until);
                    if (open.compareTo(left) >= 0) {
                        return Optional.of(at.plus(left));
                    }
                    left = left.minus(open);
                    at = presentFrom(until, away);
                }
            }
        }
        return Optional.empty();
    }

    /** That moment, or the end of the absences that it lies in. */
    private static LocalDateTime presentFrom(LocalDateTime at, Collection<Absence> away) {
        LocalDateTime back = at;
        boolean moved = true;
        while (moved) {
            moved = false;
            for (Absence absence : away) {
                if (!back.isBefore(absence.from()) && back.isBefore(absence.to())) {
                    back = absence.to();
                    moved = true;
                }
            }
        }
        return back;
    }

    /** The end, or the beginning of the first absence before it. */
    private static LocalDateTime presentUntil(LocalDateTime at, LocalDateTime end, Collection<Absence> away) {
        LocalDateTime until = end;
        for (Absence absence : away) {
            if (absence.from().isAfter(at) && absence.from().isBefore(until)) {
                until = absence.from();
            }
        }
        return until;
    }

    private static List<Span> joined(List<Span> parts) {
        parts.sort(Comparator.comparingInt(Span::from));
        List<Span> joined = new ArrayList<>();
        for (Span part : parts) {
            int last = joined.size() - 1;
            if (last >= 0 && joined.get(last).to >= part.from) {
                joined.set(last, new Span(joined.get(last).from, Math.max(joined.get(last).to, part.to)));
            } else {
                joined.add(part);
            }
        }
        return List.copyOf(joined);
    }

    /** {@code Fri-Mon} goes over the weekend. */
    private static List<DayOfWeek> days(String text) {
        List<DayOfWeek> days = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String[] ends = part.split("-", -1);
            DayOfWeek day = DayOfWeek.of(DAYS.indexOf(ends[0]) + 1);
            DayOfWeek last = DayOfWeek.of(DAYS.indexOf(ends[ends.length - 1]) + 1);
            days.add(day);
            while (day != last) {
                day = day.plus(1);
                days.add(day);
            }
        }
        return days;
    }

    private static int minutes(String time) {
        return time.equals("24:00") ? 24 * 60 : LocalTime.parse(time).toSecondOfDay() / 60;
    }

    /** As the roster spells it. */
    @Override
    public String toString() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WorkingHours hours && hours.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }
}
