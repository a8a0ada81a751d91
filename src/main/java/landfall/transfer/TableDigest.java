package landfall.transfer;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Number and digest of a table's rows: the sum, modulo 2<sup>256</sup>, of the SHA-256 of each row, so that the order doesn't
 * matter in which a database tells them. A row is its values in order of their columns' names, each with its length before it.
 */
final class TableDigest {
    private static final int BYTES = 32;
    private static final int NULL = -1;

    private final MessageDigest sha256;
    private final byte[] sum = new byte[BYTES];
    private long rows;

    TableDigest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    void add(List<@Nullable Object> row) {
        for (Object value : row) {
            byte[] bytes = value == null ? null : ColumnType.canonical(value);
            sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes == null ? NULL : bytes.length));
            if (bytes != null) {
                sha256.update(bytes);
            }
        }
        byte[] digest = sha256.digest();
        int carry = 0;
        for (int i = BYTES - 1; i >= 0; i--) {
            carry += (sum[i] & 0xff) + (digest[i] & 0xff);
            sum[i] = (byte) carry;
            carry >>= Byte.SIZE;
        }
        rows++;
    }

    Moved of(Table table) {
        return new Moved(table.name(), rows, java.util.HexFormat.of().formatHex(sum));
    }
}
