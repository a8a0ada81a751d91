package landfall.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A copy of the embedded database's file, with its SHA-256 in a file beside it, as {@code sha256sum} writes and checks it.
 *
 * @param sha256 64 hexadecimal digits
 */
public record Backup(Path file, long bytes, String sha256, LedgerContents contents) {
    private static final String SUFFIX = ".mv.db";

    /**
     * Writes one: under a name of its own until it is complete, synced and was read.
     *
     * @throws BackupException where a file of that name exists, or it can't be written or read
     */
    static Backup write(OrderedFile database, Path file, String user, String password) {
        Path target = file.toAbsolutePath().normalize();
        if (Files.exists(target) || Files.exists(sha256(target))) {
            throw new BackupException(target + " exists already, or its .sha256 does; name another file");
        }
        Path part = target.resolveSibling(target.getFileName() + ".part" + SUFFIX);
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            return write(database, channel, part, target, user, password);
        } catch (FileAlreadyExistsException e) {
            throw new BackupException(
                    part + " exists: another backup is being written there, or was cut short; then delete it", e);
        } catch (IOException | SQLException e) {
            throw new BackupException(target + " can't be written: " + e, e);
        }
    }

    private static Backup write(
            OrderedFile database, FileChannel channel, Path part, Path target, String user, String password)
            throws IOException, SQLException {
        try {
            database.copyTo(channel);
            channel.force(true);
            LedgerContents contents = contents(part, user, password);
            String sha256 = digest(part);
            Files.writeString(
                    sha256(target),
                    sha256 + "  " + target.getFileName() + "\n",
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.SYNC);
            Files.move(part, target);
            syncFolder(target);
            return new Backup(target, Files.size(target), sha256, contents);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Opens a copy that nobody uses, changing nothing in it. */
    public static Connection open(Path file, String user, String password) throws SQLException {
        String path = file.toString();
        if (!path.endsWith(SUFFIX)) {
            throw new IllegalArgumentException("H2 opens files only whose name ends with " + SUFFIX);
        }
        return DriverManager.getConnection(
                "jdbc:h2:file:" + path.substring(0, path.length() - SUFFIX.length())
                        + ";ACCESS_MODE_DATA=r;IFEXISTS=TRUE;LAZY_QUERY_EXECUTION=TRUE",
                user,
                password);
    }

    private static LedgerContents contents(Path file, String user, String password) throws SQLException {
        try (Connection connection = open(file, user, password)) {
            return LedgerContents.read(connection);
        }
    }

    /** SHA-256 of a file's bytes, in hexadecimal digits. */
    public static String digest(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                sha256.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Where a backup's SHA-256 stands. */
    public static Path sha256(Path file) {
        return file.resolveSibling(file.getFileName() + ".sha256");
    }

    /** A new name is on disk when its folder is; where a system can't sync folders, it does so by itself. */
    public static void syncFolder(Path file) {
        Path folder = file.getParent();
        try (@Nullable
                FileChannel channel = folder == null ? null : FileChannel.open(folder, StandardOpenOption.READ)) {
            if (channel != null) {
                channel.force(true);
            }
        } catch (IOException e) {
            // Windows has no such thing
        }
    }
}
