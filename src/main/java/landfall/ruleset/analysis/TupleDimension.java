package landfall.ruleset.analysis;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import landfall.facts.Account;
import landfall.language.Condition.Comparison;
import landfall.language.Operand;
import org.jspecify.annotations.Nullable;

/** Fields of which each value goes with some values of the others only, such as country, region and place. */
final class TupleDimension implements Dimension {

    private static final int MOST_NAMED = 8;

    private final String name;
    private final Map<String, Integer> fields = new LinkedHashMap<>();
    private final List<Operand> operands;
    private final List<FieldClasses> classes;
    private final Map<List<Integer>, Integer> numbers = new LinkedHashMap<>();
    private final List<List<@Nullable String[]>> tuples = new ArrayList<>();
    /** For each field and class of it the classes of tuples that have it. */
    private final List<Map<Integer, BitSet>> having = new ArrayList<>();

    /** In the order of their texts. */
    private final List<First> firsts;

    private final BitSet all = new BitSet();

    /**
     * What the first field says.
     *
     * @param seconds by the classes of tuples that say so what else they say, for people
     */
    private record First(String text, BitSet classes, Map<Integer, List<String>> seconds) {

        First(String text) {
            this(text, new BitSet(), new LinkedHashMap<>());
        }
    }

    /** @param possible every combination that there is; null stands for an unknown value */
    TupleDimension(String name, List<Operand> operands, List<FieldClasses> classes, List<@Nullable String[]> possible) {
        this.name = name;
        this.operands = List.copyOf(operands);
        this.classes = List.copyOf(classes);
        for (Operand operand : operands) {
            fields.put(operand.text(), fields.size());
            having.add(new HashMap<>());
        }
        for (@Nullable String[] tuple : possible) {
            List<Integer> key = new ArrayList<>(tuple.length);
            for (int field = 0; field < tuple.length; field++) {
                key.add(classes.get(field).of(tuple[field]));
            }
            Integer number = numbers.get(key);
            if (number == null) {
                number = numbers.size();
                numbers.put(List.copyOf(key), number);
                tuples.add(new ArrayList<>(1));
                for (int field = 0; field < tuple.length; field++) {
                    having.get(field)
                            .computeIfAbsent(key.get(field), each -> new BitSet())
                            .set(number);
                }
            }
            tuples.get(number).add(tuple);
        }
        all.set(0, numbers.size());
        firsts = firsts();
    }

    private List<First> firsts() {
        TreeMap<String, First> byText = new TreeMap<>();
        for (int each = 0; each < tuples.size(); each++) {
            for (@Nullable String[] tuple : tuples.get(each)) {
                First first = byText.computeIfAbsent(first(tuple), First::new);
                first.classes().set(each);
                first.seconds().computeIfAbsent(each, key -> new ArrayList<>(1)).add(second(tuple));
            }
        }
        return List.copyOf(byText.values());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public BitSet all() {
        return all;
    }

    /** The combinations of a class. */
    List<@Nullable String[]> tuples(int each) {
        return tuples.get(each);
    }

    @Override
    public BitSet where(Comparison comparison) {
        int field = field(comparison.operand().text());
        return union(field, classes.get(field).where(comparison));
    }

    /** The classes of tuples that have one of these classes of a field. */
    BitSet union(int field, BitSet some) {
        BitSet union = new BitSet();
        having.get(field).forEach((each, numbered) -> {
            if (some.get(each)) {
                union.or(numbered);
            }
        });
        return union;
    }

    FieldClasses classes(int field) {
        return classes.get(field);
    }

    int field(String text) {
        Integer field = fields.get(text);
        if (field == null) {
            throw new IllegalArgumentException("no field of " + name + ": " + text);
        }
        return field;
    }

    @Override
    public boolean show(int each, Map<String, Object> account) {
        @Nullable String[] tuple = tuples.get(each).get(0);
        for (int field = 0; field < tuple.length; field++) {
            String value = tuple[field];
            // A place says all, and what rules don't ask for needs not be said.
            if (value != null && (!operands.get(field).text().equals("place") || tuple[0] == null)) {
                account.put(operands.get(field).text(), value);
            }
        }
        return true;
    }

    @Override
    public String text(BitSet some) {
        BitSet rest = (BitSet) all.clone();
        rest.andNot(some);
        List<First> told = in(some);
        List<First> but = in(rest);
        return but.size() < told.size() ? "any but " + labels(but, rest) : labels(told, some);
    }

    private List<First> in(BitSet some) {
        return firsts.stream().filter(first -> first.classes().intersects(some)).toList();
    }

    private static String listed(List<String> labels) {
        int told = Math.min(labels.size(), MOST_NAMED);
        return Words.listed(labels.stream().sorted().limit(told).toList(), labels.size() - told);
    }

    /** With the second field where only some of what has the first is meant. */
    private static String labels(List<First> of, BitSet some) {
        List<String> labels = new ArrayList<>();
        for (First first : of) {
            List<String> in = new ArrayList<>();
            List<String> out = new ArrayList<>();
            first.seconds().forEach((each, seconds) -> (some.get(each) ? in : out).addAll(seconds));
            if (out.isEmpty()) {
                labels.add(first.text());
            } else if (out.size() < in.size()) {
                labels.add(first.text() + " (but not " + listed(out) + ")");
            } else {
                labels.add(first.text() + " (" + listed(in) + ")");
            }
        }
        return listed(labels);
    }

    private String first(@Nullable String[] tuple) {
        String value = tuple[0];
        return value == null ? "no known " + operands.get(0).text() : value;
    }

    private String second(@Nullable String[] tuple) {
        String value = operands.get(0).text().equals("id") ? tuple[tuple.length - 1] : tuple[1];
        return value == null ? "without any" : value;
    }

    @Override
    public boolean isUsual(BitSet classes) {
        return false;
    }

    @Override
    public int of(Account account) {
        return ofFact(account);
    }

    /** The class of a fact of the kind that the fields are of; -1 where there is none such. */
    int ofFact(Object fact) {
        List<Integer> key = new ArrayList<>(operands.size());
        for (int field = 0; field < operands.size(); field++) {
            key.add(classes.get(field).of(operands.get(field).read(fact)));
        }
        return numbers.getOrDefault(key, -1);
    }
}
