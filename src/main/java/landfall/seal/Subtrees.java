package landfall.seal;

import java.util.List;

/** Where the roots of a tree's whole subtrees come from, by which all its other hashes can be worked out. */
interface Subtrees {

    /** Hashes of a tile: the tree is cut into such of 8 levels of nodes each. */
    int TILE = 256;

    /**
     * Roots of neighbouring subtrees of 256 to the power of {@code level} leaves, in their order.
     *
     * @param first number of the first, from 0; that one and the last lie in one tile
     * @throws IllegalStateException where one is not there
     */
    List<byte[]> roots(int level, long first, int count);
}
