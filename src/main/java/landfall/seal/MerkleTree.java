package landfall.seal;

import java.util.ArrayList;
import java.util.List;

/** Root and proofs of a Merkle tree, by RFC 6962, section 2.1, from the roots of its whole subtrees. For one thread at a time. */
final class MerkleTree {

    private static final int LEVELS_OF_TILE = 8;

    private final Subtrees subtrees;
    private final TreeHasher hasher = new TreeHasher();

    MerkleTree(Subtrees subtrees) {
        this.subtrees = subtrees;
    }

    /** MTH(D[size]): what the whole tree comes to. */
    byte[] root(long size) {
        return size == 0 ? hasher.empty() : range(0, size);
    }

    /**
     * PATH(leaf, D[size]): the hashes that lead from a leaf to the root, the lowest first.
     *
     * @param leaf from 0, less than {@code size}
     */
    List<byte[]> inclusion(long leaf, long size) {
        if (leaf < 0 || leaf >= size) {
            throw new IllegalArgumentException("no leaf " + leaf + " in a tree of " + size);
        }
        List<byte[]> path = new ArrayList<>();
        inclusion(leaf, 0, size, path);
        return path;
    }

    private void inclusion(long leaf, long first, long end, List<byte[]> path) {
        if (end - first == 1) {
            return;
        }
        long middle = first + split(end - first);
        if (leaf < middle) {
            inclusion(leaf, first, middle, path);
            path.add(range(middle, end));
        } else {
            inclusion(leaf, middle, end, path);
            path.add(range(first, middle));
        }
    }

    /**
     * PROOF(from, D[to]): the hashes that show that a tree of {@code from} leaves is the beginning of one of {@code to}.
     *
     * @param from at least 1, at most {@code to}
     */
    List<byte[]> consistency(long from, long to) {
        if (from < 1 || from > to) {
            throw new IllegalArgumentException("a tree of " + from + " can't be the beginning of one of " + to);
        }
        List<byte[]> path = new ArrayList<>();
        consistency(from, 0, to, true, path);
        return path;
    }

    /** @param known whether the smaller tree's root is the hash of this range, which who checks has */
    private void consistency(long from, long first, long end, boolean known, List<byte[]> path) {
        if (from == end) {
            if (!known) {
                path.add(range(first, end));
            }
            return;
        }
        long middle = first + split(end - first);
        if (from <= middle) {
            consistency(from, first, middle, known, path);
            path.add(range(middle, end));
        } else {
            consistency(from, middle, end, false, path);
            path.add(range(first, middle));
        }
    }

    private byte[] range(long first, long end) {
        long leaves = end - first;
        if (Long.bitCount(leaves) == 1) {
            int height = Long.numberOfTrailingZeros(leaves);
            return subtree(height, first >> height);
        }
        long middle = first + split(leaves);
        return hasher.node(range(first, middle), range(middle, end));
    }

    private byte[] subtree(int height, long number) {
        int above = height % LEVELS_OF_TILE;
        return fold(subtrees.roots(height / LEVELS_OF_TILE, number << above, 1 << above), hasher);
    }

    /** Of a power of two of hashes. */
    static byte[] fold(List<byte[]> hashes, TreeHasher hasher) {
        List<byte[]> level = hashes;
        while (level.size() > 1) {
            List<byte[]> above = new ArrayList<>(level.size() / 2);
            for (int i = 0; i < level.size(); i += 2) {
                above.add(hasher.node(level.get(i), level.get(i + 1)));
            }
            level = above;
        }
        return level.get(0);
    }

    /** The largest power of two that is less. */
    private static long split(long leaves) {
        return Long.highestOneBit(leaves - 1);
    }
}
