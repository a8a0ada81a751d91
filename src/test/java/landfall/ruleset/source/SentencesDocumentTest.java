package landfall.ruleset.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import landfall.ruleset.Issues;
import landfall.ruleset.Limits;
import org.junit.jupiter.api.Test;

/** The page of sentences lists those of the files that Landfall brings, all of them and no others. */
class SentencesDocumentTest {

    private static final Path PAGE = Path.of("docs/sentences.md");
    private static final String BELOW = "<!-- The tables below are written by SentencesDocumentTest. -->\n";

    @Test
    void thePageListsEverySentenceOfBothLanguages() throws IOException {
        String page = Files.readString(PAGE);

        assertThat(page.substring(page.indexOf(BELOW) + BELOW.length())).isEqualTo(tables());
    }

    private static String tables() {
        List<Mapping> english = mappings("territories.en.dsl");
        List<Mapping> japanese = mappings("territories.ja.dsl");
        return table("The head of a rule", Mapping::isKeyword, english, japanese)
                + table(
                        "Fields, in conditions and actions",
                        mapping -> mapping.isCondition() && mapping.isConsequence(),
                        english,
                        japanese)
                + table("Conditions", mapping -> mapping.isCondition() && !mapping.isConsequence(), english, japanese)
                + table("Actions", mapping -> mapping.isConsequence() && !mapping.isCondition(), english, japanese);
    }

    private static List<Mapping> mappings(String name) {
        return Mappings.read(
                new SourceText(name, Mappings.shippedText(name)), new Issues(Limits.DEFAULT), Limits.DEFAULT);
    }

    private static String table(String title, Predicate<Mapping> part, List<Mapping> english, List<Mapping> japanese) {
        Map<String, List<List<String>>> rows = new LinkedHashMap<>();
        add(rows, 0, english.stream().filter(part).toList());
        add(rows, 1, japanese.stream().filter(part).toList());
        StringBuilder text = new StringBuilder("\n## " + title + "\n\n| means | English | 日本語 |\n|---|---|---|\n");
        rows.forEach((meaning, cells) -> text.append("| ")
                .append(meaning.isEmpty() ? "–" : "`" + meaning.replace("|", "\\|") + "`")
                .append(" | ")
                .append(String.join("<br>", cells.get(0)))
                .append(" | ")
                .append(String.join("<br>", cells.get(1)))
                .append(" |\n"));
        return text.toString();
    }

    private static void add(Map<String, List<List<String>>> rows, int column, List<Mapping> mappings) {
        for (Mapping mapping : mappings) {
            if (mapping.sentence().startsWith("date-")) {
                // A step on the way of the dates, which nobody writes.
                continue;
            }
            List<String> cell = rows.computeIfAbsent(
                            meaning(mapping.value()), key -> List.of(new ArrayList<>(), new ArrayList<>()))
                    .get(column);
            String sentence = "`" + mapping.sentence() + "`";
            if (!cell.contains(sentence)) {
                cell.add(sentence);
            }
        }
    }

    /** What the sentence stands for, with … for what it takes over. */
    private static String meaning(String value) {
        return value.replaceAll("\\{[^}]*\\}", "…")
                .replaceAll("\\s+", " ")
                .replaceAll("^(?:… )+|(?: …)+$", "")
                .strip();
    }

    /** Writes the tables anew. */
    public static void main(String[] arguments) throws IOException {
        String page = Files.readString(PAGE);
        Files.writeString(PAGE, page.substring(0, page.indexOf(BELOW) + BELOW.length()) + tables());
    }
}
