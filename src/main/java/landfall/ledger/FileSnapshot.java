package landfall.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Copies a file as it was at one moment while it is written: what a write is about to change is copied before it. Its file
 * calls it under one lock, {@link OrderedFile}'s.
 */
final class FileSnapshot {
    /** Copied at once: a write waits for no more than the blocks that it touches, and for one that is being copied. */
    private static final int BLOCK = 256 * 1024;

    private final FileChannel file;
    private final FileChannel target;
    private final long size;
    private final BitSet copied = new BitSet();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BLOCK);
    private @Nullable IOException fault;

    /** @param size of the file at that moment, in bytes */
    FileSnapshot(FileChannel file, FileChannel target, long size) {
        this.file = file;
        this.target = target;
        this.size = size;
    }

    /** Before the bytes of the file from one position to another change; a fault is told to whoever copies, not to the writer. */
    void beforeChange(long from, long to) {
        long end = Math.min(to, size);
        for (long at = from - from % BLOCK; at < end && fault == null; at += BLOCK) {
            copy(Math.toIntExact(at / BLOCK));
        }
    }

    /**
     * Copies a block that nobody has copied yet.
     *
     * @return whether there was one
     * @throws IOException where a block could not be copied
     */
    boolean copyNext() throws IOException {
        int block = copied.nextClearBit(0);
        boolean more = (long) block * BLOCK < size;
        if (more) {
            copy(block);
        }
        if (fault != null) {
            throw fault;
        }
        return more;
    }

    private void copy(int block) {
        if (copied.get(block)) {
            return;
        }
        try {
            long start = (long) block * BLOCK;
            buffer.clear().limit((int) Math.min(BLOCK, size - start));
            while (buffer.hasRemaining()) {
                if (file.read(buffer, start + buffer.position()) < 0) {
                    throw new IOException("the file ended before its end");
                }
            }
            buffer.flip();
            while (buffer.hasRemaining()) {
                target.write(buffer, start + buffer.position());
            }
            copied.set(block);
        } catch (IOException e) {
            fault = e;
        }
    }
}
