package landfall.ruleset.analysis;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import landfall.engine.ValueClasses;
import landfall.facts.Account;
import landfall.language.Condition.Comparison;
import landfall.language.Operand;
import landfall.language.Operand.AttributeOperand;

/** A field of free or closed text: the values that rules name, all others, and null. */
final class TextDimension implements Dimension {

    private static final int MOST_NAMED = 8;

    private final Operand operand;
    private final FieldClasses classes;
    private final BitSet all = new BitSet();

    /** Texts that rules don't name, and that only serve as examples. */
    private final Set<String> unnamed;

    TextDimension(Operand operand, FieldClasses classes, Set<String> unnamed) {
        this.operand = operand;
        this.classes = classes;
        this.unnamed = Set.copyOf(unnamed);
        all.set(0, classes.count());
    }

    @Override
    public String name() {
        return operand.text();
    }

    @Override
    public BitSet all() {
        return all;
    }

    FieldClasses classes() {
        return classes;
    }

    @Override
    public BitSet where(Comparison comparison) {
        return classes.where(comparison);
    }

    @Override
    public boolean show(int each, Map<String, Object> account) {
        if (each == classes.nullClass()) {
            return true;
        }
        List<String> examples = classes.examples(each);
        if (examples.isEmpty()) {
            return false;
        }
        account.put(operand instanceof AttributeOperand attribute ? attribute.key() : name(), examples.get(0));
        return true;
    }

    @Override
    public String text(BitSet some) {
        String unknown = some.get(classes.nullClass()) ? ", or unknown" : "";
        if (some.get(ValueClasses.OTHER)) {
            BitSet rest = (BitSet) all.clone();
            rest.andNot(some);
            String but = values(rest);
            return (but.isEmpty() ? "any value" : "any but " + but) + unknown;
        }
        String values = values(some);
        return values.isEmpty() ? "unknown" : values + unknown;
    }

    @Override
    public boolean isUsual(BitSet some) {
        return some.get(ValueClasses.OTHER) && some.get(classes.nullClass());
    }

    private boolean isOpen(int each) {
        return each != classes.nullClass() && (classes.isOther(each) || unnamed.containsAll(classes.examples(each)));
    }

    private String values(BitSet some) {
        List<String> values = new ArrayList<>();
        int[] more = {0};
        some.stream().filter(each -> each != classes.nullClass()).forEach(each -> {
            if (isOpen(each)) {
                List<String> like = classes.examples(each);
                String text = like.isEmpty() ? "some texts" : "texts such as " + Words.quoted(like.get(0));
                if (!values.contains(text)) {
                    values.add(text);
                }
                return;
            }
            int told = 0;
            for (String value : classes.examples(each)) {
                if (!unnamed.contains(value) && values.size() < MOST_NAMED) {
                    values.add(Words.quoted(value));
                    told++;
                }
            }
            more[0] += classes.size(each) - told;
        });
        return Words.listed(values, more[0]);
    }

    @Override
    public int of(Account account) {
        return classes.of(operand.read(account));
    }
}
