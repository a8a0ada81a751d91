package landfall.seal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Proves an export with a public key alone: each record has its hash and its place, all of them come to the roots of the
 * checkpoints, and those are signed. Reads it once and keeps a few hundred hashes. For one thread, and one export.
 */
public final class ExportCheck {

    private final VerifierKey key;
    private final List<String> outside;
    private final Deque<Checkpoint> expected = new ArrayDeque<>();
    private final GrowingTree tree = new GrowingTree((level, number, hashes, root) -> {});
    private final TreeHasher hasher = new TreeHasher();
    private long proved;

    /**
     * With what was kept apart from the service.
     *
     * @param outside signed checkpoints, which the export must agree with; it can do so only where it is not older
     */
    public ExportCheck(VerifierKey key, List<String> outside) {
        this.key = key;
        this.outside = outside;
    }

    /**
     * What came of it.
     *
     * @param leaves that were read; all of them are proved where there is no fault
     * @param checkpoint the signed size and root that they come to; null where there is a fault
     * @param fault the first place that is wrong, and what is wrong there; null where nothing is
     */
    public record Result(long leaves, @Nullable String checkpoint, @Nullable String fault) {}

    /** The export is not what was sealed; the message says where. */
    private static final class Fault extends Exception {
        private static final long serialVersionUID = 1L;

        Fault(String message) {
            super(message);
        }
    }

    /** Reads an export to its end, or to the first fault. */
    public Result check(InputStream in) throws IOException {
        try {
            Checkpoint end = read(in);
            return new Result(
                    tree.size(),
                    end.size() + " records, root " + Base64.getEncoder().encodeToString(end.root()),
                    null);
        } catch (Fault fault) {
            return new Result(tree.size(), null, fault.getMessage());
        }
    }

    private Checkpoint read(InputStream in) throws IOException, Fault {
        for (String note : outside) {
            expected.add(open(note, "the checkpoint from outside"));
        }
        ExportLines lines = new ExportLines(in);
        if (!lines.next()) {
            throw new Fault("the export is empty");
        }
        String note = ExportFormat.readFirst(lines.bytes(), lines.from(), lines.length())
                .orElseThrow(() -> new Fault("line 1 is not the first line of an export: it should begin {\"format\":\""
                        + ExportFormat.NAME + "\", and have the checkpoint that follows"));
        Checkpoint end = open(note, "line 1: the checkpoint");
        for (Checkpoint from : expected) {
            if (from.size() > end.size()) {
                throw new Fault("the export has " + end.size() + " records, and the checkpoint from outside has "
                        + from.size() + ": it is older than that, or what came after was taken out of the database");
            }
        }
        sort();
        compare("");
        while (lines.next()) {
            String line = "line " + lines.number() + ": ";
            if (!lines.isWhole()) {
                throw new Fault(line + "the end of the line is missing: the export was cut off");
            }
            if (startsWith(lines, ExportFormat.CHECKPOINT)) {
                between(lines, line);
            } else {
                leaf(lines, line, end);
            }
        }
        if (tree.size() < end.size()) {
            throw new Fault(
                    "the export ends after " + tree.size() + " of " + end.size() + " records: the rest was cut off");
        }
        requireRoot(end, "line 1: ", "the checkpoint there");
        return end;
    }

    private Checkpoint open(String note, String what) throws Fault {
        try {
            return Checkpoint.open(note, key);
        } catch (IllegalArgumentException e) {
            throw new Fault(what + " can't be trusted: " + e.getMessage());
        }
    }

    private void sort() {
        List<Checkpoint> sorted = expected.stream()
                .sorted(Comparator.comparingLong(Checkpoint::size))
                .toList();
        expected.clear();
        expected.addAll(sorted);
    }

    private void between(ExportLines lines, String line) throws Fault {
        String note = ExportFormat.readCheckpoint(lines.bytes(), lines.from(), lines.length())
                .orElseThrow(() -> new Fault(line + "this is no checkpoint"));
        Checkpoint checkpoint = open(note, line + "the checkpoint");
        if (checkpoint.size() != tree.size()) {
            throw new Fault(line + "the checkpoint is one of " + checkpoint.size() + " records, and stands after "
                    + tree.size());
        }
        requireRoot(checkpoint, line, "the checkpoint there");
    }

    private void leaf(ExportLines lines, String line, Checkpoint end) throws Fault {
        if (tree.size() == end.size()) {
            throw new Fault(line + "there are more than the " + end.size() + " records that were signed");
        }
        byte[] bytes = lines.bytes();
        byte[] number = Long.toString(tree.size()).getBytes(US_ASCII);
        int hash = lines.from() + ExportFormat.LEAF.length + number.length + ExportFormat.HASH.length;
        int record = hash + ExportFormat.HASH_LENGTH + ExportFormat.RECORD.length;
        int stop = lines.from() + lines.length() - ExportFormat.END.length;
        if (record > stop
                || !startsWith(lines, ExportFormat.LEAF)
                || !isAt(bytes, lines.from() + ExportFormat.LEAF.length, number)
                || !isAt(bytes, hash - ExportFormat.HASH.length, ExportFormat.HASH)
                || !isAt(bytes, record - ExportFormat.RECORD.length, ExportFormat.RECORD)
                || !isAt(bytes, stop, ExportFormat.END)) {
            throw new Fault(line + "this should be the record of leaf " + tree.size()
                    + ": something was taken out, put in or moved here, or the line was written anew");
        }
        byte[] leaf = hasher.leaf(bytes, record, stop - record);
        if (!isAt(bytes, hash, Base64.getEncoder().encode(leaf))) {
            throw new Fault(line + "the record of leaf " + tree.size()
                    + " doesn't have the hash that stands beside it: it was changed");
        }
        tree.append(leaf);
        compare(line);
    }

    /** With checkpoints from outside of that size. */
    private void compare(String line) throws Fault {
        while (!expected.isEmpty() && expected.getFirst().size() == tree.size()) {
            requireRoot(expected.removeFirst(), line, "the checkpoint from outside");
        }
    }

    private void requireRoot(Checkpoint checkpoint, String line, String which) throws Fault {
        if (!Arrays.equals(checkpoint.root(), tree.root())) {
            throw new Fault(line + which + " has another root than the first " + tree.size()
                    + " records come to: something among leaves " + proved + " to " + (tree.size() - 1)
                    + " was changed, or their order");
        }
        proved = tree.size();
    }

    private static boolean startsWith(ExportLines lines, byte[] prefix) {
        return lines.length() >= prefix.length && isAt(lines.bytes(), lines.from(), prefix);
    }

    private static boolean isAt(byte[] bytes, int at, byte[] expected) {
        return Arrays.equals(bytes, at, at + expected.length, expected, 0, expected.length);
    }
}
