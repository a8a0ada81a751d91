package landfall.seal;

import java.security.MessageDigest;
import java.util.List;

/** Checks proofs, by RFC 9162, sections 2.1.3.2 and 2.1.4.2. */
final class Proofs {

    private Proofs() {}

    /** Whether a leaf is in the tree that has this root. */
    static boolean includes(byte[] leafHash, long leaf, long size, List<byte[]> path, byte[] root) {
        if (leaf < 0 || leaf >= size) {
            return false;
        }
        TreeHasher hasher = new TreeHasher();
        long node = leaf;
        long last = size - 1;
        byte[] hash = leafHash;
        for (byte[] sibling : path) {
            if (last == 0) {
                return false;
            }
            if (isRight(node) || node == last) {
                hash = hasher.node(sibling, hash);
                int up = isRight(node) ? 0 : Math.min(Long.numberOfTrailingZeros(node), Long.SIZE - 1);
                node >>= up;
                last >>= up;
            } else {
                hash = hasher.node(hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && MessageDigest.isEqual(hash, root);
    }

    /** Whether the tree of {@code from} leaves is the beginning of the one of {@code to}. */
    static boolean isBeginning(long from, byte[] fromRoot, long to, byte[] toRoot, List<byte[]> path) {
        if (from < 1 || from > to) {
            return false;
        }
        if (from == to) {
            return path.isEmpty() && MessageDigest.isEqual(fromRoot, toRoot);
        }
        boolean whole = Long.bitCount(from) == 1;
        if (path.isEmpty()) {
            return false;
        }
        TreeHasher hasher = new TreeHasher();
        int up = Long.numberOfTrailingZeros(from);
        long node = (from - 1) >> up;
        long last = (to - 1) >> up;
        byte[] before = whole ? fromRoot : path.get(0);
        byte[] after = before;
        for (byte[] hash : whole ? path : path.subList(1, path.size())) {
            if (last == 0) {
                return false;
            }
            if (isRight(node) || node == last) {
                before = hasher.node(hash, before);
                after = hasher.node(hash, after);
                int further = isRight(node) ? 0 : Math.min(Long.numberOfTrailingZeros(node), Long.SIZE - 1);
                node >>= further;
                last >>= further;
            } else {
                after = hasher.node(after, hash);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && MessageDigest.isEqual(before, fromRoot) && MessageDigest.isEqual(after, toRoot);
    }

    private static boolean isRight(long node) {
        return (node & 1) == 1;
    }
}
