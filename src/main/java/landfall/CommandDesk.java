package landfall;

import io.dropwizard.core.setup.Environment;
import io.dropwizard.lifecycle.AutoCloseableManager;
import java.io.IOException;
import landfall.access.CommandFile;
import landfall.access.Keys;
import org.eclipse.jetty.server.Server;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells commands on the same machine where the service is, while it holds the database. */
final class CommandDesk {
    private static final Logger LOG = LoggerFactory.getLogger(CommandDesk.class);

    private final CommandFile file;
    private final Keys keys;

    CommandDesk(CommandFile file, Keys keys) {
        this.file = file;
        this.keys = keys;
    }

    void install(Environment environment) {
        environment.lifecycle().addServerLifecycleListener(this::open);
        environment.lifecycle().manage(new AutoCloseableManager(file::delete));
    }

    /** The service runs without it, too. */
    private void open(Server server) {
        try {
            file.write(new CommandFile.Contents(Welcome.address(server, "application"), keys.commandKey()));
        } catch (IOException e) {
            LOG.warn("Commands about keys can't be taken while the service runs", e);
        }
    }
}
