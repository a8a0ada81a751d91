package landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.core.cli.Command;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import net.sourceforge.argparse4j.ArgumentParsers;
import net.sourceforge.argparse4j.inf.ArgumentParser;
import net.sourceforge.argparse4j.inf.Subparser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands over files, on the sample rule set and the real companies beside it. */
class CommandsTest {

    private static final String AT = "2026-11-24T17:00:00Z";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    private final ExitStatus exit = new ExitStatus();

    @Test
    void theSampleRulesAreCleanAndTheirCasesReachEveryRule() throws Exception {
        run(new CheckCommand(exit, out), "rules");
        assertThat(exit.code()).isZero();
        assertThat(text()).contains("0 errors").contains("0 rules reached by none");
    }

    @Test
    void checkPrintsEveryIssueWithItsPlaceAndFails() throws Exception {
        Path rules = copy("rules");
        Path file = rules.resolve("30-us.drl");
        Files.writeString(file, Files.readString(file).replaceFirst("country ==", "contry =="));
        run(new CheckCommand(exit, out), rules.toString());
        assertThat(exit.code()).isEqualTo(1);
        assertThat(text())
                .contains("30-us.drl:")
                .contains("unknown-field")
                .contains("did you mean")
                .contains("^");
    }

    @Test
    void checkExplainsACode() throws Exception {
        run(new CheckCommand(exit, out), "--explain", "unknown-field");
        assertThat(exit.code()).isZero();
        assertThat(text())
                .startsWith("error[unknown-field]\n")
                .contains("    Account( industy == \"Software\" )", "did you mean \"industry\"?")
                .contains("Mend it: ")
                .endsWith("    Account( industry == \"Software\" )\n");
        assertThatThrownBy(() -> run(new CheckCommand(exit, out), "--explain", "unknown-feld"))
                .isInstanceOf(WrongUseException.class)
                .hasMessageContaining("did you mean \"unknown-field\"?");
        assertThatThrownBy(() -> run(new CheckCommand(exit, out)))
                .isInstanceOf(WrongUseException.class)
                .hasMessageContaining("name the folder");
    }

    @Test
    void issuesNameTheirHelpPage() throws Exception {
        Path rules = copy("rules");
        Path file = rules.resolve("30-us.drl");
        Files.writeString(file, Files.readString(file).replaceFirst("country ==", "contry =="));
        run(new CheckCommand(exit, out), rules.toString());
        assertThat(text()).contains("landfall check --explain unknown-field");
        printed.reset();
        run(new CheckCommand(exit, out), rules.toString(), "--json");
        assertThat(new ObjectMapper().readTree(text()).at("/issues/0/help").asText())
                .isEqualTo("/api/help/unknown-field");
    }

    @Test
    void checkNamesTheRulesThatNoCaseReached() throws Exception {
        Path rules = copy("rules");
        try (Stream<Path> cases = Files.list(rules.resolve("cases"))) {
            for (Path file : cases.toList()) {
                Files.delete(file);
            }
        }
        run(new CheckCommand(exit, out), rules.toString());
        assertThat(exit.code()).isZero();
        assertThat(text()).contains("no case reached rule \"US West enterprise\" (30-us.drl:");
    }

    @Test
    void checkSaysWhatTheCasesReachAndRefusesTooLittle() throws Exception {
        run(new CheckCommand(exit, out), "rules", "--require-coverage", "rules=1");
        assertThat(exit.code()).isZero();
        assertThat(text())
                .containsPattern("coverage: (\\d+) of \\1 rules decided a case \\(100 %\\), \\1 matched one; ");
        printed.reset();
        run(new CheckCommand(exit, out), "rules", "--require-coverage", "rules=0.8,conditions=0.99", "--json");
        assertThat(exit.code()).isEqualTo(1);
        JsonNode report = new ObjectMapper().readTree(text());
        assertThat(report.at("/issues/0/code").asText()).isEqualTo("coverage-too-low");
        assertThat(report.at("/coverage/undecided")).isEmpty();
        assertThat(report.at("/coverage/oneSided").size())
                .isEqualTo(report.at("/coverage/conditions").asInt()
                        - report.at("/coverage/bothWays").asInt());
        assertThat(report.at("/coverage/oneSided/0/lacking").asText()).startsWith("never ");
    }

