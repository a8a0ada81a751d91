package landfall.ruleset.source;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds what was meant by a name that isn't known. */
public final class Suggestions {

    private Suggestions() {}

    /** The known name nearest to it by edit distance, capitals aside; empty when none is near. */
    public static Optional<String> find(String name, Collection<String> known) {
        String folded = fold(name);
        int most = Math.max(1, Math.min(3, folded.length() / 3));
        String best = null;
        int bestDistance = most + 1;
        for (String candidate : known) {
            int distance = distance(folded, fold(candidate), bestDistance + 1);
            if (distance < bestDistance
                    || (distance == bestDistance && best != null && candidate.compareTo(best) < 0)) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    /** {@code did you mean "…"?}, or the other sentence when nothing is near. */
    public static String hint(String name, Collection<String> known, String otherwise) {
        return find(name, known).map(meant -> "did you mean \"" + meant + "\"?").orElse(otherwise);
    }

    /** Whether the two differ by one letter, or by two where they are long; capitals aside. */
    public static boolean isOneSlip(String name, String other) {
        int most = Math.min(name.length(), other.length()) < 9 ? 1 : 2;
        return distance(fold(name), fold(other), most + 1) <= most;
    }

    /** The names in quotes, separated by commas; the first ones when there are many. */
    public static String listed(Collection<String> names) {
        int most = 12;
        String shown =
                names.stream().limit(most).map(name -> "\"" + name + "\"").collect(Collectors.joining(", "));
        return names.size() > most ? shown + " and " + (names.size() - most) + " more" : shown;
    }

    /** Optimal string alignment: insertions, deletions, replacements and swapped neighbours; at least {@code most} when more. */
    static int distance(String a, String b, int most) {
        if (Math.abs(a.length() - b.length()) >= most) {
            return most;
        }
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(last[j], row[j - 1]) + 1);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[b.length()];
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
