package landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.core.cli.Command;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.sourceforge.argparse4j.ArgumentParsers;
import net.sourceforge.argparse4j.inf.ArgumentParser;
import net.sourceforge.argparse4j.inf.Subparser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code impact} on the sample rules, by the example of docs/impact.md and with bad input. */
class ImpactCommandTest {

    private static final Path DOCUMENT = Path.of("docs/impact.md");
    private static final String COLUMNS = "externalId,country,region,employees\n";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    private final ExitStatus exit = new ExitStatus();
    private Path draft;

    /** As the document says: Colorado goes from the mountains to the west, and its case is gone. */
    @BeforeEach
    void draft() throws Exception {
        draft = folder.resolve("draft");
        try (Stream<Path> files = Files.walk(Path.of("rules"))) {
            for (Path file : files.toList()) {
                Path copy = draft.resolve(Path.of("rules").relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else if (!file.startsWith("rules/cases")) {
                    Files.copy(file, copy);
                }
            }
        }
        List<String> rules = new ArrayList<>(
                Arrays.asList(Files.readString(draft.resolve("30-us.drl")).split("(?=rule \")")));
        rules.replaceAll(rule -> rule.startsWith("rule \"US Mountain enterprise\"")
                ? rule.replace("\"CO\", ", "").replace(", \"CO\"", "")
                : rule.startsWith("rule \"US West enterprise\"")
                        ? rule.replaceFirst("region in \\(", "$0\"CO\", ")
                        : rule);
        Files.writeString(draft.resolve("30-us.drl"), String.join("", rules));
    }

    @Test
    void theExampleOfTheDocumentIsWhatIsPrinted() throws Exception {
        run(documented());
        assertThat(exit.code()).isZero();
        assertThat(text()).startsWith(block("The answer begins").strip());
        List<String> table = Files.readAllLines(folder.resolve("movers.csv"));
        assertThat(table).hasSize(6);
        assertThat(table.get(0)).startsWith("source,externalId,name,kind,fromRep,toRep,fromTerritory,toTerritory");
        assertThat(table.subList(1, 6))
                .allSatisfy(
                        line -> assertThat(line)
                                .contains(",territory,")
                                .contains(
                                        "us-mountain-enterprise,us-west-enterprise,assigned,assigned,US Mountain enterprise,30-us.drl:"));
    }

    @Test
    void aSpreadsheetRunsNoCellOfTheTable() throws Exception {
        Path table = folder.resolve("movers.csv");
        Path accounts = accounts("=1+1,US,CO,9000\n");
        run(
                "--from",
                "rules",
                "--to",
                draft.toString(),
                "--accounts",
                accounts.toString(),
                "--output",
                table.toString());
        assertThat(Files.readAllLines(table).get(1)).startsWith("file,'=1+1,,territory,");
    }

    @Test
    void withoutKeepOwnerTheyGoByTurns() throws Exception {
        Path rotations = draft.resolve("rotations.drl");
        String[] rules = Files.readString(rotations).split("(?=rule \")");
        for (int i = 0; i < rules.length; i++) {
            if (rules[i].contains("us-west-enterprise")) {
                rules[i] = rules[i].replace(".keepOwner()", "");
            }
        }
        Files.writeString(rotations, String.join("", rules));
        run(documented());
        assertThat(text()).startsWith("5 of 503 accounts would move (1.0%): 5 to another rep.");
    }

    @Test
    void jsonIsForOtherPrograms() throws Exception {
        Path accounts = accounts("a,US,CO,9000\nb,US\nc,US,NY,9000\n");
        run("--from", "rules", "--to", draft.toString(), "--accounts", accounts.toString(), "--json");
        JsonNode impact = new ObjectMapper().readTree(text());
        assertThat(impact.path("accounts").asInt()).isEqualTo(2);
        assertThat(impact.path("moves").asInt()).isEqualTo(1);
        assertThat(impact.at("/kinds/territory").asInt()).isEqualTo(1);
        assertThat(impact.at("/unreadRows/0/line").asInt()).isEqualTo(3);
        assertThat(impact.at("/flows/0/from").asText()).isEqualTo("us-mountain-enterprise");
    }

    @Test
    void rowsThatCannotBeReadAreNamedAndTheRestIsAsked() throws Exception {
        Path accounts = accounts("\"a\nb\",US,CO,9000\nb,US\n");
        run("--from", "rules", "--to", draft.toString(), "--accounts", accounts.toString());
        assertThat(exit.code()).isZero();
        assertThat(text())
                .startsWith(accounts + ":4: 2 cells where the header has 4\n1 of 1 account would move")
                .endsWith("1 row could not be read\n");
    }

    /** Where nobody looks at a terminal, progress is shown nowhere: pipes stay plain. */
    @Test
    void progressIsNoPartOfTheAnswer() throws Exception {
        PrintStream error = System.err;
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
        try {
            run(
                    "--from",
                    "rules",
                    "--to",
                    "rules",
                    "--accounts",
                    accounts("a,US,CO,9000\n").toString());
        } finally {
            System.setErr(error);
        }
        assertThat(text()).isEqualTo("Nobody moves: the one account stays where it is.\n");
        assertThat(told.toString(StandardCharsets.UTF_8)).doesNotContain("impact");
    }

    @Test
    void aDraftWithErrorsIsToldWithItsPlaces() throws Exception {
        Path file = draft.resolve("30-us.drl");
        Files.writeString(file, Files.readString(file).replaceFirst("country ==", "contry =="));
        run(
                "--from",
                "rules",
                "--to",
                draft.toString(),
                "--accounts",
                accounts("a,US,CO,9000\n").toString());
        assertThat(exit.code()).isEqualTo(1);
        assertThat(text()).contains("30-us.drl:").contains("unknown-field").doesNotContain("accounts");
    }

    @Test
    void wrongUseIsToldInASentence() throws Exception {
        String accounts = accounts("a,US,CO,9000\n").toString();
        String latin = Files.writeString(
                        folder.resolve("latin.csv"), COLUMNS + "a,US,CO,9000\nü,US,CO,1\n", StandardCharsets.ISO_8859_1)
                .toString();
        String unnamed = Files.writeString(folder.resolve("unnamed.csv"), "externalId,,country\na,,US\n")
                .toString();
        assertWrong(
                "cannot read " + folder.resolve("none.csv"),
                "--accounts",
                folder.resolve("none.csv").toString());
        assertWrong("--map takes FROM=TO", "--accounts", accounts, "--map", "country");
        assertWrong(
                "--map names columns that the file doesn't have: land",
                "--accounts",
                accounts,
                "--map",
                "land=country");
        assertWrong("--at takes an instant such as", "--accounts", accounts, "--at", "noon");
        assertWrong(
                "--output: cannot write",
                "--accounts",
                accounts,
                "--output",
                folder.resolve("no/a.csv").toString());
        assertWrong("cannot read " + latin + ": line 3 is not UTF-8: save the file as UTF-8", "--accounts", latin);
        assertWrong(
                "cannot read " + unnamed + ": line 1: the first row must name each column once, and leave none unnamed",
                "--accounts",
                unnamed);
    }

    private void assertWrong(String message, String... arguments) {
        assertThatThrownBy(() ->
                        run(Stream.concat(Stream.of("--from", "rules", "--to", draft.toString()), Stream.of(arguments))
                                .toArray(String[]::new)))
                .isInstanceOf(WrongUseException.class)
                .hasMessageStartingWith(message);
    }

    private Path accounts(String rows) throws Exception {
        return Files.writeString(folder.resolve("accounts.csv"), COLUMNS + rows);
    }

    /** The document's command, with the draft's folder and the table in a folder of the test. */
    private String[] documented() throws Exception {
        MatchResult command = Pattern.compile("```\njava -jar target/landfall.jar impact (.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(DOCUMENT))
                .results()
                .findFirst()
                .orElseThrow();
        return Stream.of(command.group(1).replace("\\\n", " ").strip().split("\\s+"))
                .map(word -> word.equals("draft/")
                        ? draft.toString()
                        : word.equals("movers.csv") ? folder.resolve(word).toString() : word)
                .toArray(String[]::new);
    }

    private static String block(String after) throws Exception {
        String document = Files.readString(DOCUMENT);
        String rest = document.substring(document.indexOf(after));
        MatchResult block = Pattern.compile("```\n(.*?)```", Pattern.DOTALL)
                .matcher(rest)
                .results()
                .findFirst()
                .orElseThrow();
        return block.group(1);
    }

    private void run(String... arguments) throws Exception {
        Command command = new ImpactCommand(exit, out, Clock.systemUTC());
        ArgumentParser parser = ArgumentParsers.newFor("landfall").build();
        Subparser subparser = parser.addSubparsers().addParser(command.getName());
        command.configure(subparser);
        String[] all = Stream.concat(Stream.of(command.getName()), Stream.of(arguments))
                .toArray(String[]::new);
        command.run(null, parser.parseArgs(all));
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