    @Test
    void checkSaysWhatCameInsteadOfWhatWasExpected() throws Exception {
        Path rules = copy("rules");
        Path cases = rules.resolve("cases/everywhere.yml");
        Files.writeString(cases, Files.readString(cases).replace("rep: kealoha", "rep: alvarez"));
        run(new CheckCommand(exit, out), rules.toString(), "--json");
        assertThat(exit.code()).isEqualTo(1);
        JsonNode failed = null;
        for (JsonNode one : new ObjectMapper().readTree(text()).path("cases")) {
            failed = one.path("passed").asBoolean() ? failed : one;
        }
        assertThat(failed.at("/differences/0").toString())
                .isEqualTo("{\"key\":\"rep\",\"expected\":\"alvarez\",\"got\":\"kealoha\"}");
        assertThat(failed.path("place").asText()).startsWith("cases/everywhere.yml:");
    }

    @Test
    void requiredCoverageIsAShare() {
        for (String wrong : List.of("rules=80", "rules", "0.8", "roles=0.8", "rules=x")) {
            assertThatThrownBy(() -> run(new CheckCommand(exit, out), "rules", "--require-coverage", wrong))
                    .isInstanceOf(WrongUseException.class)
                    .hasMessageContaining("--require-coverage");
        }
    }

    @Test
    void checkAnswersOtherProgramsInJson() throws Exception {
        run(new CheckCommand(exit, out), "rules", "--json");
        JsonNode report = new ObjectMapper().readTree(text());
        assertThat(report.path("ok").asBoolean()).isTrue();
        assertThat(report.path("cases")).isNotEmpty().allMatch(one -> one.path("passed")
                .asBoolean());
        assertThat(report.path("unreached")).isEmpty();
    }

    @Test
    void findingsCountTheAccountsOfAFileAndAreNoErrors() throws Exception {
        run(
                new CheckCommand(exit, out),
                "rules",
                "--json",
                "--accounts",
                "rules/samples/companies.csv",
                "--map",
                "headquarters=location",
                "--map",
                "annualRevenueUsd=annualRevenue");
        assertThat(exit.code()).isZero();
        JsonNode analysis = new ObjectMapper().readTree(text()).path("analysis");
        assertThat(analysis.path("accounts").asInt()).isEqualTo(503);
        assertThat(analysis.path("findings"))
                .isNotEmpty()
                .allMatch(finding -> finding.path("accounts").isNumber())
                .noneMatch(finding -> finding.path("code").asText().contains("dead"))
                .noneMatch(finding -> finding.path("code").asText().contains("shadowed"));
    }

    @Test
    void checkSaysWhatIsWrongWithTheFileOfAccounts() {
        assertThatThrownBy(() -> run(new CheckCommand(exit, out), "rules", "--accounts", "nowhere.csv"))
                .isInstanceOf(WrongUseException.class)
                .hasMessage("cannot read nowhere.csv");
        assertThatThrownBy(() -> run(new CheckCommand(exit, out), "rules", "--accounts", "rules"))
                .isInstanceOf(WrongUseException.class)
                .hasMessage("cannot read rules");
    }

    @Test
    void rowsThatCantBeReadAreNamed() throws Exception {
        Path accounts = Files.writeString(folder.resolve("torn.csv"), "name,country\nAcme,US\nBolt\n");
        run(new CheckCommand(exit, out), "rules", "--accounts", accounts.toString());
        assertThat(exit.code()).isZero();
        assertThat(text())
                .contains(accounts + ":3: 1 cell where the header has 2\n1 row of the accounts could not be read\n");
        Files.writeString(accounts, "name,country\nAcme,US\n\"Bolt\"x,US\n");
        run(new RouteCommand(exit, out, clock()), "--rules", "rules", "--accounts", accounts.toString());
        assertThat(text()).contains(accounts + ":3: a quote is missing or one too many\n");
        for (String name : List.of("latin.csv", "latin.ndjson")) {
            String latin = Files.writeString(
                            folder.resolve(name), "{\"name\":1}\n{\"name\":\"Müller\"}\n", StandardCharsets.ISO_8859_1)
                    .toString();
            String sentence = "cannot read " + latin + ": line 2 is not UTF-8: save the file as UTF-8";
            assertThatThrownBy(() -> run(new CheckCommand(exit, out), "rules", "--accounts", latin))
                    .isInstanceOf(WrongUseException.class)
                    .hasMessage(sentence);
            assertThatThrownBy(() -> run(new RouteCommand(exit, out, clock()), "--rules", "rules", "--accounts", latin))
                    .isInstanceOf(WrongUseException.class)
                    .hasMessage(sentence);
        }
        String output = folder.resolve("nowhere/out.csv").toString();
        assertThatThrownBy(() -> run(
                        new RouteCommand(exit, out, clock()),
                        "--rules",
                        "rules",
                        "--accounts",
                        "rules/samples/companies.csv",
                        "--output",
                        output))
                .isInstanceOf(WrongUseException.class)
                .hasMessage("--output: cannot write " + output);
    }

