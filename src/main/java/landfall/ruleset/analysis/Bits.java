package landfall.ruleset.analysis;

/** Sets of classes as words of 64 bits, compared 64 classes at a time; what is beyond the last word is not in the set. */
final class Bits {

    private Bits() {}

    /** Whether some class is in both. */
    static boolean meet(long[] some, long[] others) {
        int words = Math.min(some.length, others.length);
        for (int word = 0; word < words; word++) {
            if ((some[word] & others[word]) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether all of {@code some} is in {@code others}. */
    static boolean isIn(long[] some, long[] others) {
        for (int word = 0; word < some.length; word++) {
            if ((some[word] & ~word(others, word)) != 0) {
                return false;
            }
        }
        return true;
    }

    static long[] common(long[] some, long[] others) {
        long[] common = some.clone();
        for (int word = 0; word < common.length; word++) {
            common[word] &= word(others, word);
        }
        return common;
    }

    static long[] without(long[] some, long[] others) {
        long[] left = some.clone();
        for (int word = 0; word < left.length; word++) {
            left[word] &= ~word(others, word);
        }
        return left;
    }

    private static long word(long[] words, int word) {
        return word < words.length ? words[word] : 0;
    }
}
