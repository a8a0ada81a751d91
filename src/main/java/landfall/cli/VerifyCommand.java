package landfall.cli;

import io.dropwizard.core.setup.Bootstrap;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import landfall.seal.ExportCheck;
import landfall.seal.VerifierKey;
import net.sourceforge.argparse4j.impl.Arguments;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;
import org.jspecify.annotations.Nullable;

/** {@code verify}: proves an export of sealed records with a public key, without a service or a database. */
public final class VerifyCommand extends RuleCommand {

    private static final long LONGEST = 1 << 20;

    private final ExitStatus exit;
    private final PrintStream out;

    public VerifyCommand(ExitStatus exit, PrintStream out) {
        super("verify", "Prove an export of sealed records");
        this.exit = exit;
        this.out = out;
    }

    @Override
    public void configure(Subparser parser) {
        parser.addArgument("export").metavar("EXPORT").help("file that /api/audit/export answered; - reads the input");
        parser.addArgument("--key")
                .required(true)
                .metavar("FILE")
                .help("file with the line that /api/audit/key answered, kept apart from the service");
        parser.addArgument("--checkpoint")
                .action(Arguments.append())
                .metavar("FILE")
                .help("file with a checkpoint that was kept apart from the service; may be given several times");
    }

    @Override
    public void run(@Nullable Bootstrap<?> bootstrap, Namespace namespace) throws IOException {
        VerifierKey key = key(namespace.getString("key"));
        List<String> outside = new ArrayList<>();
        for (Object file :
                Optional.ofNullable(namespace.<Object>getList("checkpoint")).orElse(List.of())) {
            outside.add(text("--checkpoint", file.toString()));
        }
        try (InputStream export = open(namespace.getString("export"))) {
            ExportCheck.Result result = new ExportCheck(key, outside).check(export);
            if (result.fault() != null) {
                out.println("not proved: " + result.fault());
                exit.set(1);
                return;
            }
            out.println("proved: " + result.checkpoint() + ", signed by " + key.line()
                    + (outside.isEmpty() ? "" : "; checkpoints from outside that agree: " + outside.size()));
        }
    }

    private static InputStream open(String export) throws IOException {
        if (export.equals("-")) {
            return new BufferedInputStream(System.in);
        }
        return Files.newInputStream(file("the export", export));
    }

    private static VerifierKey key(String file) throws IOException {
        try {
            return VerifierKey.parse(text("--key", file));
        } catch (IllegalArgumentException e) {
            throw new WrongUseException("--key " + file + ": " + e.getMessage());
        }
    }

    private static String text(String option, String name) throws IOException {
        Path file = file(option, name);
        if (Files.size(file) > LONGEST) {
            throw new WrongUseException(option + " " + name + " has more than 1 MiB: this is another file");
        }
        return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static Path file(String option, String name) {
        Path file = Path.of(name);
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new WrongUseException(option + " " + name + " is no file that can be read");
        }
        return file;
    }
}