    @Test
    void everyRealCompanyHasAnOwner() throws Exception {
        Path output = folder.resolve("out.csv");
        run(
                new RouteCommand(exit, out, clock()),
                "--rules",
                "rules",
                "--accounts",
                "rules/samples/companies.csv",
                "--map",
                "headquarters=location",
                "--map",
                "annualRevenueUsd=annualRevenue",
                "--at",
                AT,
                "--output",
                output.toString());
        assertThat(exit.code()).isZero();
        List<String> lines = Files.readAllLines(output);
        assertThat(lines).hasSize(504);
        assertThat(lines.get(0)).isEqualTo("externalId,status,territory,repId,rule,reason");
        assertThat(lines.stream().skip(1)).noneMatch(line -> line.contains(",fallback,"));
        assertThat(text()).contains("503 accounts").contains("us-west-enterprise");
    }

    @Test
    void routeReadsNdjsonAndNamesEveryBadRow() throws Exception {
        Path accounts = folder.resolve("accounts.ndjson");
        Files.writeString(
                accounts, "{\"externalId\":\"a\",\"country\":\"Japan\"}\n\n{broken\n[1]\n{\"country\":\"US\"}\n");
        run(new RouteCommand(exit, out, clock()), "--rules", "rules", "--accounts", accounts.toString());
        assertThat(exit.code()).isEqualTo(1);
        assertThat(text())
                .contains("accounts.ndjson:3: ")
                .contains("accounts.ndjson:4: ")
                .contains("2 accounts");
    }

    @Test
    void routeNamesARowWithTooFewCells() throws Exception {
        Path accounts = folder.resolve("accounts.csv");
        Files.writeString(accounts, "externalId,country\na,US\nb\n");
        run(new RouteCommand(exit, out, clock()), "--rules", "rules", "--accounts", accounts.toString());
        assertThat(exit.code()).isEqualTo(1);
        assertThat(text()).contains("accounts.csv:3: 1 cell where the header has 2");
    }

    @Test
    void companiesShareAnOwnerWhereAsked() throws Exception {
        Path accounts = folder.resolve("accounts.csv");
        Path output = folder.resolve("out.csv");
        Files.writeString(
                accounts,
                "externalId,country,region,employees,domain\na,US,IL,9000,acme.com\nb,US,IL,9000,www.acme.com\n");
        run(
                new RouteCommand(exit, out, clock()),
                "--rules",
                "rules",
                "--accounts",
                accounts.toString(),
                "--match",
                "company",
                "--output",
                output.toString());
        List<String> lines = Files.readAllLines(output);
        assertThat(lines.get(2)).contains("existing company");
        assertThat(lines.get(2).split(",")[3]).isEqualTo(lines.get(1).split(",")[3]);
    }

    @Test
    void wrongUseIsAnsweredByASentence() {
        assertThatThrownBy(() ->
                        run(new CheckCommand(exit, out), folder.resolve("none").toString()))
                .isInstanceOf(WrongUseException.class)
                .hasMessageContaining("is not a folder");
        assertThatThrownBy(() -> run(
                        new RouteCommand(exit, out, clock()),
                        "--rules",
                        "rules",
                        "--accounts",
                        "rules/samples/companies.csv",
                        "--map",
                        "nothing=location"))
                .isInstanceOf(WrongUseException.class)
                .hasMessageContaining("nothing");
        assertThatThrownBy(() -> run(
                        new RouteCommand(exit, out, clock()),
                        "--rules",
                        "rules",
                        "--accounts",
                        "rules/samples/companies.csv",
                        "--at",
                        "tomorrow"))
                .isInstanceOf(WrongUseException.class)
                .hasMessageContaining("tomorrow");
    }

    private static void run(Command command, String... arguments) throws Exception {
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

    private static Clock clock() {
        return Clock.fixed(Instant.parse(AT), ZoneOffset.UTC);
    }

    private Path copy(String source) throws IOException {
        Path target = folder.resolve("copy");
        try (Stream<Path> files = Files.walk(Path.of(source))) {
            files.forEach(file -> {
                try {
                    Files.copy(file, target.resolve(Path.of(source).relativize(file)));
                } catch (IOException fault) {
                    throw new UncheckedIOException(fault);
                }
            });
        }
        return target;
    }
}
