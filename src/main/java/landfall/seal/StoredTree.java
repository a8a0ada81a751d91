package landfall.seal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tree as the database has it, up to one head. It keeps what it read: make another one for each proof. */
final class StoredTree implements Subtrees {

    private final SealDao dao;
    private final long size;
    private final Map<String, List<byte[]>> read = new HashMap<>();

    StoredTree(SealDao dao, long size) {
        this.dao = dao;
        this.size = size;
    }

    @Override
    public List<byte[]> roots(int level, long first, int count) {
        long tile = first / TILE;
        List<byte[]> hashes = read.computeIfAbsent(level + "/" + tile, unread -> tile(level, tile));
        int from = (int) (first % TILE);
        if (hashes.size() < from + count) {
            throw new IllegalStateException("hash " + (first + count - 1) + " of level " + level
                    + " is missing in the tree: it was taken out of the database");
        }
        return hashes.subList(from, from + count);
    }

    private List<byte[]> tile(int level, long tile) {
        if (level > 0) {
            return dao.subtrees(level, tile * TILE, (tile + 1) * TILE);
        }
        return tile < size / TILE
                ? dao.tile(tile).map(StoredTree::split).orElse(List.of())
                : split(join(dao.openLeaves(tile * TILE, size)));
    }

    static byte[] join(List<byte[]> parts) {
        byte[] whole = new byte[parts.stream().mapToInt(part -> part.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, whole, at, part.length);
            at += part.length;
        }
        return whole;
    }

    private static List<byte[]> split(byte[] whole) {
        List<byte[]> hashes = new ArrayList<>(whole.length / TreeHasher.BYTES);
        for (int at = 0; at < whole.length; at += TreeHasher.BYTES) {
            hashes.add(Arrays.copyOfRange(whole, at, at + TreeHasher.BYTES));
        }
        return hashes;
    }
}
