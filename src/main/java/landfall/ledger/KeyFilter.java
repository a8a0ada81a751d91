package landfall.ledger;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Knows of most slots of the key index that they are free, without a look at the database: a Bloom filter (Bloom 1970).
 * Most accounts are new, and for each of their keys that is all there is to know. Until it is filled it knows nothing. One
 * thread fills and adds, any may ask.
 */
final class KeyFilter {
    /** With four probes, one free slot of a hundred is then taken for one that may be in use. */
    private static final int BITS_PER_KEY = 10;

    private static final int PROBES = 4;
    private static final long LEAST_BITS = 1L << 23;
    /** 64 MiB, good for fifty million keys; with more it helps less. */
    private static final long MOST_BITS = 1L << 29;

    private volatile @Nullable Bits bits;
    private int forgotten;

    /** Whether a slot may be in use. */
    boolean mayHave(long slot) {
        Bits known = bits;
        return known == null || known.has(slot);
    }

    void add(long slot) {
        Bits known = bits;
        if (known != null) {
            known.add(slot);
        }
    }

    /** Whether it should be filled, or filled again with more room. */
    boolean isToBeFilled() {
        Bits known = bits;
        return known == null || known.isFull();
    }

    /** Fills it from what the index has. */
    void fill(long keys, Slots slots) {
        Bits filled = new Bits(keys);
        int before = forgotten();
        slots.each(filled::add);
        take(filled, before);
    }

    /** Until it is filled again, every slot may be in use: others wrote into the index while this node didn't look. */
    synchronized void forget() {
        bits = null;
        forgotten++;
    }

    private synchronized int forgotten() {
        return forgotten;
    }

    private synchronized void take(Bits filled, int before) {
        if (forgotten == before) {
            bits = filled;
        }
    }

    /** All slots in use. */
    @FunctionalInterface
    interface Slots {
        void each(LongConsumer slot);
    }

    private static final class Bits {
        private final AtomicLongArray words;
        private final long mask;
        private long keys;

        Bits(long keys) {
            long wanted = Math.max(LEAST_BITS, Math.min(MOST_BITS, keys * 2 * BITS_PER_KEY));
            long size = Long.highestOneBit(wanted - 1) << 1;
            this.words = new AtomicLongArray((int) (size >>> 6));
            this.mask = size - 1;
        }

        boolean has(long slot) {
            long step = step(slot);
            long bit = slot;
            for (int i = 0; i < PROBES; i++, bit += step) {
                long at = bit & mask;
                if ((words.get((int) (at >>> 6)) & (1L << at)) == 0) {
                    return false;
                }
            }
            return true;
        }

        void add(long slot) {
            long step = step(slot);
            long bit = slot;
            for (int i = 0; i < PROBES; i++, bit += step) {
                long at = bit & mask;
                int word = (int) (at >>> 6);
                words.lazySet(word, words.get(word) | (1L << at));
            }
            keys++;
        }

        /** Slots are hashes already; their upper half makes the step. */
        private static long step(long slot) {
            return (slot >>> 31) | 1;
        }

        boolean isFull() {
            long size = mask + 1;
            return keys * BITS_PER_KEY > size && size < MOST_BITS;
        }
    }
}
