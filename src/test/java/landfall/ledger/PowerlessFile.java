package landfall.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.store.fs.FileBase;

/**
 * A file whose power can be switched off: what was written since the last sync is then lost, or some of it, as a disk may
 * have written it already, in whatever order. Each write arrives whole or not at all.
 */
final class PowerlessFile extends FileBase {
    private static final Map<String, PowerlessFile> OPEN = new ConcurrentHashMap<>();

    /** A write, or a change of length where there are no bytes. */
    private record Change(long position, byte[] bytes) {}

    private final FileChannel now;
    private final Path synced;
    private final List<Change> unsynced = new ArrayList<>();
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

    /** Switches the power of a file off, and leaves in its place what a disk would hold. */
    static void off(Path path, Random random) throws IOException {
        OPEN.get(path.toString()).off(path, random, random.nextInt(3));
    }

    private synchronized void off(Path path, Random random, int how) throws IOException {
        off = true;
        int whole = random.nextInt(unsynced.size() + 1);
        List<Change> kept = new ArrayList<>();
        for (int i = 0; i < unsynced.size(); i++) {
            // Nothing, all up to some moment, or whatever the disk wrote first.
            if ((how == 1 && i < whole) || (how == 2 && random.nextBoolean())) {
                kept.add(unsynced.get(i));
            }
        }
        apply(kept);
        now.close();
        Files.delete(path);
        Files.move(synced, path);
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
