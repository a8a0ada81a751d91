package landfall.ruleset.source;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import landfall.account.Subdivisions;
import landfall.roster.PublicHolidays;

/** The calendars of holidays that a roster can name: countries, their regions, and the company's own. */
public final class Calendars {

    private static final Pattern REGION = Pattern.compile("[A-Z]{2}-[A-Z0-9]{1,3}");
    private static final Pattern OWN = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}._-]{3,99}");

    private Calendars() {}

    /** Whether it is a country of ISO 3166-1, or a region of ISO 3166-2. */
    public static boolean isPublic(String calendar) {
        return Countries.isKnown(calendar) || isRegion(calendar);
    }

    /**
     * Whether {@code roster/holidays.csv} may say something of it: a public one, or one of the company's own, which has at
     * least four characters so that no misspelt code of a country makes one.
     */
    static boolean canBeNamed(String calendar) {
        boolean own = OWN.matcher(calendar).matches()
                && !REGION.matcher(calendar.toUpperCase(Locale.ROOT)).matches()
                && !Countries.isName(calendar);
        return own || isPublic(calendar);
    }

    /**
     * What was meant by one that nobody knows.
     *
     * @param own the company's calendars
     */
    public static String hint(String calendar, Collection<String> own) {
        String upper = calendar.toUpperCase(Locale.ROOT).replace('_', '-');
        if (isRegion(upper) && !upper.equals(calendar)) {
            return "did you mean \"" + upper + "\"?";
        }
        List<String> near = new ArrayList<>(own);
        if (REGION.matcher(upper).matches() && Countries.isKnown(upper.substring(0, 2))) {
            Set<String> regions = PublicHolidays.regions(upper.substring(0, 2));
            return regions.isEmpty()
                    ? "write the country alone: \"" + upper.substring(0, 2) + "\""
                    : "regions with holidays of their own are " + Suggestions.listed(regions);
        }
        return Suggestions.find(calendar, near)
                .map(found -> "did you mean \"" + found + "\"?")
                .orElseGet(() -> Countries.hint(calendar));
    }

    private static boolean isRegion(String calendar) {
        return REGION.matcher(calendar).matches()
                && Countries.isKnown(calendar.substring(0, 2))
                && (Subdivisions.isPlace(calendar)
                        || PublicHolidays.regions(calendar.substring(0, 2)).contains(calendar));
    }
}
