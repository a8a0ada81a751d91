package landfall.ruleset.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import landfall.language.Place;
import landfall.ruleset.Issues;
import landfall.ruleset.Limits;
import org.junit.jupiter.api.Test;

class CsvTableTest {

    private final Issues issues = new Issues(Limits.DEFAULT);

    @Test
    void readsQuotedCellsWithCommasQuotesAndLineBreaks() {
        CsvTable table = read("a,b\n\"x, y\",\"say \"\"hi\"\"\"\n\"two\nlines\", plain \n");

        assertThat(rows(table)).containsExactly(List.of("x, y", "say \"hi\""), List.of("two\nlines", "plain"));
        assertThat(issues.sorted()).isEmpty();
    }

    @Test
    void knowsThePlaceOfEachCell() {
        CsvTable table = read("a,b,c\n1, 22 ,\"333\"\n\"x\ny\",4,\n");

        assertThat(table.place(0, 0)).isEqualTo(new Place("t.csv", 2, 1, 1));
        assertThat(table.place(0, 1)).isEqualTo(new Place("t.csv", 2, 4, 2));
        assertThat(table.place(0, 2)).isEqualTo(new Place("t.csv", 2, 8, 5));
        assertThat(table.place(1, 1)).isEqualTo(new Place("t.csv", 4, 4, 1));
        assertThat(table.place(1, 2)).isEqualTo(new Place("t.csv", 4, 6, 1));
    }

    @Test
    void takesAnyLineEndSkipsBlankLinesAndFillsShortRows() {
        assertThat(rows(read("a,b\r\n1,2\r3,4\n\n , \n5")))
                .containsExactly(List.of("1", "2"), List.of("3", "4"), List.of("5", ""));
        assertThat(issues.sorted()).isEmpty();
    }

    @Test
    void dropsTheByteOrderMarkAndWideBlanks() {
        byte[] bytes = "\uFEFFname\n\u3000東京\u3000\n".getBytes(StandardCharsets.UTF_8);

        CsvTable table = CsvTable.read(SourceText.read("t.csv", bytes, issues).orElseThrow(), issues, Limits.DEFAULT);

        assertThat(table.columns()).containsExactly("name");
        assertThat(rows(table)).containsExactly(List.of("東京"));
    }

    @Test
    void aFaultyRowDoesNotHideTheNext() {
        CsvTable table = read("a,b\n1,2,3\n4,5\n");

        assertThat(rows(table)).containsExactly(List.of("4", "5"));
        assertThat(issues.sorted()).hasSize(1);
    }

    private CsvTable read(String text) {
        return CsvTable.read(new SourceText("t.csv", text), issues, Limits.DEFAULT);
    }

    private static List<List<String>> rows(CsvTable table) {
        List<List<String>> rows = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            List<String> cells = new ArrayList<>();
            for (int column = 0; column < table.columns().size(); column++) {
                cells.add(table.cell(row, column));
            }
            rows.add(cells);
        }
        return rows;
    }
}
