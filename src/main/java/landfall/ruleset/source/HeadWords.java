package landfall.ruleset.source;

import java.util.Set;

/** Tells lines of a rule's head that the parser knows, or has a word to say of, from sentences. */
final class HeadWords {

    private static final Set<String> WORDS = Set.of(
            "rule",
            "when",
            "salience",
            "enabled",
            "date",
            "no",
            "agenda",
            "activation",
            "ruleflow",
            "auto",
            "lock",
            "dialect",
            "duration",
            "timer",
            "calendars",
            "refract",
            "direct");

    private HeadWords() {}

    /** Whether a line of the head is no sentence. */
    static boolean isHead(String line) {
        int end = 0;
        while (end < line.length() && Character.isLetterOrDigit(line.charAt(end))) {
            end++;
        }
        return end == 0 || WORDS.contains(line.substring(0, end));
    }
}
