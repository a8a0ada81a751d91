package landfall.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where a running service leaves its address, and a key, for commands on the same machine, which can't open the database that it
 * holds. Only the service's own user may read it, who may read the database as well.
 */
public final class CommandFile {

    private static final String DATABASE = ".mv.db";
    private static final Set<PosixFilePermission> OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Path path;

    private CommandFile(Path path) {
        this.path = path;
    }

    /** What is in it. */
    public record Contents(String address, String key) {}

    /** Beside the file of an embedded database. */
    public static CommandFile beside(Path database) {
        String name = database.getFileName().toString();
        String base = name.endsWith(DATABASE) ? name.substring(0, name.length() - DATABASE.length()) : name;
        return new CommandFile(database.resolveSibling(base + ".command"));
    }

    /** Leaves it, in place of one that an earlier process left. */
    public void write(Contents contents) throws IOException {
        delete();
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] rights =
                posix ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)} : new FileAttribute<?>[0];
        Files.createFile(path, rights);
        Files.writeString(
                path, contents.address() + "\n" + contents.key() + "\n", StandardOpenOption.TRUNCATE_EXISTING);
    }

    /** Empty where no service left one; one that was killed did. */
    public Optional<Contents> read() throws IOException {
        try {
            List<String> lines = Files.readAllLines(path, StandardCharsets.UTF_8);
            return lines.size() == 2 ? Optional.of(new Contents(lines.get(0), lines.get(1))) : Optional.empty();
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    public void delete() throws IOException {
        Files.deleteIfExists(path);
    }
}
