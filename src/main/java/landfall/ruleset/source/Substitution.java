package landfall.ruleset.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces what mappings match by what they stand for, one mapping after the other, as Drools'
 * {@code DefaultExpander} does: later mappings also see what earlier ones have written, and a value may name variables of
 * earlier sentences of its rule.
 */
final class Substitution {

    private static final Pattern ANY_REFERENCE = Pattern.compile("\\{([\\p{L}\\d]+)(?:!(uc|lc|ucfirst|num|.*))?\\}");
    private static final Pattern LETTER = Pattern.compile("\\p{L}");
    private static final Pattern CENTS = Pattern.compile("^.*[.,]\\d\\d(?:\\D.*|$)");

    private final TracedText.Ranges ranges;
    private final Steps steps;
    private final int longest;
    private final List<Map<String, TracedText>> earlier = new ArrayList<>();
    private boolean ownBraces;

    /** @param longest characters that a text may grow to */
    Substitution(TracedText.Ranges ranges, Steps steps, int longest) {
        this.ranges = ranges;
        this.steps = steps;
        this.longest = longest;
    }

    /** Forgets the variables of earlier sentences. */
    void forget() {
        earlier.clear();
    }

    /**
     * Applies them to one sentence, or to a whole file.
     *
     * @return whether something that the file itself has in braces was taken for a variable
     * @throws TooMuch when it takes too much work or room; the text is then of no use
     */
    boolean apply(List<Mapping> mappings, TracedText text) {
        ownBraces = false;
        Map<String, TracedText> own = new HashMap<>();
        String now = text.toString();
        steps.spend(mappings.size());
        try {
            for (Mapping mapping : mappings) {
                if (mapping.mayBeIn(now) && apply(mapping, text, own)) {
                    now = text.toString();
                    steps.spend(now.length());
                }
            }
        } catch (StackOverflowError nested) {
            throw new TooMuch("matches in too many steps within steps");
        }
        return ownBraces;
    }

    private boolean apply(Mapping mapping, TracedText text, Map<String, TracedText> own) {
        Matcher matcher = mapping.pattern().matcher(text);
        boolean changed = false;
        String plain = mapping.value();
        @Nullable TracedText kept = null;
        int at = 0;
        while (at < text.length() && matcher.find(at)) {
            changed = true;
            int start = matcher.start();
            int end = matcher.end();
            TracedText value;
            if (kept != null) {
                value = kept;
            } else {
                int origin = start < end ? text.rangeOf(start, end) : originAt(text, start);
                value = new TracedText(ranges, steps, plain.length());
                value.append(plain, origin);
            }
            if (mapping.references() != null) {
                fill(mapping, mapping.references(), matcher, text, value, own);
            }
            boolean filled = fillFromEarlier(value);
            if (mapping.references() == null && filled) {
                // Drools keeps what an earlier sentence has filled in for the rest of this line.
                kept = value;
            }
            if (!own.isEmpty() && (earlier.isEmpty() || earlier.get(earlier.size() - 1) != own)) {
                earlier.add(own);
            }
            if (start == end && value.length() == 0) {
                throw new TooMuch("never ends");
            }
            text.replace(start, end, value);
            spendRoom(text);
            at = start + value.length();
            matcher.reset(text);
        }
        return changed;
    }

    private static int originAt(TracedText text, int start) {
        return text.length() == 0 ? 0 : text.origin(Math.min(start, text.length() - 1));
    }

    private void spendRoom(TracedText text) {
        steps.spend(16);
        if (text.length() > longest) {
            throw new TooMuch("becomes longer than " + longest + " characters");
        }
    }

    /** Puts the values of the mapping's own variables in. */
    private void fill(
            Mapping mapping,
            Pattern references,
            Matcher matcher,
            TracedText text,
            TracedText value,
            Map<String, TracedText> own) {
        Matcher reference = references.matcher(value);
        while (reference.find()) {
            String name = reference.group(1);
            int group = mapping.groups().getOrDefault(name, 0);
            int from = matcher.start(group);
            TracedText found = from < 0 ? literalNull(text, matcher) : text.copy(from, matcher.end(group));
            TracedText written = from < 0 ? found : function(reference.group(2), found);
            String before = value.toString();
            ownBraces |= value.origin(reference.start()) >= 0;
            value.replace(reference.start(), reference.end(), written);
            if (from >= 0) {
                own.put(name, found);
            }
            spendRoom(value);
            steps.spend(value.length());
            reference.reset(value);
            if (value.toString().equals(before)) {
                break;
            }
        }
    }

    /** What Java writes for the value of a group that took no part in the match. */
    private TracedText literalNull(TracedText text, Matcher matcher) {
        TracedText written = new TracedText(ranges, steps, 4);
        written.append("null", text.rangeOf(matcher.start(), matcher.end()));
        return written;
    }

    private boolean fillFromEarlier(TracedText value) {
        boolean filled = false;
        Matcher reference = ANY_REFERENCE.matcher(value);
        while (reference.find()) {
            String name = reference.group(1);
            for (int i = earlier.size() - 1; i >= 0; i--) {
                TracedText found = earlier.get(i).get(name);
                steps.spend(1);
                if (found != null) {
                    ownBraces |= value.origin(reference.start()) >= 0;
                    value.replace(reference.start(), reference.end(), function(reference.group(2), found));
                    spendRoom(value);
                    reference.reset(value);
                    filled = true;
                    break;
                }
            }
        }
        return filled;
    }

    private TracedText function(@Nullable String function, TracedText value) {
        if (function == null) {
            return value;
        }
        String before = value.toString();
        String after = apply(function, before);
        if (after.equals(before)) {
            return value;
        }
        TracedText written = new TracedText(ranges, steps, after.length());
        written.append(after, value.length() == 0 ? 0 : value.rangeOf(0, value.length()));
        return written;
    }

    /** What a function behind {@code !} in a mapping's value makes of a variable's value. */
    private static String apply(String function, String value) {
        switch (function) {
            case "uc" -> {
                return value.toUpperCase(Locale.ROOT);
            }
            case "lc" -> {
                return value.toLowerCase(Locale.ROOT);
            }
            case "ucfirst" -> {
                Matcher letter = LETTER.matcher(value);
                if (!letter.find()) {
                    return value;
                }
                int at = letter.start();
                return value.substring(0, at)
                        + value.substring(at, at + 1).toUpperCase(Locale.ROOT)
                        + value.substring(at + 1).toLowerCase(Locale.ROOT);
            }
            default -> {
                return function.startsWith("num") ? digits(value) : chosen(function, value);
            }
        }
    }

    /** Digits and minus only; two digits behind a last point or comma are cents. */
    private static String digits(String value) {
        try {
            String number = Long.toString(Long.parseLong(value.replaceAll("[^-\\d]+", "")));
            boolean cents = CENTS.matcher(value).matches() && number.length() >= 2;
            return cents
                    ? number.substring(0, number.length() - 2) + "." + number.substring(number.length() - 2)
                    : number;
        } catch (NumberFormatException noNumber) {
            return value;
        }
    }

    /** {@code a?b/c?d/e}: b for a, d for c, else e. */
    private static String chosen(String choices, String value) {
        StringTokenizer parts = new StringTokenizer(choices, "?/", true);
        int left = parts.countTokens();
        while (left >= 4) {
            String key = parts.nextToken();
            parts.nextToken();
            String meant = parts.nextToken();
            parts.nextToken();
            left -= 4;
            if (key.equals(value)) {
                return meant;
            }
            if (left < 4) {
                return left > 0 ? parts.nextToken() : value;
            }
        }
        return value;
    }
}
