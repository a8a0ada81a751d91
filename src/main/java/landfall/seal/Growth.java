package landfall.seal;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** What one checkpoint adds to the tree: worked out first, then written at once. For one thread. */
final class Growth implements GrowingTree.WholeTiles {

    private final List<SealDao.Tile> tiles = new ArrayList<>();
    private final List<SealDao.Subtree> subtrees = new ArrayList<>();
    private final List<SealedRecord> records = new ArrayList<>();
    private final TreeHasher hasher = new TreeHasher();
    private final GrowingTree tree;
    private final long before;
    private long decisions;

    /**
     * From a head on.
     *
     * @param size 0 where there is none yet
     * @param stored what the tree has up to there
     */
    Growth(long size, long decisions, Subtrees stored) {
        this.before = size;
        this.decisions = decisions;
        this.tree = GrowingTree.of(size, stored, this);
    }

    /** Of the tree as it is now. */
    byte[] root() {
        return tree.root();
    }

    /** The next decision's bytes. */
    void decision(byte[] bytes) {
        tree.append(hasher.leaf(bytes));
        decisions++;
    }

    /** After the decisions. */
    void record(String kind, String reference, byte[] bytes) {
        records.add(new SealedRecord(tree.size(), kind, reference, bytes));
        tree.append(hasher.leaf(bytes));
    }

    boolean isEmpty() {
        return tree.size() == before;
    }

    long decisions() {
        return decisions;
    }

    @Override
    public void add(int level, long number, List<byte[]> hashes, byte[] root) {
        if (level == 0) {
            tiles.add(new SealDao.Tile(number, StoredTree.join(hashes)));
        }
        subtrees.add(new SealDao.Subtree(level + 1, number, root));
    }

    /** Signs the head that it comes to. */
    SealedHead head(SigningKey key, OffsetDateTime at) {
        byte[] root = root();
        return new SealedHead(tree.size(), decisions, root, Checkpoint.sign(tree.size(), root, key), at);
    }

    void write(SealedHead head, SealDao dao) {
        dao.insertTiles(tiles);
        dao.insertSubtrees(subtrees);
        dao.insertRecords(records);
        List<byte[]> open = tree.openLeaves();
        long firstOpen = tree.size() - open.size();
        int known = (int) Math.max(0, before - firstOpen);
        dao.insertHead(head, StoredTree.join(open.subList(known, open.size())));
    }
}
