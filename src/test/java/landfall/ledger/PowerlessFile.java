package landfall.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.store.fs.FileBase;

/**
 * A file whose power can fail: what was written since the last sync is then lost, or some of it, as a disk may have written
 * it already, in whatever order; of the last write, some blocks.
 */
final class PowerlessFile extends FileBase {
    private static final int BLOCK = 4096;
    private static final Map<String, PowerlessFile> OPEN = new ConcurrentHashMap<>();

    /** A write, or a change of length where there are no bytes. */
    private record Change(long position, byte[] bytes) {}

    private final FileChannel now;
    private final Path synced;
    private final List<Change> unsynced = new ArrayList<>();
    private int writesLeft = -1;
    private boolean off;

    private PowerlessFile(FileChannel now, Path synced) throws IOException {
        this.now = now;
        this.synced = synced;
        if (!Files.exists(synced)) {
            Files.createFile(synced);
        }
    }

    static PowerlessFile open(String name, FileChannel channel) throws IOException {
        PowerlessFile before = OPEN.get(name);
        if (before != null) {
            before.check();
        }
        PowerlessFile file = new PowerlessFile(channel, Path.of(name + ".synced"));
        OPEN.put(name, file);
        return file;
    }

    /** The power fails at a later write, the next one where there are none to come before it. */
    static void failAt(Path path, int writesBefore) {
        PowerlessFile file = OPEN.get(path.toString());
        synchronized (file) {
            file.writesLeft = writesBefore;
        }
    }

    /** Once the power failed: puts in the file's place what a disk may hold. */
    static void leaveWhatADiskHolds(Path path, Random random) throws IOException {
        OPEN.remove(path.toString()).leave(path, random);
    }

    private synchronized void leave(Path path, Random random) throws IOException {
        int how = random.nextInt(4);
        int whole = random.nextInt(unsynced.size() + 1);
        List<Change> kept = new ArrayList<>();
        for (int i = 0; i < unsynced.size(); i++) {
            // Nothing; all up to some moment; whatever was written first; of the last write only some blocks.
            if ((how == 1 && i < whole)
                    || (how == 2 && random.nextBoolean())
                    || (how == 3 && i < unsynced.size() - 1)) {
                kept.add(unsynced.get(i));
            }
        }
        if (how == 3) {
            kept.addAll(torn(unsynced.get(unsynced.size() - 1), random));
        }
        apply(kept);
        now.close();
        Files.delete(path);
        Files.move(synced, path);
    }

    /** Some of the blocks of a write. */
    private static List<Change> torn(Change write, Random random) {
        List<Change> blocks = new ArrayList<>();
        for (int from = 0; from < write.bytes.length; from += BLOCK) {
            if (random.nextBoolean()) {
                int to = Math.min(from + BLOCK, write.bytes.length);
                blocks.add(new Change(write.position + from, Arrays.copyOfRange(write.bytes, from, to)));
            }
        }
        return blocks;
    }

    private void apply(List<Change> changes) throws IOException {
        try (FileChannel disk = FileChannel.open(synced, StandardOpenOption.WRITE)) {
            for (Change change : changes) {
                if (change.bytes.length == 0) {
                    disk.truncate(change.position);
                } else {
                    disk.write(ByteBuffer.wrap(change.bytes), change.position);
                }
            }
        }
    }

    private synchronized void check() throws IOException {
        if (off) {
            throw new IOException("the power is off");
        }
    }

    @Override
    public synchronized int read(ByteBuffer target, long position) throws IOException {
        check();
        return now.read(target, position);
    }

    @Override
    public synchronized int write(ByteBuffer source, long position) throws IOException {
        check();
        byte[] bytes = new byte[source.remaining()];
        source.duplicate().get(bytes);
        unsynced.add(new Change(position, bytes));
        if (writesLeft-- == 0) {
            off = true;
        }
        check();
        return now.write(source, position);
    }

    @Override
    public synchronized FileChannel truncate(long size) throws IOException {
        check();
        unsynced.add(new Change(size, new byte[0]));
        now.truncate(size);
        return this;
    }

    @Override
    public synchronized void force(boolean metaData) throws IOException {
        check();
        apply(unsynced);
        unsynced.clear();
    }

    @Override
    public synchronized int read(ByteBuffer target) throws IOException {
        check();
        return now.read(target);
    }

    @Override
    public synchronized int write(ByteBuffer source) throws IOException {
        long position = now.position();
        int written = write(source, position);
        now.position(position + written);
        return written;
    }

    @Override
    public synchronized long position() throws IOException {
        return now.position();
    }

    @Override
    public synchronized FileChannel position(long position) throws IOException {
        now.position(position);
        return this;
    }

    @Override
    public synchronized long size() throws IOException {
        check();
        return now.size();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return now.tryLock(position, size, shared);
    }

    @Override
    protected synchronized void implCloseChannel() throws IOException {
        if (!off) {
            now.close();
        }
    }
}
