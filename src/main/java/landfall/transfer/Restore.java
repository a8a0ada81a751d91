package landfall.transfer;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import landfall.ledger.Backup;
import landfall.ledger.BackupException;
import landfall.ledger.LedgerContents;

/**
 * Puts a backup of the embedded database where the service looks for it, once every row of the copy could be read.
 *
 * @param compared whether the backup's SHA-256 stood beside it, and is that of the copy
 */
public record Restore(LedgerContents contents, long rows, boolean compared) {

    /**
     * Restores.
     *
     * @param database the file that must not exist yet
     * @throws BackupException where it does, or the backup is not whole; then nothing was restored
     */
    public static Restore run(Path backup, Path database, String user, String password) {
        if (Files.exists(database)) {
            throw new BackupException("there is a database already: move " + database + " away first");
        }
        if (!Files.isRegularFile(backup)) {
            throw new BackupException(backup + " is no file");
        }
        Path part = database.resolveSibling("restoring-" + database.getFileName());
        try {
            Files.createDirectories(part.getParent());
            Files.copy(backup, part, StandardCopyOption.REPLACE_EXISTING);
            boolean compared = compare(backup, part);
            Restore restored = read(part, user, password, compared);
            try (FileChannel file = FileChannel.open(part, StandardOpenOption.WRITE)) {
                file.force(true);
            }
            Files.move(part, database);
            Backup.syncFolder(database);
            return restored;
        } catch (IOException | SQLException | RuntimeException e) {
            deleteIfThere(part);
            throw e instanceof BackupException known
                    ? known
                    : new BackupException(backup + " can't be restored: " + e.getMessage(), e);
        }
    }

    private static boolean compare(Path backup, Path copy) throws IOException {
        Path noted = Backup.sha256(backup);
        if (!Files.exists(noted)) {
            return false;
        }
        String expected = Files.readString(noted).split("\\s", 2)[0];
        String actual = Backup.digest(copy);
        if (!expected.equals(actual)) {
            throw new BackupException(
                    backup + " is not what it was: its SHA-256 is " + actual + ", and " + noted + " says " + expected);
        }
        return true;
    }

    private static Restore read(Path file, String user, String password, boolean compared) throws SQLException {
        try (Connection connection = Backup.open(file, user, password)) {
            LedgerContents contents = LedgerContents.read(connection);
            long rows = 0;
            for (Table table : Tables.list(connection)) {
                rows += TableCopy.digest(table, connection, () -> {}).rows();
            }
            return new Restore(contents, rows, compared);
        }
    }

    private static void deleteIfThere(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw new BackupException(part + " is of no use, and can't be deleted", e);
        }
    }
}
