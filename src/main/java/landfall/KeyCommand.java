package landfall;

import com.codahale.metrics.MetricRegistry;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.core.cli.Cli;
import io.dropwizard.core.cli.Command;
import io.dropwizard.core.setup.Bootstrap;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import landfall.access.CommandFile;
import landfall.access.KeyBody;
import landfall.access.Keys;
import landfall.cli.KeyReport;
import landfall.cli.KeyService;
import landfall.cli.KeyService.RefusedException;
import landfall.cli.WrongUseException;
import landfall.http.ApiException;
import landfall.ledger.LedgerDatabase;
import landfall.ledger.LedgerUnavailableException;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.MutuallyExclusiveGroup;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;
import net.sourceforge.argparse4j.inf.Subparsers;
import org.jspecify.annotations.Nullable;

/** {@code key create|list|revoke}: asks the service that holds the embedded database, or else writes to the database. */
final class KeyCommand extends Command {

    private final PrintStream out;

    KeyCommand(PrintStream out) {
        super("key", "Make, list and revoke API keys");
        this.out = out;
    }

    @Override
    public void configure(Subparser parser) {
        Subparsers actions =
                parser.addSubparsers().dest("action").metavar("ACTION").help("create, list or revoke");
        Subparser create = action(actions, "create", "Make a key, and show it this once");
        create.addArgument("name").help("of the person or the system; what is recorded as who did it");
        create.addArgument("--roles")
                .required(true)
                .metavar("ROLE,…")
                .help("of route, manage, edit, approve, audit, admin");
        MutuallyExclusiveGroup kind = create.addMutuallyExclusiveGroup();
        kind.addArgument("--person").action(Arguments.storeTrue()).help("whose key it is: a person's");
        kind.addArgument("--system").action(Arguments.storeTrue()).help("or a system's, where neither is said");
        create.addArgument("--teams").metavar("TEAM,…").help("whose reps it manages; else those of all teams");
        create.addArgument("--expires").metavar("DATE").help("last day on which it is valid, such as 2027-12-31");
        create.addArgument("--per-second").type(Integer.class).metavar("CALLS").help("else as config.yml says");
        action(actions, "list", "Every key there ever was");
        action(actions, "revoke", "Revoke a key for good")
                .addArgument("key")
                .help("its id, or its name where only one valid key has it");
    }

    private static Subparser action(Subparsers actions, String name, String help) {
        Subparser action = actions.addParser(name).help(help);
        action.addArgument("--config").setDefault("config.yml").metavar("FILE").help("config.yml");
        return action;
    }

    @Override
    public void run(Bootstrap<?> bootstrap, Namespace namespace) throws Exception {
        LandfallConfiguration configuration = read(bootstrap, namespace.getString("config"));
        Optional<CommandFile.Contents> running = running(configuration);
        if (running.isPresent()) {
            try {
                ask(new KeyService(running.get().address(), running.get().key()), namespace);
                return;
            } catch (ConnectException gone) {
                // it was killed, and nobody holds the database
            }
        }
        try (LedgerDatabase database = LedgerDatabase.open(configuration.database(), new MetricRegistry())) {
            Keys keys = new Keys(
                    database.jdbi(),
                    database::durably,
                    Clock.systemUTC(),
                    configuration.zone(),
                    configuration.rateLimit());
            write(
                    keys,
                    namespace,
                    bootstrap.getObjectMapper().copy().disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS));
        }
    }

    private static Optional<CommandFile.Contents> running(LandfallConfiguration configuration) throws IOException {
        Optional<Path> file = LedgerDatabase.file(configuration.database());
        return file.isPresent() ? CommandFile.beside(file.get()).read() : Optional.empty();
    }

    private void ask(KeyService service, Namespace namespace) throws IOException, InterruptedException {
        KeyReport report = new KeyReport(out);
        switch (namespace.getString("action")) {
            case "create" -> report.made(service.create(new ObjectMapper().valueToTree(body(namespace))));
            case "list" -> report.listed(service.list());
            default -> report.revoked(service.revoke(namespace.getString("key")));
        }
    }

    private void write(Keys keys, Namespace namespace, ObjectMapper json) {
        KeyReport report = new KeyReport(out);
        switch (namespace.getString("action")) {
            case "create" -> {
                Keys.Made made = keys.create(body(namespace), Keys.COMMAND_LINE, Set.of());
                report.made(json.valueToTree(Map.of("key", made.text(), "about", made.key())));
            }
            case "list" -> report.listed(json.valueToTree(Map.of("keys", keys.list())));
            default -> {
                JsonNode revoked = json.valueToTree(keys.revoke(namespace.getString("key"), Keys.COMMAND_LINE));
                report.revoked(revoked);
            }
        }
    }

    private static KeyBody body(Namespace namespace) {
        return new KeyBody(
                namespace.getString("name"),
                namespace.getBoolean("person") ? "person" : "system",
                words(namespace.getString("roles")),
                words(namespace.getString("teams")),
                namespace.getInt("per_second"),
                namespace.getString("expires"));
    }

    private static @Nullable List<@Nullable String> words(@Nullable String list) {
        return list == null
                ? null
                : Arrays.stream(list.split(","))
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .collect(Collectors.toList());
    }

    private static LandfallConfiguration read(Bootstrap<?> bootstrap, String path)
            throws IOException, ConfigurationException {
        try {
            return MoveCommand.read(bootstrap, path);
        } catch (FileNotFoundException | NoSuchFileException none) {
            throw new WrongUseException("there is no " + path + ": say --config FILE");
        }
    }

    @Override
    public void onError(Cli cli, @Nullable Namespace namespace, Throwable thrown) {
        if (thrown instanceof ApiException refused) {
            cli.getStdErr().println("landfall key: " + refused.detail());
            refused.issues().forEach(issue -> cli.getStdErr().println("  " + issue.place() + ": " + issue.message()));
        } else if (thrown instanceof WrongUseException
                || thrown instanceof RefusedException
                || thrown instanceof ConfigurationException
                || thrown instanceof LedgerUnavailableException) {
            cli.getStdErr().println("landfall key: " + thrown.getMessage());
        } else {
            super.onError(cli, namespace, thrown);
        }
    }
}
