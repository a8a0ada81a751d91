package landfall.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A body that ends at a limit, and of which the last bytes are remembered. For one thread. */
final class CountedBody extends FilterInputStream {

    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_LENGTH = 22;
    /** Where in the record that ends a zip the number of entries stands. */
    private static final int END_COUNT = 10;
    /** That record, with the longest comment behind it. */
    private static final int REMEMBERED = END_LENGTH + 0xFFFF;

    private final long most;
    private final byte[] ring = new byte[REMEMBERED];
    private long count;

    /** @param most bytes of it */
    CountedBody(InputStream body, long most) {
        super(body);
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        for (int from = Math.max(0, read - REMEMBERED); from < read; ) {
            int at = (int) ((count + from) % REMEMBERED);
            int some = Math.min(read - from, REMEMBERED - at);
            System.arraycopy(bytes, offset + from, ring, at, some);
            from += some;
        }
        count += Math.max(0, read);
        if (count > most) {
            throw new ApiException(ErrorCode.BODY_TOO_LARGE, "At most " + most + " bytes are taken.");
        }
        return read;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    /** How many entries a zip says it has, in the record that ends it (APPNOTE 4.3.16); -1 where it was cut off before. */
    int entriesAtEnd() throws IOException {
        transferTo(OutputStream.nullOutputStream());
        int length = (int) Math.min(count, REMEMBERED);
        byte[] last = new byte[length];
        for (int i = 0; i < length; i++) {
            last[i] = ring[(int) ((count - length + i) % REMEMBERED)];
        }
        ByteBuffer bytes = ByteBuffer.wrap(last).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = length - END_LENGTH; at >= 0; at--) {
            if (bytes.getInt(at) == END_SIGNATURE) {
                return Short.toUnsignedInt(bytes.getShort(at + END_COUNT));
            }
        }
        return -1;
    }
}
