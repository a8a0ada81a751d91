package landfall.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import landfall.language.Issue;
import landfall.language.Rule;
import landfall.ruleset.source.RuleText;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Whatever stands in a file, reading it ends with a model or with issues; what is printed is read as it was meant. */
class RulePropertiesTest {

    private static final List<String> WORDS = List.of(
            "rule",
            "\"name\"",
            "when",
            "then",
            "end",
            "Account",
            "Clock",
            "Territory",
            "(",
            ")",
            ",",
            "==",
            "!=",
            "<",
            ">=",
            "&&",
            "||",
            "!",
            "not",
            "in",
            "memberOf",
            "contains",
            "matches",
            "str",
            "[",
            "startsWith",
            "]",
            "country",
            "dealSize",
            "zone",
            "attributes",
            "\"US\"",
            "\"Asia/Tokyo\"",
            "50000",
            "0.1B",
            "-7",
            "true",
            "null",
            "routing",
            ".",
            "territory",
            "rep",
            "roundRobin",
            "team",
            "\"us-west\"",
            "\"alice\"",
            ";",
            "salience",
            "10",
            "enabled",
            "date-effective",
            "\"01-Jan-2026\"",
            "@",
            "owner",
            "wide",
            "import",
            "landfall.facts.*",
            "global",
            "eval",
            "function",
            "{",
            "}",
            "\"",
            "'x'",
            "“y”",
            "/*",
            "*/",
            "// z\n",
            "\n",
            "$a",
            ":",
            "#",
            "=",
            "\\",
            "（",
            "東京",
            "\t",
            "\u0000",
            "\uD83D");

    private static final List<String> VALID = validFiles();

    @Property(tries = 800, shrinking = ShrinkingMode.OFF)
    void soupOfTokensIsReadOrRefused(@ForAll Random random) {
        StringBuilder soup = new StringBuilder();
        for (int i = random.nextInt(120); i > 0; i--) {
            soup.append(WORDS.get(random.nextInt(WORDS.size()))).append(random.nextInt(4) == 0 ? "" : " ");
        }
        readOrRefused(soup.toString());
    }

    @Property(tries = 800, shrinking = ShrinkingMode.OFF)
    void rightFilesWithFaultsAreReadOrRefused(@ForAll Random random) {
        StringBuilder text = new StringBuilder(VALID.get(random.nextInt(VALID.size())));
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            mutate(text, random);
        }
        readOrRefused(text.toString());
    }

    @Property(tries = 200, shrinking = ShrinkingMode.OFF)
    void tablesWithFaultsAreReadOrRefused(@ForAll Random random) {
        List<RuleFile> files = new ArrayList<>();
        for (RuleFile file : BadRuleSet.base()) {
            StringBuilder text = new StringBuilder(new String(file.bytes(), StandardCharsets.UTF_8));
            mutate(text, random);
            files.add(new RuleFile(file.path(), text.toString().getBytes(StandardCharsets.UTF_8)));
        }
        accept(files);
    }

    @Property(tries = 200, shrinking = ShrinkingMode.OFF)
    void bytesAreReadOrRefused(@ForAll byte[] bytes) {
        List<RuleFile> files = new ArrayList<>(BadRuleSet.base());
        files.add(new RuleFile("bytes.drl", bytes));
        files.add(new RuleFile("lists/bytes.csv", bytes));
        accept(files);
    }

    @Property(tries = 200, shrinking = ShrinkingMode.OFF)
    void whatIsPrintedIsReadAsItWasMeant(@ForAll Random random) {
        RandomRules rules = new RandomRules(random);
        List<Rule> meant = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            meant.add(rules.rule("rule \"" + i + "\" \\ 規則"));
        }
        String text = meant.stream().map(RuleText::print).collect(Collectors.joining("\n"));

        ParsedRuleSet parsed = ParsedRuleSet.parse(
                List.of(new RuleFile("printed.drl", text.getBytes(StandardCharsets.UTF_8))), BadRuleSet.usual());

        assertThat(parsed.issues().sorted())
                .as(text)
                .filteredOn(issue -> issue.place().file().equals("printed.drl"))
                .isEmpty();
        assertThat(parsed.rules().stream()
                        .map(rule -> RuleText.print(rule.rule()))
                        .collect(Collectors.joining("\n")))
                .isEqualTo(text);
    }

    private static void readOrRefused(String text) {
        List<RuleFile> files = new ArrayList<>(BadRuleSet.base());
        files.add(new RuleFile("soup.drl", text.getBytes(StandardCharsets.UTF_8)));
        CheckResult result = accept(files);
        // Where Drools' parser reads something else than ours, our grammar has a hole.
        assertThat(result.issues()).as(text).extracting(Issue::code).doesNotContain(IssueCode.WITNESS_DISAGREES.code());
    }

    private static CheckResult accept(List<RuleFile> files) {
        CheckResult result = RuleSetChecker.check(files, BadRuleSet.usual());
        if (result instanceof CheckResult.Refused) {
            assertThat(result.issues()).anyMatch(Issue::isError);
        }
        new IssuePrinter(files, true).print(result.issues());
        return result;
    }

    private static void mutate(StringBuilder text, Random random) {
        int at = random.nextInt(text.length() + 1);
        int length = Math.min(text.length() - at, 1 + random.nextInt(6));
        switch (random.nextInt(4)) {
            case 0 -> text.delete(at, at + length);
            case 1 -> text.insert(at, WORDS.get(random.nextInt(WORDS.size())));
            case 2 -> text.replace(at, at + length, WORDS.get(random.nextInt(WORDS.size())));
            default -> text.insert(at, text.substring(at, at + length));
        }
    }

    private static List<String> validFiles() {
        try (Stream<Path> files = Files.list(Path.of("rules"))) {
            List<String> texts = new ArrayList<>();
            for (Path file : files.filter(path -> path.toString().endsWith(".drl"))
                    .sorted()
                    .toList()) {
                texts.add(Files.readString(file));
            }
            texts.add(
                    "rule \"small\"\nwhen\n    Account( country == \"US\" )\nthen\n    routing.rep(\"alice\");\nend\n");
            return texts;
        } catch (IOException fault) {
            throw new java.io.UncheckedIOException(fault);
        }
    }
}
