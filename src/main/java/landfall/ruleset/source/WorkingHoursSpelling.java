package landfall.ruleset.source;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether working hours are spelled like {@code Mon-Fri 09:00-18:00; Sat 10:00-14:00}. */
final class WorkingHoursSpelling {

    private static final String DAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
    private static final String TIME = "((?:[01][0-9]|2[0-3]):[0-5][0-9]|24:00)";
    private static final Pattern PART =
            Pattern.compile(DAY + "(?:-" + DAY + ")?(?:," + DAY + "(?:-" + DAY + ")?)* " + TIME + "-" + TIME);

    private WorkingHoursSpelling() {}

    static boolean isRight(String hours) {
        for (String part : hours.split(";", -1)) {
            Matcher matcher = PART.matcher(part.strip());
            if (!matcher.matches() || matcher.group(1).compareTo(matcher.group(2)) >= 0) {
                return false;
            }
        }
        return true;
    }
}
