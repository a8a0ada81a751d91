package landfall.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import landfall.language.Issue;
import landfall.language.Place;
import landfall.language.Rule;
import landfall.ruleset.source.RuleText;

/** What holds for the reading of any files, whatever stands in them. */
final class ReadingOracle {

    private static final List<RuleFile> BASE = BadRuleSet.base();
    private static final int FARTHEST_COLUMN = 16_384;

    private ReadingOracle() {}

    /**
     * Reads a file beside right ones: the same each time, each refusal with a code and a place within the file, what is
     * accepted accepted by Drools' own parser as well, and its rules read again from their print.
     */
    static CheckResult read(String path, byte[] bytes) {
        return read(List.of(new RuleFile(path, bytes)));
    }

    static CheckResult read(List<RuleFile> files) {
        List<RuleFile> all = new ArrayList<>(BASE);
        for (RuleFile file : files) {
            all.removeIf(known -> known.path().equals(file.path()));
            all.add(file);
        }
        CheckOptions options = BadRuleSet.usual();
        ParsedRuleSet parsed = ParsedRuleSet.parse(all, options);
        List<Issue> read = parsed.issues().sorted();
        assertThat(ParsedRuleSet.parse(all, options).issues().sorted()).isEqualTo(read);
        boolean right = !parsed.issues().hasErrors();
        CheckResult result = CheckedRuleSet.check(parsed, options);
        explained(result.issues(), all);
        new IssuePrinter(all, true).print(result.issues());
        if (result instanceof CheckResult.Refused) {
            assertThat(result.issues()).anyMatch(Issue::isError);
        }
        if (right && !parsed.rules().isEmpty()) {
            readAgain(parsed.rules().stream().map(ParsedRule::rule).toList(), options);
        }
        return result;
    }

    /** Each issue has a known code, words, and a place that is in a file. */
    static void explained(List<Issue> issues, List<RuleFile> files) {
        for (Issue issue : issues) {
            assertThat(IssueCode.find(issue.code())).as(issue.toString()).isPresent();
            assertThat(issue.code().equals(IssueCode.WITNESS_DISAGREES.code()) && !isBeyondDrools(issue, files))
                    .as(issue.toString())
                    .isFalse();
            assertThat(issue.message()).isNotBlank();
            within(issue, files);
        }
    }

    /** Drools' own parser has no words with characters beyond the basic plane, such as the 𠮷 of 𠮷野家. */
    private static boolean isBeyondDrools(Issue issue, List<RuleFile> files) {
        return files.stream()
                .filter(file -> file.path().equals(issue.place().file()))
                .anyMatch(file -> new String(file.bytes(), StandardCharsets.UTF_8)
                        .codePoints()
                        .anyMatch(Character::isSupplementaryCodePoint));
    }

    private static void within(Issue issue, List<RuleFile> files) {
        Place place = issue.place();
        RuleFile file = files.stream()
                .filter(each -> each.path().equals(place.file()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no such file: " + issue));
        assertThat(place.length()).isPositive();
        if (place.isCell()) {
            assertThat(place.line()).as(issue.toString()).isPositive();
            assertThat(place.column()).as(issue.toString()).isBetween(1, FARTHEST_COLUMN);
        } else if (place.line() > 0) {
            String text = new String(file.bytes(), StandardCharsets.UTF_8);
            String[] lines = (text.startsWith("\uFEFF") ? text.substring(1) : text).split("\r\n|\r|\n", -1);
            assertThat(place.line()).as(issue.toString()).isBetween(1, lines.length);
            assertThat(place.column()).as(issue.toString()).isBetween(1, lines[place.line() - 1].length() + 1);
        }
    }

    private static void readAgain(List<Rule> rules, CheckOptions options) {
        String printed = print(rules);
        ParsedRuleSet again = ParsedRuleSet.parse(
                List.of(new RuleFile("printed.drl", printed.getBytes(StandardCharsets.UTF_8))), options);
        assertThat(again.issues().sorted())
                .as(printed)
                .filteredOn(issue -> issue.place().file().equals("printed.drl"))
                .isEmpty();
        assertThat(print(again.rules().stream().map(ParsedRule::rule).toList())).isEqualTo(printed);
    }

    private static String print(List<Rule> rules) {
        return rules.stream().map(RuleText::print).collect(Collectors.joining("\n"));
    }
}
