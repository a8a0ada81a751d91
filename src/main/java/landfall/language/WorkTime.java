package landfall.language;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An amount of working time as rules write it: {@code 30m}, {@code 2h}, {@code 1h30m}, or ISO 8601 such as {@code PT30M}. */
public final class WorkTime {

    /** The longest that a rule may ask for. */
    public static final Duration LONGEST = Duration.ofHours(1_000);

    private static final Pattern SHORT = Pattern.compile("(?:([0-9]{1,4})h)?(?:([0-9]{1,5})m)?");

    private WorkTime() {}

    /** Empty where the text is none, or is not from one minute to {@link #LONGEST}. */
    public static Optional<Duration> parse(String text) {
        return read(text).filter(time -> time.compareTo(Duration.ofMinutes(1)) >= 0 && time.compareTo(LONGEST) <= 0);
    }

    private static Optional<Duration> read(String text) {
        Matcher matcher = SHORT.matcher(text);
        if (!text.isEmpty() && matcher.matches()) {
            return Optional.of(Duration.ofHours(number(matcher.group(1))).plusMinutes(number(matcher.group(2))));
        }
        try {
            return text.startsWith("PT") ? Optional.of(Duration.parse(text)) : Optional.empty();
        } catch (DateTimeParseException none) {
            return Optional.empty();
        }
    }

    private static long number(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
