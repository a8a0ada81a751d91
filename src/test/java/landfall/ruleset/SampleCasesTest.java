package landfall.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import landfall.account.AccountRequest;
import landfall.language.Issue;
import landfall.rotation.Placement;
import landfall.ruleset.Preparation.Prepared;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/** The sample rule set by its own cases, and over its sample of real companies. */
class SampleCasesTest {

    private static final Path RULES = Path.of("rules");
    private static final Instant NOW = Instant.parse("2026-11-24T17:00:00Z");

    private final Preparation preparation = new Preparation(
            new Preparation.Options(ZoneOffset.UTC, "USD", source -> Set.of(), Set.of()),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void everyCasePassesAndEveryRuleIsReached() throws IOException {
        Prepared prepared = preparation.prepare(RuleFiles.read(RULES));

        assertThat(prepared.issues()).isEmpty();
        assertThat(prepared).isInstanceOf(Prepared.Ready.class);
        assertThat(prepared.report().unreached()).isEmpty();
        assertThat(prepared.report().results()).hasSizeGreaterThan(90);
    }

    @Test
    void noThresholdCanMoveUnseen() throws IOException {
        assertThat(failures("30-us.drl", "employees >= 2000", "employees > 2000"))
                .singleElement()
                .asString()
                .contains(
                        "exactly two thousand people",
                        "expected territory us-mountain-enterprise, got us-west-mid-market");
        assertThat(failures("60-japan.drl", ">= 10000000000B", "> 10000000000B"))
                .isNotEmpty();
        assertThat(failures("20-partners-and-students.drl", "salience 1100", "salience 850"))
                .isNotEmpty();
        assertThat(failures("rotations.drl", "hour < 18, holiday == false", "hour < 18"))
                .isNotEmpty();
    }

    @Test
    void theSampleCompaniesSpread() throws IOException {
        Prepared.Ready ready = (Prepared.Ready) preparation.prepare(RuleFiles.read(RULES));
        Rehearsal rehearsal = new Rehearsal(ready.ruleSet().compiled(), false);
        Map<String, Integer> spread = new HashMap<>();
        List<String> unassigned = new ArrayList<>();
        for (CSVRecord company : companies()) {
            Placement placement = rehearsal.place(request(company), NOW).placement();
            spread.merge(String.valueOf(placement.territory()), 1, Integer::sum);
            if (placement.status() != Placement.Status.ASSIGNED) {
                unassigned.add(company.get("name"));
            }
        }

        assertThat(unassigned).containsExactly("Block, Inc.");
        assertThat(spread).hasSizeGreaterThan(15);
        assertThat(spread.values()).allMatch(count -> count < 503 / 4);
        assertThat(spread)
                .containsEntry("canada", 1)
                .containsEntry("strategic-accounts", 28)
                .containsEntry("london-financial", 2);
    }

    private List<String> failures(String path, String from, String to) throws IOException {
        List<RuleFile> files = new ArrayList<>();
        for (RuleFile file : RuleFiles.read(RULES)) {
            files.add(file.path().equals(path) ? edited(file, from, to) : file);
        }
        return preparation.prepare(files).issues().stream()
                .filter(issue -> issue.code().equals("case-failed"))
                .map(Issue::message)
                .toList();
    }

    private static RuleFile edited(RuleFile file, String from, String to) {
        String text = new String(file.bytes(), StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        return new RuleFile(file.path(), text.replace(from, to).getBytes(StandardCharsets.UTF_8));
    }

    private static List<CSVRecord> companies() throws IOException {
        try (Reader reader = Files.newBufferedReader(RULES.resolve("samples/companies.csv"))) {
            return CSVFormat.RFC4180
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(reader)
                    .getRecords();
        }
    }

    private static AccountRequest request(CSVRecord company) {
        Map<String, Object> fields = new LinkedHashMap<>(company.toMap());
        fields.put("location", company.get("headquarters"));
        fields.put("annualRevenue", company.get("annualRevenueUsd"));
        return new AccountRequest(new LinkedHashMap<>(fields));
    }
}
