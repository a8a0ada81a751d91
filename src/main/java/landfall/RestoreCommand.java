package landfall;

import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.db.DataSourceFactory;
import java.io.PrintStream;
import java.nio.file.Path;
import landfall.cli.WrongUseException;
import landfall.ledger.LedgerDatabase;
import landfall.transfer.Restore;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** {@code restore BACKUP config.yml}: puts a backup of the embedded database in its place, where there is none yet. */
final class RestoreCommand extends DatabaseCommand {

    private final PrintStream out;

    RestoreCommand(PrintStream out) {
        super("restore", "Put a backup of the embedded database in the place where config.yml has it");
        this.out = out;
    }

    @Override
    public void configure(Subparser parser) {
        parser.addArgument("backup").metavar("BACKUP").help("file that the task backup wrote");
        super.configure(parser);
    }

    @Override
    protected void run(
            Bootstrap<LandfallConfiguration> bootstrap, Namespace namespace, LandfallConfiguration configuration) {
        DataSourceFactory settings = configuration.database();
        Path database = LedgerDatabase.file(settings)
                .orElseThrow(
                        () -> new WrongUseException(
                                settings.getUrl()
                                        + " is no embedded database in a file; a PostgreSQL is restored by its own tools, as docs/operating.md says"))
                .toAbsolutePath()
                .normalize();
        String password = settings.getPassword();
        Restore restored = Restore.run(
                Path.of(namespace.getString("backup")), database, settings.getUser(), password == null ? "" : password);
        out.println("restored " + database);
        out.printf(java.util.Locale.ROOT, "all %,d rows could be read: %s%n", restored.rows(), restored.contents());
        out.println(
                restored.compared()
                        ? "its SHA-256 is the one that was noted"
                        : "no .sha256 lay beside it, so that its bytes were not compared");
    }
}
