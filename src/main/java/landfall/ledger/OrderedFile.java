package landfall.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A file whose writes reach the disk in the order in which they were made, the last sector of each after the rest of it.
 *
 * <p>H2 takes a chunk for whole when its head and its foot are there, and has no checksum over what lies between; but a
 * disk may write the sectors of a chunk in any order. Should the power fail in the midst of that, a chunk could look whole
 * that isn't, and what was answered long before would be unreadable. So everything but the foot is synced first. Nor is
 * anything written over, or the file's header made to name a chunk, before the write that came before is on disk.
 *
 * <p>After a write or a sync that failed nothing is written or synced any more: what the operating system then says of the
 * file isn't what the disk has.
 */
final class OrderedFile extends FileChannel {
    /** What a disk writes whole, in bytes. */
    private static final int SECTOR = 512;
    /** H2's header lies twice at the beginning of the file, in a block each. In bytes. */
    static final int HEADER = 2 * 4096;

    private final FileChannel file;
    /** Fair, so that a write waits for one block of a snapshot and not for many. */
    private final ReentrantLock changes = new ReentrantLock(true);

    private @Nullable FileSnapshot snapshot;
    /** Whether something was written since the last sync. */
    private boolean unsynced;

    private volatile boolean failed;

    OrderedFile(FileChannel file) {
        this.file = file;
    }

    /**
     * Copies what the file holds now, while it goes on being written; a write that is under way is in the copy or not.
     *
     * @param target empty; it is complete when this returns, and not yet synced
     * @throws IOException where it can't be written, or the file was closed; the file itself is none the worse for it
     */
    void copyTo(FileChannel target) throws IOException {
        FileSnapshot copying = begin(target);
        try {
            boolean more = true;
            while (more) {
                changes.lock();
                try {
                    more = copying.copyNext();
                } finally {
                    changes.unlock();
                }
            }
        } finally {
            end();
        }
    }

    private void end() {
        changes.lock();
        try {
            snapshot = null;
        } finally {
            changes.unlock();
        }
    }

    private FileSnapshot begin(FileChannel target) throws IOException {
        changes.lock();
        try {
            if (snapshot != null) {
                throw new IOException("the file is being copied already");
            }
            FileSnapshot begun = new FileSnapshot(file, target, file.size());
            snapshot = begun;
            return begun;
        } finally {
            changes.unlock();
        }
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        changes.lock();
        try {
            if (snapshot != null) {
                snapshot.beforeChange(position, position + source.remaining());
            }
            return writeOrdered(source, position);
        } finally {
            changes.unlock();
        }
    }

    private int writeOrdered(ByteBuffer source, long position) throws IOException {
        int length = source.remaining();
        int last = position == 0 && length == HEADER ? HEADER / 2 : Math.min(length, SECTOR);
        int end = source.limit();
        if (length > last) {
            source.limit(end - last);
            writeAll(source, position);
            source.limit(end);
        }
        writeAll(source, position + length - last);
        return length;
    }

    private void writeAll(ByteBuffer source, long position) throws IOException {
        change(() -> {
            long at = position;
            while (source.hasRemaining()) {
                at += file.write(source, at);
            }
        });
    }

    private interface Step {
        void run() throws IOException;
    }

    /** What was changed before is on disk first. */
    private void change(Step change) throws IOException {
        if (unsynced) {
            sync(false);
        }
        unsynced = true;
        attempt(change);
    }

    private void sync(boolean metaData) throws IOException {
        attempt(() -> file.force(metaData));
        unsynced = false;
    }

    private void attempt(Step step) throws IOException {
        if (failed) {
            throw new IOException("a write or a sync failed before");
        }
        try {
            step.run();
        } catch (IOException | RuntimeException | Error e) {
            failed = true;
            throw e;
        }
    }

    /** Whether a write or a sync failed: nothing that was written since the last sync can be relied upon. */
    boolean hasFailed() {
        return failed;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        long position = file.position();
        int written = write(source, position);
        file.position(position + written);
        return written;
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        long written = 0;
        for (int i = offset; i < offset + length; i++) {
            written += write(sources[i]);
        }
        return written;
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
        throw new UnsupportedOperationException("it would not be ordered");
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
        throw new UnsupportedOperationException("it would not be ordered");
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        return file.read(target, position);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return file.read(target);
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        return file.read(targets, offset, length);
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        return file.transferTo(position, count, target);
    }

    @Override
    public long position() throws IOException {
        return file.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
        file.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        changes.lock();
        try {
            if (snapshot != null) {
                snapshot.beforeChange(size, Long.MAX_VALUE);
            }
            change(() -> file.truncate(size));
            return this;
        } finally {
            changes.unlock();
        }
    }

    @Override
    public void force(boolean metaData) throws IOException {
        changes.lock();
        try {
            sync(metaData);
        } finally {
            changes.unlock();
        }
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return file.tryLock(position, size, shared);
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) throws IOException {
        return file.lock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        file.close();
    }
}
