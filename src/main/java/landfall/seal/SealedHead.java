package landfall.seal;

import java.time.OffsetDateTime;

/**
 * A head of the tree.
 *
 * @param size leaves of the tree
 * @param decisions how many of them are decisions: all up to that number
 * @param root what the leaves come to
 * @param note the signed checkpoint
 */
public record SealedHead(long size, long decisions, byte[] root, String note, OffsetDateTime sealedAt) {

    /** Leaves that are no decisions. */
    long others() {
        return size - decisions;
    }
}
