package landfall.ruleset.source;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import landfall.language.FactType;
import landfall.language.Field;
import landfall.language.Fields;
import landfall.language.RotationSpec.Kind;
import org.jspecify.annotations.Nullable;

/** Words of a sentence that no mapping knew, and that no rule file has either. */
record Leftover(int start, int end) {

    private static final Set<String> KNOWN = new HashSet<>(List.of(
            "attributes",
            "numbers",
            "in",
            "not",
            "memberOf",
            "contains",
            "matches",
            "str",
            "startsWith",
            "endsWith",
            "true",
            "false",
            "null",
            "routing",
            "territory",
            "rep",
            "territoryFrom",
            "repFrom",
            "overlay",
            "reason",
            "team",
            "skill",
            "language",
            "matchingLanguage",
            "pool",
            "cap",
            "duringWorkingHours",
            "orNextOnShift",
            "keepOwner",
            "acceptWithin"));

    static {
        for (FactType fact : FactType.values()) {
            KNOWN.add(fact.word());
            Fields.of(fact).stream().map(Field::name).forEach(KNOWN::add);
        }
        Arrays.stream(Kind.values()).map(Kind::verb).forEach(KNOWN::add);
    }

    /** The first such words, side by side; null where all are known. */
    static @Nullable Leftover of(TracedText sentence, String text) {
        int first = -1;
        int last = -1;
        boolean listFollows = false;
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                at = behindQuotes(text, at);
            } else if (!isWord(text.codePointAt(at))) {
                at += Character.charCount(text.codePointAt(at));
                if (c > ' ' && first >= 0) {
                    break;
                }
                continue;
            } else {
                int end = behindWord(text, at);
                String word = text.substring(at, end);
                boolean digit = c >= '0' && c <= '9';
                boolean left = !digit && !listFollows && !KNOWN.contains(word) && isOfFile(sentence, at, end);
                listFollows = word.equals("memberOf");
                if (left) {
                    first = first < 0 ? at : first;
                    last = end;
                } else if (first >= 0) {
                    break;
                }
                at = end;
                continue;
            }
            if (first >= 0) {
                break;
            }
        }
        return first < 0 ? null : new Leftover(first, last);
    }

    private static boolean isOfFile(TracedText sentence, int start, int end) {
        for (int i = start; i < end; i++) {
            if (sentence.origin(i) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWord(int point) {
        return Character.isLetterOrDigit(point) || point == '_' || point == '$' || point == 'ー';
    }

    private static int behindWord(String text, int start) {
        int at = start;
        while (at < text.length() && isWord(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        return at;
    }

    private static int behindQuotes(String text, int start) {
        int at = start + 1;
        while (at < text.length() && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(text.length(), at + 1);
    }
}
