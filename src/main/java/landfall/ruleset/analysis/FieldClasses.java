package landfall.ruleset.analysis;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import landfall.engine.ConditionMeaning;
import landfall.engine.ValueClasses;
import landfall.language.Condition.Comparison;
import landfall.language.Condition.IsNull;
import landfall.language.Condition.Matches;
import landfall.language.ValueList;
import org.jspecify.annotations.Nullable;

/**
 * The texts of one field, those that no comparison tells apart taken as one class; null is a class of its own. Texts that
 * no rule names are there as the combinations of forms that they can have.
 */
final class FieldClasses {

    private static final int EXAMPLES = 6;

    private final ValueClasses classes;
    private final List<List<String>> examples = new ArrayList<>();
    private final int[] sizes;
    /** Forms of texts of which none is known; behind the classes of known texts. */
    private final List<BitSet> unknown = new ArrayList<>();

    private final Map<String, BitSet> holds = new HashMap<>();

    /**
     * Divides texts.
     *
     * @param positive what is asked of the field, without negations
     * @param parts more sets of values that must be told apart
     * @param known all texts of a closed field; of an open one texts that accounts can hold
     */
    FieldClasses(
            Collection<Comparison> positive,
            ConditionMeaning meaning,
            Map<String, ValueList> lists,
            Collection<Set<Object>> parts,
            Collection<String> known,
            boolean closed) {
        List<Comparison> forms =
                positive.stream().filter(Comparisons::isAboutForm).toList();
        Set<String> values = new LinkedHashSet<>(known);
        Map<Comparison, Set<Object>> named = new LinkedHashMap<>();
        for (Comparison comparison : positive) {
            Set<Object> satisfying = Comparisons.values(comparison, lists);
            if (satisfying != null) {
                named.put(comparison, satisfying);
                if (!closed) {
                    satisfying.forEach(value -> values.add((String) value));
                }
            }
        }
        if (!closed) {
            parts.forEach(part -> part.forEach(value -> values.add((String) value)));
        }
        for (Comparison form : forms) {
            named.put(form, satisfying(meaning.onValue(form), values));
        }
        List<Set<Object>> sets = new ArrayList<>(named.values());
        sets.addAll(parts);
        classes = new ValueClasses(sets);
        sizes = new int[classes.count()];
        for (int each = 0; each < classes.count(); each++) {
            examples.add(new ArrayList<>(1));
        }
        for (String value : values) {
            int at = classes.of(value);
            sizes[at]++;
            if (examples.get(at).size() < EXAMPLES) {
                examples.get(at).add(value);
            }
        }
        if (!closed) {
            unknown.addAll(unknownForms(forms, meaning, values, named));
        }
        IdentityHashMap<Set<Object>, int[]> bySet = classes.bySet(sets);
        named.forEach((comparison, set) -> {
            BitSet bits = new BitSet();
            for (int each : bySet.getOrDefault(set, new int[0])) {
                bits.set(each);
            }
            int form = forms.indexOf(comparison);
            for (int each = 0; form >= 0 && each < unknown.size(); each++) {
                bits.set(classes.count() + each, unknown.get(each).get(form));
            }
            holds.put(ConditionMeaning.id(comparison), bits);
        });
    }

    private static Set<Object> satisfying(Predicate<@Nullable Object> test, Collection<String> values) {
        Set<Object> satisfying = new HashSet<>();
        for (String value : values) {
            if (test.test(value)) {
                satisfying.add(value);
            }
        }
        return satisfying;
    }

    /** The combinations that unnamed texts can have and no known one has. */
    private static List<BitSet> unknownForms(
            List<Comparison> forms,
            ConditionMeaning meaning,
            Collection<String> values,
            Map<Comparison, Set<Object>> named) {
        List<Comparison> ordered = new ArrayList<>(forms);
        List<Predicate<@Nullable Object>> tests =
                ordered.stream().map(meaning::onValue).toList();
        Set<BitSet> exact = new LinkedHashSet<>();
        for (String text : Forms.texts(forms)) {
            BitSet form = new BitSet();
            for (int each = 0; each < ordered.size(); each++) {
                form.set(
                        each,
                        !(ordered.get(each) instanceof Matches)
                                && tests.get(each).test(text));
            }
            exact.add(form);
        }
        List<BitSet> possible = new ArrayList<>(exact);
        for (int each = 0; each < ordered.size(); each++) {
            if (ordered.get(each) instanceof Matches) {
                possible = Forms.withAny(possible, each, 1);
            }
        }
        Set<Object> namedValues = new HashSet<>();
        named.forEach((comparison, set) -> {
            if (!Comparisons.isAboutForm(comparison)) {
                namedValues.addAll(set);
            }
        });
        Set<BitSet> shown = new HashSet<>();
        for (String value : values) {
            if (!namedValues.contains(value)) {
                BitSet form = new BitSet();
                for (int each = 0; each < ordered.size(); each++) {
                    form.set(each, tests.get(each).test(value));
                }
                shown.add(form);
            }
        }
        possible.removeIf(form -> shown.contains(form) || form.isEmpty());
        return possible;
    }

    /** Known texts, then combinations of forms, then null. */
    int count() {
        return classes.count() + unknown.size() + 1;
    }

    int nullClass() {
        return count() - 1;
    }

    /** Whether texts that nobody named are in this class. */
    boolean isOther(int each) {
        return each == ValueClasses.OTHER || each >= classes.count() && each < nullClass();
    }

    /** The class of a text; one of an unnamed text whose form is none of the known ones is that of all other texts. */
    int of(@Nullable Object value) {
        return value == null ? nullClass() : classes.of(value);
    }

    /** The classes in which a comparison that this was built from holds; negated or not. */
    BitSet where(Comparison comparison) {
        BitSet bits;
        Comparison positive = Comparisons.positive(comparison);
        if (positive instanceof IsNull) {
            bits = new BitSet();
            bits.set(nullClass());
        } else {
            BitSet known = holds.get(ConditionMeaning.id(positive));
            if (known == null) {
                throw new IllegalArgumentException("not asked of this field: " + comparison.place());
            }
            bits = (BitSet) known.clone();
        }
        if (Comparisons.isNegated(comparison)) {
            bits.flip(0, count());
        }
        return bits;
    }

    /** Some known texts of a class; empty where none is known. */
    List<String> examples(int each) {
        return each < classes.count() ? List.copyOf(examples.get(each)) : List.of();
    }

    /** How many known texts are in a class. */
    int size(int each) {
        return each < classes.count() ? sizes[each] : 0;
    }
}
