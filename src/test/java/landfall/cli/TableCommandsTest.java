package landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dropwizard.core.cli.Command;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.sourceforge.argparse4j.ArgumentParsers;
import net.sourceforge.argparse4j.inf.ArgumentParser;
import net.sourceforge.argparse4j.inf.Subparser;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules go into workbooks and come out of them the same. */
class TableCommandsTest {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    private final ExitStatus exit = new ExitStatus();

    @Test
    void theSampleRulesAsAWorkbookPassTheirCasesAndRouteEveryCompanyToTheSameRep() throws Exception {
        Path rules = copy("rules");
        Path workbook = folder.resolve("all.drl.xlsx");
        run(new TableCommand(exit, out), "rules", "--output", workbook.toString());
        assertThat(exit.code()).isZero();
        assertThat(text()).contains("rules written to");

        try (Stream<Path> files = Files.list(rules)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".drl")).toList()) {
                Files.delete(file);
            }
        }
        Files.copy(workbook, rules.resolve("all.drl.xlsx"));
        run(new CheckCommand(exit, out), rules.toString());
        assertThat(exit.code()).as(text()).isZero();

        assertThat(routed(rules)).isEqualTo(routed(Path.of("rules")));
    }

    @Test
    void aTableOfCommaSeparatedValuesRoutesAccountsAndItsFaultsHaveCells() throws Exception {
        Path rules = copy("src/test/resources/landfall/ruleset/base");
        Path table = rules.resolve("west.drl.csv");
        String head =
                """
                RuleSet,west
                RuleTable West
                NAME,CONDITION,CONDITION,ACTION
                ,Account...,Account...,
                ,country,dealSize >= $param,"routing.territory(""$param"");"
                Rule,Country,Deal size from,Territory
                """;
        Path accounts = folder.resolve("accounts.csv");
        Files.writeString(accounts, "externalId,country,dealSize\n1,US,60000\n2,US,10\n");

        Files.writeString(table, head + "Large,US,50000,us-west\nSmall,US,,us-east\n");
        run(
                new RouteCommand(exit, out, Clock.systemUTC()),
                "--rules",
                rules.toString(),
                "--accounts",
                accounts.toString());
        assertThat(exit.code()).isZero();
        assertThat(text()).containsPattern("us-east +1 ").containsPattern("us-west +1 ");

        Files.writeString(table, head + "Large,US,50000,us-wst\n");
        run(new CheckCommand(exit, out), rules.toString());
        assertThat(exit.code()).isEqualTo(1);
        assertThat(text()).contains("west.drl.csv!D7: error[unknown-territory]").contains("did you mean");

        run(new CheckCommand(exit, out), rules.toString(), "--json");
        assertThat(text()).contains("\"cell\"").contains("\"D7\"");
    }

    @Test
    void aTemplateHidesWhatDroolsNeedsAndOffersWhatTheRulesKnow() throws Exception {
        Path workbook = folder.resolve("new.drl.xlsx");
        run(new TemplateCommand(exit, out), "--output", workbook.toString());
        assertThat(exit.code()).isZero();

        Path rules = copy("src/test/resources/landfall/ruleset/base");
        try (XSSFWorkbook read = new XSSFWorkbook(Files.newInputStream(workbook))) {
            Sheet sheet = read.getSheetAt(0);
            Row labels = IntStream.range(0, sheet.getLastRowNum() + 1)
                    .mapToObj(sheet::getRow)
                    .filter(row -> !row.getZeroHeight())
                    .findFirst()
                    .orElseThrow();
            assertThat(labels.getRowNum()).isEqualTo(sheet.getLastRowNum());
            assertThat(labels.getCell(0).getStringCellValue()).isEqualTo("Rule");
            assertThat(sheet.getDataValidations()).hasSizeGreaterThanOrEqualTo(5);
            assertThat(choices(read.getSheet("Choices"), "country"))
                    .contains("JP")
                    .hasSizeGreaterThan(200);
            assertThat(choices(read.getSheet("Choices"), "region")).contains("CA");
            assertThat(choices(read.getSheet("Choices"), "industry")).isNotEmpty();
            assertThat(choices(read.getSheet("Choices"), "territory")).contains("us-west-enterprise");
            assertThat(choices(read.getSheet("Choices"), "rep")).contains("sato");

            Row row = sheet.createRow(labels.getRowNum() + 1);
            row.createCell(0).setCellValue("Coast");
            row.createCell(2).setCellValue("US");
            row.createCell(3).setCellValue("CA, OR");
            row.createCell(8).setCellValue(0.5);
            row.createCell(11).setCellValue("us-west");
            try (OutputStream file = Files.newOutputStream(rules.resolve("coast.drl.xlsx"))) {
                read.write(file);
            }
        }
        run(new CheckCommand(exit, out), rules.toString());
        assertThat(text()).contains("1 rule, 0 errors, 0 warnings");
    }

    @Test
    void anUnfilledTemplateHasNoRulesAndNoFaults() throws Exception {
        Path rules = copy("src/test/resources/landfall/ruleset/base");
        run(
                new TemplateCommand(exit, out),
                "--rules",
                rules.toString(),
                "--output",
                rules.resolve("new.drl.xlsx").toString());
        run(new CheckCommand(exit, out), rules.toString());
        assertThat(text()).contains("0 rules, 0 errors, 0 warnings");
    }

    @Test
    void aWorkbookThatIsThereIsNotWrittenOver() throws Exception {
        Path workbook = Files.writeString(folder.resolve("mine.drl.xlsx"), "mine");
        assertThatThrownBy(() -> run(new TableCommand(exit, out), "rules", "--output", workbook.toString()))
                .isInstanceOf(WrongUseException.class)
                .hasMessageContaining("exists already");
        assertThatThrownBy(() -> run(new TableCommand(exit, out), "rules", "--output", "all.xlsx"))
                .isInstanceOf(WrongUseException.class)
                .hasMessageContaining("must end with .drl.xlsx");
        String nowhere = folder.resolve("nowhere/all.drl.xlsx").toString();
        assertThatThrownBy(() -> run(new TableCommand(exit, out), "rules", "--output", nowhere))
                .isInstanceOf(WrongUseException.class)
                .hasMessage("--output: cannot write " + nowhere);
    }

    private static List<String> choices(Sheet sheet, String label) {
        Row labels = sheet.getRow(0);
        int column = IntStream.range(0, labels.getLastCellNum())
                .filter(i -> labels.getCell(i).getStringCellValue().equals(label))
                .findFirst()
                .orElseThrow();
        return IntStream.rangeClosed(1, sheet.getLastRowNum())
                .mapToObj(sheet::getRow)
                .filter(row -> row.getCell(column) != null)
                .map(row -> row.getCell(column).getStringCellValue())
                .toList();
    }

    private List<String> routed(Path rules) throws Exception {
        Path output = folder.resolve("routed.csv");
        run(
                new RouteCommand(exit, out, Clock.systemUTC()),
                "--rules",
                rules.toString(),
                "--accounts",
                "rules/samples/companies.csv",
                "--map",
                "headquarters=location",
                "--map",
                "annualRevenueUsd=annualRevenue",
                "--at",
                "2026-11-24T17:00:00Z",
                "--output",
                output.toString());
        assertThat(exit.code()).as(text()).isZero();
        return Files.readAllLines(output);
    }

    private void run(Command command, String... arguments) throws Exception {
        printed.reset();
        ArgumentParser parser = ArgumentParsers.newFor("landfall").build();
        Subparser subparser = parser.addSubparsers().addParser(command.getName());
        command.configure(subparser);
        String[] line = Stream.concat(Stream.of(command.getName()), Stream.of(arguments))
                .toArray(String[]::new);
        command.run(null, parser.parseArgs(line));
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private Path copy(String source) throws IOException {
        Path target = folder.resolve("copy-" + Path.of(source).getFileName());
        try (Stream<Path> files = Files.walk(Path.of(source))) {
            for (Path file : files.toList()) {
                Path to = target.resolve(Path.of(source).relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(file, to);
                }
            }
        }
        return target;
    }
}
