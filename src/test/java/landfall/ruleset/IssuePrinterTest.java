package landfall.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import landfall.language.Issue;
import landfall.language.Place;
import org.junit.jupiter.api.Test;

class IssuePrinterTest {

    @Test
    void marksStandUnderWideCharactersAndBehindTabs() {
        assertThat(print("\t東京 x", new Place("a.drl", 1, 5, 1), false))
                .isEqualTo(
                        """
                        a.drl:1:5: error[syntax]: wrong
                                東京 x
                                     ^
                        hint: mend it
                        """);
        assertThat(print("ab 横浜市 c", new Place("a.drl", 1, 4, 3), false)).contains("\n       ^~~~~~\n");
    }

    @Test
    void colourIsOnlyThereWhenAskedFor() {
        Place place = new Place("a.drl", 1, 1, 1);

        assertThat(print("x", place, false)).doesNotContain("\u001b");
        assertThat(print("x", place, true)).contains("\u001b[31merror[syntax]\u001b[0m");
    }

    @Test
    void longLinesAreCutAroundTheMark() {
        String line = "a".repeat(1000) + "HERE" + "b".repeat(1000);

        String printed = print(line, new Place("a.drl", 1, 1001, 4), false);

        assertThat(printed.lines().skip(1).findFirst().orElseThrow())
                .startsWith("    …")
                .endsWith("…")
                .contains("aHEREb")
                .hasSizeLessThan(180);
        String shown = printed.lines().skip(1).findFirst().orElseThrow();
        String mark = printed.lines().skip(2).findFirst().orElseThrow();
        assertThat(mark.indexOf('^')).isEqualTo(shown.indexOf("HERE"));
    }

    @Test
    void nothingOfAFileReachesTheTerminalAsCommand() {
        assertThat(print("a\u001b[2J\u202eb", new Place("a.drl", 1, 1, 1), false))
                .doesNotContain("\u001b", "\u202e");
    }

    @Test
    void placesOfWholeFilesAndUnknownFilesHaveNoLine() {
        assertThat(print("x", Place.of("a.drl"), false)).isEqualTo("a.drl: error[syntax]: wrong\nhint: mend it\n");
        assertThat(print("x", new Place("b.drl", 7, 1, 1), false))
                .isEqualTo("b.drl:7:1: error[syntax]: wrong\nhint: mend it\n");
    }

    private static String print(String text, Place place, boolean colours) {
        RuleFile file = new RuleFile("a.drl", text.getBytes(StandardCharsets.UTF_8));
        Issue issue = IssueCode.SYNTAX.issue(place, "wrong", "mend it");
        return new IssuePrinter(List.of(file), colours).print(List.of(issue));
    }
}
