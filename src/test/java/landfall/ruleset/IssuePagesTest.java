package landfall.ruleset;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import landfall.language.Issue;
import landfall.language.Severity;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each code has a page; its example is answered as the page says, and mended as it says by nothing more. */
class IssuePagesTest {

    private static final Path DOCUMENT = Path.of("docs/issues.md");

    @Test
    void everyCodeHasItsPageWithItsMeaning() throws IOException {
        String document = Files.readString(DOCUMENT);

        assertThat(IssuePages.list())
                .extracting(IssueHelp::code)
                .containsExactlyElementsOf(
                        Arrays.stream(IssueCode.values()).map(IssueCode::code).toList());
        for (IssueCode code : IssueCode.values()) {
            String warning = code.severity() == Severity.WARNING ? " (warning)" : "";
            assertThat(document).contains("### `" + code.code() + "`" + warning + "\n\n" + code.meaning() + "\n\n");
        }
    }

    @TestFactory
    Stream<DynamicTest> theExampleIsAnsweredLikeThatAndMendedItIsRight() {
        return BadRuleSet.all().stream().map(bad -> DynamicTest.dynamicTest(bad.code(), () -> check(bad)));
    }

    private static void check(BadRuleSet bad) throws IOException {
        IssueHelp page = IssuePages.find(bad.code()).orElseThrow();
        if (page.wrong() == null) {
            assertThat(blocks(bad.printed())).as(bad.code()).contains(page.printed());
            assertThat(codes(mendedAsAWhole(bad))).as(bad.code()).doesNotContain(bad.code());
            return;
        }
        Example example = Example.of(bad, page);
        BadRuleSet wrong = example.with(page.wrong());
        assertThat(blocks(wrong.printed())).as(bad.code()).contains(page.printed());

        List<String> before = told(wrong);
        List<String> after = told(example.with(page.mended()));

        assertThat(page.mended()).isNotNull();
        assertThat(before).as(page.mended()).containsAll(after).hasSizeGreaterThan(after.size());
        assertThat(example.with(page.mended()).issues())
                .noneMatch(issue -> example.holds(issue, page.mended().split("\n").length));
    }

    /** Faults that no line shows: without the file, or with the usual limits. */
    private static BadRuleSet mendedAsAWhole(BadRuleSet bad) throws IOException {
        List<RuleFile> files = new ArrayList<>(BadRuleSet.base());
        Path folder = BadRuleSet.FOLDER.resolve("bad").resolve(bad.code());
        if (Files.exists(folder.resolve("limits.properties"))) {
            RuleFiles.read(folder).stream()
                    .filter(file -> !file.path().equals("limits.properties"))
                    .forEach(file -> {
                        files.removeIf(one -> one.path().equals(file.path()));
                        files.add(file);
                    });
        }
        return new BadRuleSet(bad.code(), files, BadRuleSet.usual());
    }

    private static List<String> codes(BadRuleSet set) {
        return set.issues().stream().map(Issue::code).toList();
    }

    private static List<String> told(BadRuleSet set) {
        return set.issues().stream()
                .map(issue -> issue.code() + " " + issue.place().file() + " " + issue.message())
                .toList();
    }

    static List<String> blocks(String printed) {
        return List.of(printed.stripTrailing().split("\n\n"));
    }

    /** The lines of a bad rule set's file that an example takes the place of; from the first line on. */
    record Example(BadRuleSet bad, RuleFile file, List<String> lines, int first, int count) {

        static Example of(BadRuleSet bad, IssueHelp page) {
            String place = page.printed().substring(0, page.printed().indexOf(": "));
            List<String> shown = List.of(page.wrong().split("\n", -1));
            RuleFile file = bad.files().stream()
                    .filter(one -> place.startsWith(one.path() + ":") || place.startsWith(one.path() + "!"))
                    .findFirst()
                    .orElseThrow();
            // What a rule lacks can stand elsewhere, such as a case.
            file = bad.files().stream()
                    .filter(one -> one.kind() == FileKind.CASES && Collections.indexOfSubList(lines(one), shown) >= 0)
                    .findFirst()
                    .orElse(file);
            List<String> lines = lines(file);
            int at = Collections.indexOfSubList(lines, shown);
            int first = at >= 0
                    ? at
                    : Integer.parseInt(place.substring(file.path().length() + 1).replaceAll("[A-Z]+|:.*", "")) - 1;
            return new Example(bad, file, lines, first, shown.size());
        }

        private static List<String> lines(RuleFile file) {
            return List.of(new String(file.bytes(), UTF_8).split("\n", -1));
        }

        BadRuleSet with(String text) {
            List<String> now = new ArrayList<>(lines.subList(0, first));
            now.addAll(List.of(text.split("\n", -1)));
            now.addAll(lines.subList(first + count, lines.size()));
            List<RuleFile> files = new ArrayList<>(bad.files());
            files.replaceAll(one -> one.path().equals(file.path())
                    ? new RuleFile(one.path(), String.join("\n", now).getBytes(UTF_8))
                    : one);
            return new BadRuleSet(bad.code(), files, bad.options());
        }

        boolean holds(Issue issue, int length) {
            int line = issue.place().line() - 1;
            return issue.place().file().equals(file.path()) && line >= first && line < first + length;
        }
    }

    /** Writes anew what is printed for the examples. */
    public static void main(String[] arguments) throws IOException {
        String document = Files.readString(DOCUMENT);
        for (BadRuleSet bad : BadRuleSet.all()) {
            IssueHelp page = IssuePages.read(document).get(bad.code());
            if (page == null || page.wrong() == null) {
                continue;
            }
            Example example = Example.of(bad, page);
            BadRuleSet wrong = example.with(page.wrong());
            int length = page.wrong().split("\n").length;
            String printed = wrong.issues().stream()
                    .filter(issue -> issue.code().equals(bad.code()) && example.holds(issue, length))
                    .findFirst()
                    .map(issue -> new IssuePrinter(wrong.files(), false)
                            .print(List.of(issue))
                            .stripTrailing())
                    .orElse(page.printed());
            String head = "### `" + bad.code() + "`";
            int from = document.indexOf(page.printed(), document.indexOf(head + "\n") + 1);
            from = document.indexOf(head + " ") > 0
                    ? document.indexOf(page.printed(), document.indexOf(head + " "))
                    : from;
            document = document.substring(0, from)
                    + printed
                    + document.substring(from + page.printed().length());
        }
        Files.writeString(DOCUMENT, document);
    }
}
