package landfall.ledger;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** H2's way to an {@link OrderedFile}: {@code jdbc:h2:ordered:…}. H2 makes it, so it is public. */
public final class OrderedPath extends FilePathWrapper {
    static final String SCHEME = "ordered";
    private static final Logger LOG = LoggerFactory.getLogger(OrderedPath.class);

    /** By H2's name for it. */
    private static final String HEADER_BEGIN = "H:2,";

    private static final Map<String, OrderedFile> OPEN = new ConcurrentHashMap<>();

    static void register() {
        FilePath.register(new OrderedPath());
    }

    /** The file that H2 has open under a name of this scheme. */
    static Optional<OrderedFile> opened(String name) {
        return Optional.ofNullable(OPEN.get(name)).filter(OrderedFile::isOpen);
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    /** The same file without order. */
    static FilePath plain(FilePath path) {
        return path instanceof OrderedPath ordered ? ordered.unwrap() : path;
    }

    /** Which files it has is on disk when this returns; not every file system can be asked for that, nor needs to be. */
    static void syncFolder(FilePath file) {
        FilePath plain = plain(file);
        if (plain.getScheme().equals("file")) {
            try (FileChannel folder = FileChannel.open(Path.of(plain.getParent().toString()))) {
                folder.force(true);
            } catch (IOException e) {
                LOG.debug("A folder can't be synced here", e);
            }
        }
    }

    /**
     * H2 can't open a file of which its header was not written whole. One that has no more than a part of that had nothing in it,
     * and is begun anew.
     */
    @Override
    public FileChannel open(String mode) throws IOException {
        OrderedFile file = new OrderedFile(super.open(mode));
        if (mode.equals("rw") && file.size() > 0 && file.size() <= OrderedFile.HEADER) {
            beginAnew(file);
        }
        OPEN.values().removeIf(other -> !other.isOpen());
        OPEN.put(name, file);
        return file;
    }

    /** Not where somebody else has it open, who may be writing the header just now. */
    private static void beginAnew(OrderedFile file) throws IOException {
        try (FileLock lock = file.tryLock()) {
            if (lock != null && isPartOfAHeader(file)) {
                file.truncate(0);
            }
        } catch (OverlappingFileLockException open) {
            LOG.debug("It is open already", open);
        }
    }

    /** Whether there is nothing but one or both copies of the header, each in a block of its own, and zeros. */
    private static boolean isPartOfAHeader(OrderedFile file) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(OrderedFile.HEADER);
        while (bytes.hasRemaining() && file.read(bytes, bytes.position()) > 0) {
            // to the end
        }
        String read = new String(bytes.array(), ISO_8859_1);
        int block = OrderedFile.HEADER / 2;
        return Stream.of(read.substring(0, block), read.substring(block))
                .allMatch(copy -> copy.startsWith(HEADER_BEGIN) || copy.chars().allMatch(c -> c == 0));
    }
}
