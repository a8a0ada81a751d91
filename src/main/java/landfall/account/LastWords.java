package landfall.account;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the country or state at the end of a location without commas: {@code San Francisco CA}, {@code Paris France}. */
final class LastWords {

    private static final int MOST_WORDS = 4;

    private LastWords() {}

    /** City and last part, or the whole text where its last words name neither. */
    static List<String> split(String text, @Nullable String known) {
        // The whole text first: New York, South Korea, Baden Württemberg.
        if (Countries.find(text) != null || Subdivisions.anywhere(text) != null) {
            return List.of(text);
        }
        int blank = text.length();
        int longest = -1;
        for (int words = 1; words <= MOST_WORDS; words++) {
            blank = text.lastIndexOf(' ', blank - 1);
            if (blank <= 0) {
                break;
            }
            if (isPlace(text.substring(blank + 1), known)) {
                longest = blank;
            }
        }
        return longest < 0 ? List.of(text) : List.of(text.substring(0, longest).strip(), text.substring(longest + 1));
    }

    private static boolean isPlace(String words, @Nullable String known) {
        if (words.length() <= 3) {
            boolean capitals = words.length() >= 2 && words.equals(words.toUpperCase(Locale.ROOT));
            return capitals && (Countries.byCode(words) != null || isState(words, known));
        }
        return Countries.byName(words) != null || Subdivisions.byName(known == null ? "US" : known, words) != null;
    }

    private static boolean isState(String code, @Nullable String known) {
        return known != null
                ? Subdivisions.place(known + "-" + code) != null
                : Subdivisions.place("US-" + code) != null
                        || Subdivisions.place("CA-" + code) != null
                        || Subdivisions.place("AU-" + code) != null;
    }
}
