package landfall.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * A file that has the newest checkpoint, whole at any time. One that the tree doesn't contain is left there: it shows that the
 * database was set back or changed.
 */
final class CheckpointFile implements CheckpointPlace {

    private static final long LONGEST = 1 << 20;

    private final Path file;
    private String written = "";

    CheckpointFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    @Override
    public String kind() {
        return "file";
    }

    @Override
    public void put(SealedLog log) throws IOException {
        String there = read();
        SealedHead head = log.head().orElseThrow();
        if (there.equals(head.note())) {
            return;
        }
        if (!there.isEmpty() && !there.equals(written)) {
            requireBeginning(there, head, log);
        }
        write(head.note());
        written = head.note();
    }

    private String read() throws IOException {
        if (!Files.exists(file)) {
            return "";
        }
        if (Files.size(file) > LONGEST) {
            throw new IOException(file + " is no checkpoint: name a file of its own in audit.checkpoints.file");
        }
        return new String(Files.readAllBytes(file), UTF_8);
    }

    private void requireBeginning(String there, SealedHead head, SealedLog log) throws IOException {
        Checkpoint known;
        try {
            known = Checkpoint.open(there, log.key());
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    file + " is no checkpoint of this service and stays as it is; move it away if it may go: "
                            + e.getMessage(),
                    e);
        }
        if (known.size() > head.size()) {
            throw new IOException(file + " has a checkpoint of " + known.size() + " records, the database has only "
                    + head.size() + ": it was set back. Keep both; move the file away to go on");
        }
        if (!Arrays.equals(known.root(), log.root(known.size()))) {
            throw new IOException(file + " has a checkpoint of " + known.size()
                    + " records that isn't one of this database: it was changed. Keep both");
        }
    }

    private void write(String note) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(note.getBytes(UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
