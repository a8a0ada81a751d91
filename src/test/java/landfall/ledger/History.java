package landfall.ledger;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What callers asked and what they were told, in the order in which they began; only ever added to. Takes calls from any number
 * of threads without a lock.
 */
final class History {
    /** End of a call that was never answered. */
    static final long NEVER = Long.MAX_VALUE;

    private static final int CHUNK = 1 << 14;
    private static final int MOST_CHUNKS = 1 << 13;

    /**
     * What a caller wants; it is the same whenever it is asked again.
     *
     * @param key idempotency key, always used for the same account, company and pool
     * @param company null where the account belongs to none
     * @param pool whose turn the account takes where neither it nor its company has an owner
     */
    record Ask(String key, String account, @Nullable String company, String pool) {}

    /** One call: an ask that is sent again because nobody answered is another call. */
    static final class Call {
        private final Ask ask;
        private final long begin;
        private @Nullable String id;
        private @Nullable String rep;
        private long turn;
        private volatile long end = NEVER;

        private Call(Ask ask, long begin) {
            this.ask = ask;
            this.begin = begin;
        }

        Ask ask() {
            return ask;
        }

        /** Nanoseconds, on the history's clock. */
        long begin() {
            return begin;
        }

        /** Nanoseconds, on the history's clock; {@link #NEVER} where there was no answer. */
        long end() {
            return end;
        }

        boolean isAnswered() {
            return end != NEVER;
        }

        /** Of the assignment; null where there was no answer. */
        @Nullable
        String id() {
            return id;
        }

        @Nullable
        String rep() {
            return rep;
        }

        /** Of the pool; 0 where the answer took none. */
        long turn() {
            return turn;
        }
    }

    private final LongSupplier clock;
    private final long origin;
    private final AtomicInteger begun = new AtomicInteger();
    private final LongAdder answered = new LongAdder();
    private final AtomicReferenceArray<AtomicReferenceArray<Call>> chunks = new AtomicReferenceArray<>(MOST_CHUNKS);

    History() {
        this(System::nanoTime);
    }

    /** @param clock nanoseconds that never go back, whichever thread asks */
    History(LongSupplier clock) {
        this.clock = clock;
        this.origin = clock.getAsLong();
    }

    /** To be called before anything is sent. */
    Call begin(Ask ask) {
        Call call = new Call(ask, now());
        int number = begun.getAndIncrement();
        chunk(number / CHUNK).set(number % CHUNK, call);
        return call;
    }

    /** To be called once the answer is there. */
    void answered(Call call, String id, String rep, long turn) {
        call.id = id;
        call.rep = rep;
        call.turn = turn;
        call.end = now();
        answered.increment();
    }

    private long now() {
        return clock.getAsLong() - origin;
    }

    private AtomicReferenceArray<Call> chunk(int index) {
        AtomicReferenceArray<Call> chunk = chunks.get(index);
        if (chunk == null) {
            chunks.compareAndSet(index, null, new AtomicReferenceArray<>(CHUNK));
            chunk = chunks.get(index);
        }
        return chunk;
    }

    /** Calls that began. */
    int size() {
        return begun.get();
    }

    long countAnswered() {
        return answered.sum();
    }

    /** By number from 0; null for one that is just being added. */
    @Nullable
    Call get(int number) {
        AtomicReferenceArray<Call> chunk = chunks.get(number / CHUNK);
        return chunk == null ? null : chunk.get(number % CHUNK);
    }
}
