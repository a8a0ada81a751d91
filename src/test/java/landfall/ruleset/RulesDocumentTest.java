package landfall.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import landfall.language.FactType;
import landfall.language.Field;
import landfall.language.Fields;
import landfall.ruleset.trial.CaseReader;
import landfall.ruleset.trial.ReadCases;
import org.junit.jupiter.api.Test;

/** What the page for sales ops shows is a rule set that is right, and the faults that it shows are told like that. */
class RulesDocumentTest {

    private static final Pattern RULES = Pattern.compile("```drl\n(.*?)```", Pattern.DOTALL);
    private static final Pattern SENTENCES = Pattern.compile("```dslr\n(.*?)```", Pattern.DOTALL);
    private static final Pattern MAPPINGS = Pattern.compile("`(\\w+\\.dsl)`:\n\n```dsl\n(.*?)```", Pattern.DOTALL);
    private static final Pattern TABLES = Pattern.compile("`([\\w/.]+\\.csv)`:\n\n```csv\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CASES = Pattern.compile("```yaml\n(- name.*?)```", Pattern.DOTALL);
    private static final Pattern WRONG =
            Pattern.compile("```(drl|dslr) wrong\n(.*?)```\n```text\n(.*?)```", Pattern.DOTALL);

    private final String page;

    RulesDocumentTest() throws IOException {
        page = Files.readString(Path.of("docs/rules.md"));
    }

    @Test
    void itsExamplesTogetherAreARightRuleSet() {
        List<RuleFile> files = tables();
        List<String> rules =
                RULES.matcher(page).results().map(found -> found.group(1)).toList();
        for (int i = 0; i < rules.size(); i++) {
            files.add(file("example" + i + ".drl", rules.get(i)));
        }

        List<String> sentences =
                SENTENCES.matcher(page).results().map(found -> found.group(1)).toList();
        for (int i = 0; i < sentences.size(); i++) {
            files.add(file("sentences" + i + ".dslr", sentences.get(i)));
        }
        MAPPINGS.matcher(page).results().forEach(found -> files.add(file(found.group(1), found.group(2))));

        CheckResult result = RuleSetChecker.check(files, BadRuleSet.usual());

        assertThat(sentences).hasSize(3);
        assertThat(rules).hasSizeGreaterThan(6);
        assertThat(files)
                .extracting(RuleFile::path)
                .contains("roster/reps.csv", "lists/zips.csv", "rates.csv", "west.drl.csv");
        assertThat(new IssuePrinter(files, false).print(result.issues())).isEmpty();
    }

    @Test
    void itsFaultsAreToldAsItSays() {
        List<MatchResult> examples = WRONG.matcher(page).results().toList();

        assertThat(examples).isNotEmpty();
        for (MatchResult example : examples) {
            List<RuleFile> files = tables();
            files.add(file("example." + example.group(1), example.group(2)));
            CheckResult result = RuleSetChecker.check(files, BadRuleSet.usual());
            assertThat(new IssuePrinter(files, false).print(result.issues())).isEqualTo(example.group(3));
        }
    }

    @Test
    void itsCasesCanBeRead() {
        List<RuleFile> cases = CASES.matcher(page)
                .results()
                .map(found -> file("cases/example.yml", found.group(1)))
                .toList();

        ReadCases read = CaseReader.read(cases, Limits.DEFAULT);

        assertThat(read.issues()).isEmpty();
        assertThat(read.cases()).hasSize(2);
    }

    @Test
    void everyFieldIsInItsTables() {
        for (FactType fact : FactType.values()) {
            for (Field field : Fields.of(fact)) {
                assertThat(page).contains("`" + field.name() + "`");
            }
        }
    }

    @Test
    void itsLimitsAreThoseThatHold() {
        Limits limits = Limits.DEFAULT;

        assertThat(page)
                .contains(String.format("| files | %,d |", limits.files()))
                .contains(String.format(
                        "| one `.drl`, `.drl.xlsx` or `.drl.csv` file; one other file | %d MB; %d MB |",
                        limits.ruleFileBytes() >> 20, limits.tableFileBytes() >> 20))
                .contains(String.format(
                        "| one `.dsl` file; one sentence and its meaning | %d MB; %,d characters |",
                        Limits.MAPPING_FILE_BYTES >> 20, limits.textLength()))
                .contains(String.format("| rules | %,d |", limits.rules()))
                .contains(String.format("| words and signs in one `.drl` file | %,d |", limits.tokens()))
                .contains(String.format("| parentheses in parentheses | %d |", limits.depth()))
                .contains(String.format("| comparisons in one rule | %,d |", limits.conditions()))
                .contains(String.format("members of one rotation | %,d |", limits.values()))
                .contains(String.format("| characters of one text or cell | %,d |", limits.textLength()))
                .contains(String.format("the name of a rule or a pool | %d |", limits.nameLength()))
                .contains(String.format("| rows of one list | %,d |", limits.rows()))
                .contains(String.format("| issues told of one file | %d |", limits.issuesPerFile()))
                .contains(String.format("| cases | %,d |", limits.cases()));
    }

    private List<RuleFile> tables() {
        List<RuleFile> files = new ArrayList<>();
        TABLES.matcher(page).results().forEach(found -> files.add(file(found.group(1), found.group(2))));
        return files;
    }

    private static RuleFile file(String path, String text) {
        return new RuleFile(path, text.getBytes(StandardCharsets.UTF_8));
    }
}
