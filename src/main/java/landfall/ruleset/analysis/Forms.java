package landfall.ruleset.analysis;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import landfall.language.Condition.Affix;
import landfall.language.Condition.Comparison;
import landfall.language.Condition.Contains;
import landfall.language.Condition.Matches;

/**
 * Which comparisons about the form of a text can hold together. For beginnings, ends and parts that is exact: any such
 * combination holds of a text that is put together of them. Regular expressions are taken to go with everything.
 */
final class Forms {

    /** Stands between the parts of a text; no rule file can have it. */
    static final char BETWEEN = '\u0001';

    private static final int MOST_PARTS = 6;
    private static final int MOST_EXPRESSIONS = 4;
    private static final int MOST_COMBINATIONS = 1024;

    private Forms() {}

    /** Those of them that can't be analysed together with the field's values; the fewest expressions that must go. */
    static Set<Comparison> opaque(List<Comparison> forms) {
        Set<Comparison> opaque = new LinkedHashSet<>();
        List<Comparison> expressions =
                forms.stream().filter(form -> form instanceof Matches).toList();
        List<Comparison> parts =
                forms.stream().filter(form -> form instanceof Contains).toList();
        if (expressions.size() > MOST_EXPRESSIONS) {
            opaque.addAll(expressions);
        }
        if (parts.size() > MOST_PARTS) {
            opaque.addAll(parts);
        }
        List<Comparison> rest =
                forms.stream().filter(form -> !opaque.contains(form)).toList();
        long expressionsLeft =
                rest.stream().filter(form -> form instanceof Matches).count();
        if (((long) texts(rest).size() << expressionsLeft) > MOST_COMBINATIONS) {
            opaque.addAll(forms);
        }
        return opaque;
    }

    /** Texts that show every combination of beginnings, parts and ends. */
    static List<String> texts(List<Comparison> forms) {
        Set<String> starts = new LinkedHashSet<>(List.of(""));
        Set<String> ends = new LinkedHashSet<>(List.of(""));
        List<String> parts = new ArrayList<>();
        for (Comparison form : forms) {
            if (form instanceof Affix affix) {
                (affix.start() ? starts : ends).add(affix.text());
            } else if (form instanceof Contains contains) {
                parts.add((String) contains.literal().value());
            }
        }
        List<String> texts = new ArrayList<>();
        for (int choice = 0; choice < 1 << Math.min(parts.size(), MOST_PARTS); choice++) {
            StringBuilder middle = new StringBuilder().append(BETWEEN);
            for (int part = 0; part < parts.size(); part++) {
                if (((choice >> part) & 1) == 1) {
                    middle.append(parts.get(part)).append(BETWEEN);
                }
            }
            for (String start : starts) {
                for (String end : ends) {
                    texts.add(start + middle + end);
                    if (texts.size() > MOST_COMBINATIONS) {
                        return texts;
                    }
                }
            }
        }
        return texts;
    }

    /** Texts that may well match an expression: its words, alone and within others. */
    static List<String> guesses(String expression) {
        Set<String> guesses = new LinkedHashSet<>();
        String plain = expression.replaceFirst("^\\(\\?[a-z]+\\)", "").replaceAll("\\[(.)\\]", "$1");
        for (String choice : plain.split("[|()]", -1)) {
            for (String word : choice.split("[\\\\*+?^$\\[\\]{}]+", -1)) {
                if (!word.isEmpty() && word.length() < 100) {
                    guesses.add(word);
                    guesses.add("x" + word);
                    guesses.add(word + "x");
                    guesses.add("x." + word);
                    guesses.add(word.replace('.', 'x'));
                }
            }
        }
        return List.copyOf(guesses);
    }

    /** Every set of some of {@code count} things, with each of {@code known} before it. */
    static List<BitSet> withAny(List<BitSet> known, int first, int count) {
        List<BitSet> all = new ArrayList<>();
        for (BitSet each : known) {
            for (int choice = 0; choice < 1 << count; choice++) {
                BitSet one = (BitSet) each.clone();
                for (int bit = 0; bit < count; bit++) {
                    one.set(first + bit, ((choice >> bit) & 1) == 1);
                }
                all.add(one);
            }
        }
        return all;
    }
}
