package landfall.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** H2's way to an {@link OrderedFile}: {@code jdbc:h2:ordered:…}. H2 makes it, so it is public. */
public final class OrderedPath extends FilePathWrapper {
    static final String SCHEME = "ordered";
    private static final Logger LOG = LoggerFactory.getLogger(OrderedPath.class);

    /** By H2's name for it. */
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
     * H2 can't open a file of which its header was not written whole. One that has no more than that had nothing in it, and is
     * begun anew.
     */
    @Override
    public FileChannel open(String mode) throws IOException {
        OrderedFile file = new OrderedFile(super.open(mode));
        if (mode.equals("rw") && file.size() <= OrderedFile.HEADER) {
            file.truncate(0);
        }
        OPEN.values().removeIf(other -> !other.isOpen());
        OPEN.put(name, file);
        return file;
    }
}
