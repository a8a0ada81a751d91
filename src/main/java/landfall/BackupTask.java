package landfall;

import io.dropwizard.servlets.tasks.Task;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import landfall.ledger.Backup;
import landfall.ledger.BackupException;
import landfall.ledger.LedgerDatabase;

/** {@code POST /tasks/backup?file=…} on the admin port: copies the embedded database while the service goes on. */
final class BackupTask extends Task {

    private final LedgerDatabase database;

    BackupTask(LedgerDatabase database) {
        super("backup");
        this.database = database;
    }

    @Override
    public void execute(Map<String, List<String>> parameters, PrintWriter output) {
        List<String> files = parameters.getOrDefault("file", List.of());
        if (files.size() != 1 || files.get(0).isBlank()) {
            throw new BackupException("name the file to write, once: /tasks/backup?file=/backups/landfall.mv.db");
        }
        Backup backup = database.backup(Path.of(files.get(0)));
        output.printf(
                Locale.ROOT,
                "%s%n%,d bytes, sha256 %s%n%s%n",
                backup.file(),
                backup.bytes(),
                backup.sha256(),
                backup.contents());
    }
}
