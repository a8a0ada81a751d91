package landfall.seal;

import java.util.ArrayList;
import java.util.List;

/** A growing tree whose whole tiles are kept in memory. */
final class KeptTree implements Subtrees, GrowingTree.WholeTiles {

    private final List<List<byte[]>> levels = new ArrayList<>();
    private final GrowingTree growing = new GrowingTree(this);

    @Override
    public void add(int level, long number, List<byte[]> hashes, byte[] root) {
        while (levels.size() <= level + 1) {
            levels.add(new ArrayList<>());
        }
        if (level == 0) {
            levels.get(0).addAll(hashes);
        }
        levels.get(level + 1).add(root);
    }

    void append(byte[] leafHash) {
        growing.append(leafHash);
    }

    GrowingTree growing() {
        return growing;
    }

    MerkleTree tree() {
        return new MerkleTree(this);
    }

    @Override
    public List<byte[]> roots(int level, long first, int count) {
        List<byte[]> all = new ArrayList<>(levels.size() > level ? levels.get(level) : List.of());
        if (level == 0) {
            all.addAll(growing.openLeaves());
        }
        return List.copyOf(all.subList((int) first, (int) first + count));
    }
}
