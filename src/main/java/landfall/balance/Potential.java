package landfall.balance;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Set;
import landfall.facts.Account;
import org.jspecify.annotations.Nullable;

/**
 * What an account may be worth: an expression of its numbers, as config.yml has it. It always comes to a number: a field that
 * is absent counts as 0. Safe for many threads.
 */
public final class Potential {

    /** Digits behind the point of an account's potential. */
    static final int SCALE = 6;

    /** Each step is rounded to 34 digits. */
    static final MathContext EXACT_ENOUGH = MathContext.DECIMAL128;

    private final String text;
    private final Term term;
    private final Set<String> numbers;

    Potential(String text, Term term, Set<String> numbers) {
        this.text = text;
        this.term = term;
        this.numbers = Set.copyOf(numbers);
    }

    /** A part of the expression. */
    @FunctionalInterface
    interface Term {
        BigDecimal of(Reading reading);
    }

    /** One account, while its potential is worked out; for one thread. */
    static final class Reading {
        private final Account account;
        private boolean absent;

        Reading(Account account) {
            this.account = account;
        }

        Account account() {
            return account;
        }

        /** Notes where there is none. */
        BigDecimal orZero(@Nullable BigDecimal value) {
            absent |= value == null;
            return value == null ? BigDecimal.ZERO : value;
        }
    }

    /**
     * An account's potential.
     *
     * @param partly whether a field that the expression names is absent
     */
    record Value(BigDecimal amount, boolean partly) {}

    /**
     * Reads an expression.
     *
     * @param numbers keys that a source may send, beyond the fields of an account
     * @throws IllegalArgumentException where it is none; the message says at which character, and what may have been meant
     */
    public static Potential parse(String text, Set<String> numbers) {
        return new PotentialParser(text, numbers).parse();
    }

    Value of(Account account) {
        Reading reading = new Reading(account);
        BigDecimal amount = term.of(reading).setScale(SCALE, RoundingMode.HALF_EVEN);
        return new Value(amount, reading.absent);
    }

    /** Keys of {@code numbers["…"]} that it names. */
    Set<String> numbers() {
        return numbers;
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
