package landfall.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/** H2's way to an {@link OrderedFile}: {@code jdbc:h2:ordered:…}. H2 makes it, so it is public. */
public final class OrderedPath extends FilePathWrapper {
    static final String SCHEME = "ordered";

    static void register() {
        FilePath.register(new OrderedPath());
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new OrderedFile(super.open(mode));
    }
}
