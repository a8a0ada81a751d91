package landfall.ruleset.analysis;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import landfall.facts.Account;
import landfall.language.Condition.Comparison;
import org.jspecify.annotations.Nullable;

/** What an account has or has not: a yes or no, a tag, or a text of a form that can't be analysed. */
final class FlagDimension implements Dimension {

    private static final int NO = 0;
    private static final int YES = 1;

    private final String name;
    private final Function<Comparison, BitSet> meaning;
    private final @Nullable Object shown;
    private final String field;
    private final Predicate<Account> has;
    private final boolean isShowable;
    private final BitSet all = new BitSet();

    private FlagDimension(
            String name,
            String field,
            @Nullable Object shown,
            boolean isShowable,
            Function<Comparison, BitSet> meaning,
            Predicate<Account> has) {
        this.name = name;
        this.field = field;
        this.shown = shown;
        this.isShowable = isShowable;
        this.meaning = meaning;
        this.has = has;
        all.set(NO, YES + 1);
    }

    /** A field that is true or false. */
    static FlagDimension truth(
            String field, Function<Comparison, Predicate<@Nullable Object>> meaning, Predicate<Account> has) {
        return new FlagDimension(
                field,
                field,
                true,
                true,
                comparison -> {
                    Predicate<@Nullable Object> test = meaning.apply(comparison);
                    return bits(test.test(false), test.test(true));
                },
                has);
    }

    /** Whether the account has a tag. */
    static FlagDimension tag(String tag) {
        return new FlagDimension(
                "tag " + Words.quoted(tag),
                "tags",
                tag,
                true,
                comparison -> Comparisons.isNegated(comparison) ? bits(true, false) : bits(false, true),
                account -> account.tags().contains(tag));
    }

    /** Whether a text has a form, as a condition of its own that holds or not whatever else is known of the text. */
    static FlagDimension form(String name, Predicate<Account> has) {
        return new FlagDimension(
                name,
                "",
                null,
                false,
                comparison -> Comparisons.isNegated(comparison) ? bits(true, false) : bits(false, true),
                has);
    }

    private static BitSet bits(boolean no, boolean yes) {
        BitSet bits = new BitSet();
        bits.set(NO, no);
        bits.set(YES, yes);
        return bits;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public BitSet all() {
        return all;
    }

    @Override
    public BitSet where(Comparison comparison) {
        return meaning.apply(comparison);
    }

    @Override
    public boolean show(int each, Map<String, Object> account) {
        if (each == YES && shown instanceof String tag) {
            Object before = account.get(field);
            Set<String> tags = new java.util.TreeSet<>(List.of(tag));
            if (before instanceof List<?> others) {
                others.forEach(other -> tags.add((String) other));
            }
            account.put(field, List.copyOf(tags));
        } else if (each == YES && shown != null) {
            account.put(field, shown);
        }
        return isShowable || each == NO;
    }

    @Override
    public String text(BitSet classes) {
        return classes.cardinality() == 2 ? "any" : classes.get(YES) ? "yes" : "no";
    }

    @Override
    public boolean isUsual(BitSet classes) {
        return classes.get(NO);
    }

    @Override
    public int of(Account account) {
        return has.test(account) ? YES : NO;
    }
}
