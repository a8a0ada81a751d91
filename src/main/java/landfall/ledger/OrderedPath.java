package landfall.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/** H2's way to an {@link OrderedFile}: {@code jdbc:h2:ordered:…}. H2 makes it, so it is public. */
public final class OrderedPath extends FilePathWrapper {
    static final String SCHEME = "ordered";

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

    @Override
    public FileChannel open(String mode) throws IOException {
        OrderedFile file = new OrderedFile(super.open(mode));
        OPEN.values().removeIf(other -> !other.isOpen());
        OPEN.put(name, file);
        return file;
    }
}
