package landfall.ruleset.analysis;

import java.util.BitSet;
import java.util.Map;
import landfall.facts.Account;
import landfall.language.Condition.Comparison;

/**
 * One of the things by which accounts and moments differ: a field, or fields that hang together. Its values are divided
 * into classes, of which no condition of the rules tells two values apart.
 */
interface Dimension {

    /** As a rule file spells it. */
    String name();

    /** The classes that an account or a moment can be in. Not to be changed. */
    BitSet all();

    /** The classes in which a comparison holds. */
    BitSet where(Comparison comparison);

    /** Sets the fields to a value of the class; false where none is known. */
    boolean show(int each, Map<String, Object> account);

    /** What the classes have in common, for people. */
    String text(BitSet classes);

    /** Whether the classes hold what most accounts are: an unknown value, and values that no rule names. */
    boolean isUsual(BitSet classes);

    /** The class of the account; -1 where the account does not tell. */
    int of(Account account);
}
