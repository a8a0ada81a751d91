package landfall.ledger;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A disk in memory whose power fails at a chosen write or sync. From then on nothing is written and everything throws. What was synced is
 * kept. Of what was written since, the disk may hold anything: each sector of each write, each change of length and each new file for
 * itself, in any order. H2 reaches it by {@code powerless:NAME/…}. Safe for any number of threads.
 */
final class PowerlessDisk {
    /** What a disk writes whole, in bytes. */
    static final int SECTOR = 512;

    private static final Map<String, PowerlessDisk> DISKS = new ConcurrentHashMap<>();
    /** How a disk leaves what wasn't synced. */
    private static final int WAYS = 5;

    private final Map<String, Content> files = new TreeMap<>();
    private long stepsLeft = Long.MAX_VALUE;
    private boolean off;

    private PowerlessDisk() {}

    /** An empty one. */
    static PowerlessDisk make(String name) {
        PowerlessPath.register();
        PowerlessDisk disk = new PowerlessDisk();
        DISKS.put(name, disk);
        return disk;
    }

    /** One whose file has been there, synced. */
    static PowerlessDisk make(String name, String file, byte[] bytes) {
        PowerlessDisk disk = make(name);
        disk.files.put(file, new Content(bytes));
        return disk;
    }

    static PowerlessDisk find(String name) {
        PowerlessDisk disk = DISKS.get(name);
        if (disk == null) {
            throw new IllegalArgumentException("no disk " + name);
        }
        return disk;
    }

    static void forget(String name) {
        DISKS.remove(name);
    }

    /** The power fails at a later write, truncation or sync: at the next one where there are none to come before it. */
    synchronized void failAfter(long steps) {
        stepsLeft = steps;
    }

    synchronized boolean isOff() {
        return off;
    }

    /** Once the power failed: a disk with what this one may hold. */
    synchronized PowerlessDisk leave(Random random, String name) {
        if (!off) {
            throw new IllegalStateException("the power is on");
        }
        PowerlessDisk left = make(name);
        files.forEach((file, content) -> {
            int way = random.nextInt(WAYS);
            if (content.created || (way > 0 && random.nextBoolean())) {
                left.files.put(file, new Content(content.leave(way, random)));
            }
        });
        return left;
    }

    /** As it is now. */
    synchronized byte[] read(String file) {
        Content content = files.get(file);
        return content == null ? new byte[0] : Arrays.copyOf(content.now.bytes, content.now.size);
    }

    private void check() throws IOException {
        if (off) {
            throw new IOException("the power is off");
        }
    }

    /** The last one before the power fails doesn't end. */
    private void step() throws IOException {
        check();
        if (stepsLeft-- <= 0) {
            off = true;
        }
    }

    synchronized boolean exists(String file) {
        return files.containsKey(file);
    }

    /** Whether it wasn't there. */
    synchronized boolean create(String file) {
        return !off && files.putIfAbsent(file, new Content()) == null;
    }

    synchronized void delete(String file) {
        if (!off) {
            files.remove(file);
        }
    }

    /** At once and on disk, as after a sync of the folder. Nobody may write to the other file any more. */
    synchronized void move(String file, String to) {
        Content content = files.get(file);
        if (!off && content != null) {
            files.remove(file);
            files.put(to, content);
        }
    }

    synchronized List<String> list() {
        return List.copyOf(files.keySet());
    }

    private Content content(String file) throws IOException {
        check();
        Content content = files.get(file);
        if (content == null) {
            throw new FileNotFoundException(file);
        }
        return content;
    }

    synchronized long size(String file) throws IOException {
        return content(file).now.size;
    }

    synchronized int read(String file, ByteBuffer target, long position) throws IOException {
        Bytes now = content(file).now;
        int length = (int) Math.min(target.remaining(), now.size - position);
        if (length <= 0) {
            return target.hasRemaining() ? -1 : 0;
        }
        target.put(now.bytes, (int) position, length);
        return length;
    }

    synchronized int write(String file, ByteBuffer source, long position) throws IOException {
        byte[] bytes = new byte[source.remaining()];
        source.get(bytes);
        change(file, new Change((int) position, bytes));
        return bytes.length;
    }

    synchronized void truncate(String file, long size) throws IOException {
        if (size < size(file)) {
            change(file, new Change((int) size, null));
        }
    }

    private void change(String file, Change change) throws IOException {
        Content content = content(file);
        step();
        content.unsynced.add(change);
        change.apply(content.now);
        check();
    }

    synchronized void force(String file) throws IOException {
        Content content = content(file);
        step();
        check();
        content.unsynced.forEach(change -> change.apply(content.synced));
        content.unsynced.clear();
        content.created = true;
    }

    private static final class Bytes {
        byte[] bytes = new byte[1 << 16];
        int size;

        void resize(int to) {
            if (to > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(to, bytes.length * 2));
            } else if (to < size) {
                Arrays.fill(bytes, to, size, (byte) 0);
            }
            size = to;
        }
    }

    /** A write, or a truncation where there are no bytes. */
    private record Change(int position, byte @org.jspecify.annotations.Nullable [] written) {

        void apply(Bytes to) {
            if (written == null) {
                to.resize(Math.min(to.size, position));
                return;
            }
            to.resize(Math.max(to.size, position + written.length));
            System.arraycopy(written, 0, to.bytes, position, written.length);
        }

        /** One for each sector that it touches. */
        List<Change> sectors() {
            if (written == null) {
                return List.of(this);
            }
            List<Change> sectors = new ArrayList<>();
            int end = position + written.length;
            for (int from = position; from < end; from = from - from % SECTOR + SECTOR) {
                int to = Math.min(from - from % SECTOR + SECTOR, end);
                sectors.add(new Change(from, Arrays.copyOfRange(written, from - position, to - position)));
            }
            return sectors;
        }
    }

    private static final class Content {
        final Bytes now = new Bytes();
        final Bytes synced = new Bytes();
        final List<Change> unsynced = new ArrayList<>();
        /** Whether the file itself outlasts a power failure. */
        boolean created;

        Content() {}

        Content(byte[] bytes) {
            Change all = new Change(0, bytes);
            all.apply(now);
            all.apply(synced);
            created = true;
        }

        byte[] leave(int way, Random random) {
            kept(way, random).forEach(change -> change.apply(synced));
            return Arrays.copyOf(synced.bytes, synced.size);
        }

        private List<Change> kept(int way, Random random) {
            List<Change> sectors = unsynced.stream()
                    .flatMap(change -> change.sectors().stream())
                    .toList();
            int whole = random.nextInt(unsynced.size() + 1);
            int some = random.nextInt(101);
            return switch (way) {
                case 0 -> List.of();
                case 1 -> unsynced.subList(0, whole);
                // up to some moment, and of the write under way some sectors
                case 2 -> {
                    List<Change> kept = new ArrayList<>(unsynced.subList(0, whole));
                    if (whole < unsynced.size()) {
                        unsynced.get(whole).sectors().stream()
                                .filter(sector -> random.nextBoolean())
                                .forEach(kept::add);
                    }
                    yield kept;
                }
                case 3 ->
                    sectors.stream()
                            .filter(sector -> random.nextInt(100) < some)
                            .toList();
                default -> {
                    List<Change> kept = new ArrayList<>(unsynced);
                    Collections.shuffle(kept, random);
                    yield kept.subList(0, whole);
                }
            };
        }
    }
}
