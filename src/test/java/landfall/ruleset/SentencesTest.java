package landfall.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import landfall.language.Issue;
import landfall.language.Rule;
import landfall.ruleset.Preparation.Prepared;
import landfall.ruleset.source.RuleText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Landfall's sentences say is what the same rule says in a rule file. */
class SentencesTest {

    private static final Path SAMPLES = Path.of("src/test/resources/landfall/ruleset/sentences");
    private static final List<String> TEXTS = List.of(
            "US",
            "us-west",
            "quote \" and \\ backslash",
            "line\nbreak\ttab",
            "東京都 港区",
            "the end then when rule",
            "// no comment",
            "(in parentheses)",
            "is in country and or not the deal size is at least 5, keeping the owner",
            "国が不明、または担当者を変えない、1日に5件まで。",
            "\uD83D\uDE00",
            "ｱｲｳ“curly”",
            " blanks ");

    @ParameterizedTest
    @EnumSource(SentencePrinter.class)
    void rulesOfEveryFormAreReadAsTheirTwinsInARuleFile(SentencePrinter language) {
        RandomRules random = new RandomRules(new Random(20_261_128), TEXTS);
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            rules.add(random.rule("rule " + i));
        }

        ParsedRuleSet read = parse("twins.dslr", language.print(rules));
        ParsedRuleSet twins =
                parse("twins.drl", rules.stream().map(RuleText::print).collect(Collectors.joining("\n")));

        assertThat(read.issues().sorted()).isEmpty();
        assertThat(twins.issues().sorted()).isEmpty();
        assertThat(printed(read)).isEqualTo(printed(twins));
    }

    @ParameterizedTest
    @EnumSource(SentencePrinter.class)
    void theSampleRulesAsSentencesDecideTheSame(SentencePrinter language) throws IOException {
        Map<String, RuleFile> files = new TreeMap<>();
        for (RuleFile file : RuleFiles.read(Path.of("rules"))) {
            if (file.kind() != FileKind.RULES) {
                files.put(file.path(), file);
            }
        }
        for (RuleFile file : RuleFiles.read(SAMPLES.resolve(language.name().toLowerCase(java.util.Locale.ROOT)))) {
            files.put(file.path(), file);
        }
        Preparation preparation = new Preparation(
                new Preparation.Options(ZoneOffset.UTC, "USD", source -> Set.of(), Set.of()),
                Clock.fixed(Instant.parse("2026-11-24T17:00:00Z"), ZoneOffset.UTC));

        Prepared prepared = preparation.prepare(List.copyOf(files.values()));

        assertThat(prepared.issues()).isEmpty();
        assertThat(prepared).isInstanceOf(Prepared.Ready.class);
        assertThat(prepared.report().results()).hasSizeGreaterThan(90);
        assertThat(prepared.report().unreached()).isEmpty();
        assertThat(printed(ParsedRuleSet.parse(List.copyOf(files.values()), BadRuleSet.usual())))
                .isEqualTo(printed(ParsedRuleSet.parse(RuleFiles.read(Path.of("rules")), BadRuleSet.usual())));
    }

    @Test
    void aLaterCheckPointsAtTheSentence() {
        List<Issue> issues = check(
                """
                expander territories.en.dsl

                rule "Nowhere"
                    Priority 10
                when
                    The account
                    - is in one of the countries "US", "USA"
                then
                    Route to territory "us-wset"
                end
                """);

        assertThat(issues)
                .extracting(issue ->
                        issue.code() + " " + issue.place() + " " + issue.place().length())
                .containsExactly("unknown-value west.dslr:7:40 5", "unknown-territory west.dslr:9:24 9");
    }

    @Test
    void anUnknownSentenceIsToldWithTheNearestOfItsLanguage() {
        List<Issue> issues = check(
                """
                expander territories.ja.dsl

                ルール「大口」
                    優先席 10
                条件
                    取引先が次をすべて満たす
                    - 商談規漠が50000以上
                実行
                    テリトリー「us-west」に割当てる
                終わり
                """);

        assertThat(issues).extracting(Issue::code).containsOnly("unknown-sentence");
        assertThat(issues)
                .extracting(issue -> issue.place().line() + ":" + issue.place().column())
                .containsExactly("4:5", "7:7", "9:5");
        assertThat(issues.get(0).hint()).contains("優先度");
        assertThat(issues.get(1).hint()).contains("商談規模");
        assertThat(issues.get(2).hint()).contains("テリトリー {id} に割り当てる");
    }

    private static List<Issue> check(String text) {
        List<RuleFile> files = new ArrayList<>(BadRuleSet.base());
        files.add(new RuleFile("west.dslr", text.getBytes(StandardCharsets.UTF_8)));
        return RuleSetChecker.check(files, BadRuleSet.usual()).issues();
    }

    private static ParsedRuleSet parse(String path, String text) {
        List<RuleFile> files = new ArrayList<>(BadRuleSet.base());
        files.add(new RuleFile(path, text.getBytes(StandardCharsets.UTF_8)));
        return ParsedRuleSet.parse(files, BadRuleSet.usual());
    }

    private static List<String> printed(ParsedRuleSet ruleSet) {
        return ruleSet.rules().stream().map(rule -> RuleText.print(rule.rule())).toList();
    }

    /** Writes the samples anew from {@code rules/}. */
    public static void main(String[] arguments) throws IOException {
        List<RuleFile> all = RuleFiles.read(Path.of("rules"));
        for (SentencePrinter language : SentencePrinter.values()) {
            Path folder = SAMPLES.resolve(language.name().toLowerCase(java.util.Locale.ROOT));
            Files.createDirectories(folder);
            for (RuleFile file : all) {
                if (file.kind() == FileKind.RULES) {
                    List<Rule> rules = ParsedRuleSet.parse(all, BadRuleSet.usual()).rules().stream()
                            .map(ParsedRule::rule)
                            .filter(rule -> rule.place().file().equals(file.path()))
                            .toList();
                    Files.writeString(folder.resolve(file.path().replace(".drl", ".dslr")), language.print(rules));
                }
            }
        }
    }
}
