package landfall.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** The workbook that a command writes; one that is there already is never written over. */
record NewWorkbook(Path path) {

    private static final String ENDING = ".drl.xlsx";

    static void addOption(Subparser parser) {
        parser.addArgument("--output")
                .required(true)
                .metavar("FILE.drl.xlsx")
                .help("the workbook to write; it must not exist yet");
    }

    static NewWorkbook of(Namespace namespace) {
        Path path = Path.of(namespace.getString("output"));
        if (!path.toString().toLowerCase(Locale.ROOT).endsWith(ENDING)) {
            throw new WrongUseException("--output must end with " + ENDING + ", or nobody reads rules from it");
        }
        if (Files.exists(path)) {
            throw new WrongUseException(path + " exists already");
        }
        return new NewWorkbook(path);
    }

    void write(byte[] workbook) {
        try {
            Files.write(path, workbook, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException fault) {
            throw new WrongUseException("--output: cannot write " + path);
        }
    }
}
