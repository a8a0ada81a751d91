package landfall.seal;

import java.util.ArrayList;
import java.util.List;

/**
 * A tree that grows leaf by leaf. It keeps what roots of now and later need: fewer than 256 hashes for every eighth level. For
 * one thread at a time.
 */
final class GrowingTree implements Subtrees {

    /** Told of each tile that became whole, the lower ones first. */
    interface WholeTiles {

        /**
         * A tile of 256 hashes.
         *
         * @param level 0 for a tile of leaves' hashes
         * @param root of all that is below the tile
         */
        void add(int level, long number, List<byte[]> hashes, byte[] root);
    }

    private final WholeTiles tiles;
    private final TreeHasher hasher = new TreeHasher();
    private final List<List<byte[]>> edges = new ArrayList<>();
    private long size;

    GrowingTree(WholeTiles tiles) {
        this.tiles = tiles;
    }

    /** A tree that has leaves already, whose whole subtrees are there. */
    static GrowingTree of(long size, Subtrees stored, WholeTiles tiles) {
        GrowingTree tree = new GrowingTree(tiles);
        tree.size = size;
        int level = 0;
        for (long count = size; count > 0; count /= TILE) {
            int open = (int) (count % TILE);
            tree.edge(level).addAll(open == 0 ? List.of() : stored.roots(level, count - open, open));
            level++;
        }
        return tree;
    }

    long size() {
        return size;
    }

    void append(byte[] leafHash) {
        append(0, leafHash, size);
        size++;
    }

    private void append(int level, byte[] hash, long number) {
        List<byte[]> edge = edge(level);
        edge.add(hash);
        if (edge.size() == TILE) {
            byte[] root = MerkleTree.fold(edge, hasher);
            long tile = number / TILE;
            tiles.add(level, tile, List.copyOf(edge), root);
            edge.clear();
            append(level + 1, root, tile);
        }
    }

    byte[] root() {
        return new MerkleTree(this).root(size);
    }

    /** Hashes of leaves that lie in no whole tile, in their order. */
    List<byte[]> openLeaves() {
        return List.copyOf(edge(0));
    }

    private List<byte[]> edge(int level) {
        while (edges.size() <= level) {
            edges.add(new ArrayList<>(TILE));
        }
        return edges.get(level);
    }

    /** Only those that lie in no whole tile. */
    @Override
    public List<byte[]> roots(int level, long first, int count) {
        int from = (int) (first % TILE);
        List<byte[]> edge = edge(level);
        if (edge.size() < from + count) {
            throw new IllegalStateException("the tree no longer has hash " + first + " of level " + level);
        }
        return edge.subList(from, from + count);
    }
}
