package landfall.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/** H2's way to a {@link PowerlessFile}: {@code jdbc:h2:powerless:…}. H2 makes it, so it is public. */
public final class PowerlessPath extends FilePathWrapper {

    static void register() {
        FilePath.register(new PowerlessPath());
    }

    @Override
    public String getScheme() {
        return "powerless";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        FileChannel channel = super.open(mode);
        return name.endsWith(".mv.db") ? PowerlessFile.open(unwrap().toString(), channel) : channel;
    }
}
