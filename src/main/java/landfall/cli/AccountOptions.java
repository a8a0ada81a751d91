package landfall.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import landfall.account.AccountFile;
import landfall.language.Years;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;
import org.jspecify.annotations.Nullable;

/** The options of commands that route a file of accounts for a moment, and the progress that they show. */
final class AccountOptions {

    private AccountOptions() {}

    static void add(Subparser parser) {
        parser.addArgument("--accounts").required(true).help("CSV or NDJSON file of accounts");
        addMapping(parser);
        parser.addArgument("--at").metavar("INSTANT").help("the moment to decide for, such as 2026-03-03T18:00:00Z");
    }

    /** How the columns of a file are renamed. */
    static void addMapping(Subparser parser) {
        parser.addArgument("--map")
                .action(Arguments.append())
                .metavar("FROM=TO")
                .help("read column FROM as field TO; may be given several times");
    }

    /** A file that is there and has the columns that are renamed. */
    static AccountFile file(Namespace namespace) {
        AccountFile accounts =
                new AccountFile(Path.of(namespace.getString("accounts")), names(namespace.getList("map")));
        if (!Files.isReadable(accounts.path()) || Files.isDirectory(accounts.path())) {
            throw new WrongUseException("cannot read " + accounts.path());
        }
        Set<String> unknown;
        try {
            unknown = accounts.unknownColumns();
        } catch (IOException fault) {
            throw unreadable(accounts, fault);
        }
        if (!unknown.isEmpty()) {
            throw new WrongUseException(
                    "--map names columns that the file doesn't have: " + String.join(", ", unknown));
        }
        return accounts;
    }

    /** For a file whose rows can't be read on. */
    static WrongUseException unreadable(AccountFile accounts, Exception fault) {
        return new WrongUseException("cannot read " + accounts.path() + ": " + fault.getMessage());
    }

    /** Now where none is given. */
    static Instant at(Namespace namespace, Clock clock) {
        String text = namespace.getString("at");
        try {
            return text == null
                    ? clock.instant()
                    : Years.checked(Instant.parse(text).atOffset(ZoneOffset.UTC))
                            .toInstant();
        } catch (DateTimeException fault) {
            throw new WrongUseException("--at takes an instant such as 2026-03-03T18:00:00Z, not \"" + text + "\"");
        }
    }

    /** On a terminal only, and on its error stream, so that pipes stay plain. */
    static ProgressBar progress(String task) {
        boolean terminal = Terminal.isPresent();
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(terminal ? 200 : Integer.MAX_VALUE)
                .setConsumer(terminal ? new ConsoleProgressBarConsumer(System.err) : new SilentProgress())
                .build();
    }

    private static Map<String, String> names(@Nullable List<String> mappings) {
        Map<String, String> names = new LinkedHashMap<>();
        for (String mapping : mappings == null ? List.<String>of() : mappings) {
            int equals = mapping.indexOf('=');
            if (equals <= 0 || equals == mapping.length() - 1) {
                throw new WrongUseException("--map takes FROM=TO, not \"" + mapping + "\"");
            }
            names.put(mapping.substring(0, equals), mapping.substring(equals + 1));
        }
        return names;
    }
}
