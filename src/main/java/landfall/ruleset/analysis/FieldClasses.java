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
    private final List<Predicate<@Nullable Object>> forms = new ArrayList<>();
    private final Map<BitSet, Integer> byForm = new HashMap<>();
    private final Set<String> values = new LinkedHashSet<>();

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
        List<Comparison> asked =
                positive.stream().filter(Comparisons::isAboutForm).toList();
        values.addAll(known);
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
        for (Comparison form : asked) {
            forms.add(meaning.onValue(form));
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
            addForms(asked, named, parts);
        }
        IdentityHashMap<Set<Object>, int[]> bySet = classes.bySet(sets);
        named.forEach((comparison, set) -> {
            BitSet bits = new BitSet();
            for (int each : bySet.getOrDefault(set, new int[0])) {
                bits.set(each);
            }
            int form = asked.indexOf(comparison);
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

    /** The combinations of forms that unnamed texts can have; those that no known text has become classes. */
    private void addForms(List<Comparison> asked, Map<Comparison, Set<Object>> named, Collection<Set<Object>> parts) {
        Set<Object> byName = new HashSet<>();
        parts.forEach(byName::addAll);
        named.forEach((comparison, set) -> {
            if (!Comparisons.isAboutForm(comparison)) {
                byName.addAll(set);
            }
        });
        byForm.put(new BitSet(), ValueClasses.OTHER);
        for (String value : values) {
            if (!byName.contains(value)) {
                byForm.putIfAbsent(form(value), classes.of(value));
            }
        }
        Set<BitSet> possible = new LinkedHashSet<>();
        for (String text : Forms.texts(asked)) {
            BitSet form = form(text);
            for (int each = 0; each < asked.size(); each++) {
                form.set(each, form.get(each) && !(asked.get(each) instanceof Matches));
            }
            possible.add(form);
        }
        List<BitSet> all = new ArrayList<>(possible);
        for (int each = 0; each < asked.size(); each++) {
            if (asked.get(each) instanceof Matches) {
                all = Forms.withAny(all, each, 1);
            }
        }
        for (BitSet form : all) {
            if (byForm.putIfAbsent(form, classes.count() + unknown.size()) == null) {
                unknown.add(form);
            }
        }
    }

    private BitSet form(Object text) {
        BitSet form = new BitSet();
        for (int each = 0; each < forms.size(); each++) {
            form.set(each, forms.get(each).test(text));
        }
        return form;
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
        return each == ValueClasses.OTHER || (each >= classes.count() && each < nullClass());
    }

    /** The class of a text, or of null; that of all other texts where its form was thought impossible. */
    int of(@Nullable Object value) {
        if (value == null) {
            return nullClass();
        }
        int named = classes.of(value);
        return named != ValueClasses.OTHER || forms.isEmpty() || values.contains(value)
                ? named
                : byForm.getOrDefault(form(value), ValueClasses.OTHER);
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
