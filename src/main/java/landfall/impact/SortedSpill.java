package landfall.impact;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Values in the order of their keys, however many there are: what doesn't fit into memory waits in temporary files, each
 * sorted, which are merged while they are read (external merge sort; D. E. Knuth, The Art of Computer Programming 3, 5.4). For
 * one thread; a full disk throws {@link UncheckedIOException}.
 */
final class SortedSpill implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;

    /** Keys are compared byte by byte. */
    private record Entry(byte[] key, byte[] value) implements Comparable<Entry> {

        @Override
        public int compareTo(Entry other) {
            return Arrays.compareUnsigned(key, other.key);
        }

        int bytes() {
            return key.length + value.length + 64;
        }
    }

    private final int most;
    private final List<Path> files = new ArrayList<>();
    private final List<DataInputStream> open = new ArrayList<>();
    private List<Entry> entries = new ArrayList<>();
    private int bytes;
    private @Nullable Path folder;

    /**
     * Empty.
     *
     * @param most bytes that are kept in memory
     */
    SortedSpill(int most) {
        this.most = most;
    }

    /** Each key once. */
    void add(byte[] key, byte[] value) {
        Entry entry = new Entry(key, value);
        entries.add(entry);
        bytes += entry.bytes();
        if (bytes >= most) {
            write();
        }
    }

    private void write() {
        entries.sort(null);
        try {
            if (folder == null) {
                folder = Files.createTempDirectory("landfall-impact");
            }
            Path file = folder.resolve("run-" + files.size());
            files.add(file);
            try (DataOutputStream out =
                    new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER))) {
                for (Entry entry : entries) {
                    out.writeInt(entry.key().length);
                    out.write(entry.key());
                    out.writeInt(entry.value().length);
                    out.write(entry.value());
                }
            }
        } catch (IOException full) {
            throw new UncheckedIOException("what moves can't be put into temporary files", full);
        }
        entries = new ArrayList<>();
        bytes = 0;
    }

    /** Where what doesn't fit into memory is. */
    List<Path> files() {
        return List.copyOf(files);
    }

    /** The values; once, after the last was added. */
    Iterator<byte[]> values() {
        entries.sort(null);
        List<Iterator<Entry>> runs = new ArrayList<>();
        runs.add(entries.iterator());
        files.forEach(file -> runs.add(read(file)));
        PriorityQueue<Head> heads = new PriorityQueue<>(Comparator.comparing(Head::entry));
        runs.forEach(run -> push(run, heads));
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return !heads.isEmpty();
            }

            @Override
            public byte[] next() {
                Head first = heads.remove();
                push(first.rest(), heads);
                return first.entry().value();
            }
        };
    }

    private record Head(Entry entry, Iterator<Entry> rest) {}

    private static void push(Iterator<Entry> run, PriorityQueue<Head> heads) {
        if (run.hasNext()) {
            heads.add(new Head(run.next(), run));
        }
    }

    private Iterator<Entry> read(Path file) {
        try {
            DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER));
            open.add(in);
            return new Iterator<>() {
                private @Nullable Entry ahead = entry(in);

                @Override
                public boolean hasNext() {
                    return ahead != null;
                }

                @Override
                public Entry next() {
                    Entry now = ahead;
                    if (now == null) {
                        throw new NoSuchElementException();
                    }
                    ahead = entry(in);
                    return now;
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Entry entry(DataInputStream in) {
        try {
            byte[] key = new byte[in.readInt()];
            in.readFully(key);
            byte[] value = new byte[in.readInt()];
            in.readFully(value);
            return new Entry(key, value);
        } catch (EOFException end) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes the files. */
    @Override
    public void close() {
        try {
            for (DataInputStream in : open) {
                in.close();
            }
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            if (folder != null) {
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
