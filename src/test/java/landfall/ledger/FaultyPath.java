package landfall.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.concurrent.TimeUnit;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * H2's way to a disk that is full or slow, {@code jdbc:h2:ordered:faulty:…}: a file may grow up to so many bytes, and each sync
 * takes so long. One disk for all files of a process. H2 makes it, so it is public.
 */
public final class FaultyPath extends FilePathWrapper {
    private static volatile long room = Long.MAX_VALUE;
    private static volatile long syncMillis;

    static void register() {
        FilePath.register(new FaultyPath());
    }

    /** @param bytes that a file may have */
    static void limit(long bytes) {
        room = bytes;
    }

    /** @param millis that each sync takes, at least */
    static void slow(long millis) {
        syncMillis = millis;
    }

    /** A disk like any other. */
    static void mend() {
        limit(Long.MAX_VALUE);
        slow(0);
    }

    @Override
    public String getScheme() {
        return "faulty";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new FaultyFile(super.open(mode));
    }

    private static final class FaultyFile extends FileBase {
        private final FileChannel file;

        private FaultyFile(FileChannel file) {
            this.file = file;
        }

        /** As much is written as there is room for, as file systems do. */
        @Override
        public synchronized int write(ByteBuffer source, long position) throws IOException {
            long end = position + source.remaining();
            if (end > Math.max(room, file.size())) {
                ByteBuffer part = source.duplicate();
                part.limit((int) Math.max(part.position(), part.position() + Math.max(room, file.size()) - position));
                file.write(part, position);
                throw new IOException("No space left on device");
            }
            return file.write(source, position);
        }

        @Override
        public synchronized int write(ByteBuffer source) throws IOException {
            int written = write(source, file.position());
            file.position(file.position() + written);
            return written;
        }

        @Override
        public void force(boolean metaData) throws IOException {
            file.force(metaData);
            try {
                TimeUnit.MILLISECONDS.sleep(syncMillis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
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
        public FileChannel truncate(long size) throws IOException {
            file.truncate(size);
            return this;
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
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}
