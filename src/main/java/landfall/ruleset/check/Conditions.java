package landfall.ruleset.check;

import java.util.function.BiConsumer;
import landfall.language.Condition;
import landfall.language.Literal;
import landfall.ruleset.ParsedRuleSet;

/** Walks over the values that rules compare with. */
final class Conditions {

    private Conditions() {}

    /** Every value that a field is compared with, alone, among others, or as a part. */
    static void eachLiteral(ParsedRuleSet ruleSet, BiConsumer<Condition.Comparison, Literal> visitor) {
        for (Condition.Comparison comparison : ruleSet.comparisons()) {
            if (comparison instanceof Condition.Compare compare) {
                visitor.accept(compare, compare.literal());
            } else if (comparison instanceof Condition.In in) {
                in.literals().forEach(literal -> visitor.accept(in, literal));
            } else if (comparison instanceof Condition.Contains contains) {
                visitor.accept(contains, contains.literal());
            }
        }
    }
}
