package landfall.engine;

import java.util.Arrays;
import landfall.facts.Account;
import landfall.facts.Territory;
import org.jspecify.annotations.Nullable;

/**
 * What rules see: an account, the moment and, for rotation rules, the territory. The values that rules
 * ask for are read once; what a clock pattern answered is kept. It also collects the rules that matched. For one thread.
 */
final class Subject {

    private static final byte UNKNOWN = 0;
    private static final byte HOLDS = 1;
    private static final byte FAILS = 2;

    private final Moment moment;
    private final @Nullable Object[] values;
    private final byte[] clockAnswers;
    private int[] matched = new int[8];
    private int matchedCount;
    private int numberSlot = -1;
    private double number;

    Subject(Account account, @Nullable Territory territory, Moment moment, Slots slots) {
        this.moment = moment;
        this.values = slots.read(account, territory);
        this.clockAnswers = new byte[slots.clockCount()];
    }

    Moment moment() {
        return moment;
    }

    @Nullable
    Object value(int slot) {
        return values[slot];
    }

    /** The number nearest to that value; NaN where it is not known. Rules mostly ask for one and the same. */
    double number(int slot) {
        if (slot != numberSlot) {
            numberSlot = slot;
            number = values[slot] instanceof Number known ? known.doubleValue() : Double.NaN;
        }
        return number;
    }

    boolean clock(ClockTest test) {
        byte known = clockAnswers[test.index()];
        if (known == UNKNOWN) {
            known = test.test(moment) ? HOLDS : FAILS;
            clockAnswers[test.index()] = known;
        }
        return known == HOLDS;
    }

    void match(int rank) {
        if (matchedCount == matched.length) {
            matched = Arrays.copyOf(matched, matchedCount * 2);
        }
        matched[matchedCount++] = rank;
    }

    /** Ranks of the rules that matched, ascending, each once. */
    int[] matched() {
        int[] ranks = Arrays.copyOf(matched, matchedCount);
        Arrays.sort(ranks);
        return ranks;
    }
}
