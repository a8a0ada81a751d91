package landfall.staff;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import landfall.ruleset.Issues;
import landfall.ruleset.Limits;
import landfall.ruleset.source.CsvTable;
import landfall.ruleset.source.SourceText;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** One row is changed, the rest stays as it was, and the roster's reader understands the result. */
class CsvTextTest {

    @Example
    void changesOneCellAndNothingElse() {
        CsvText table = text("\uFEFFid, name ,team\r\n\r\n a ,\"Al, \"\"A\"\"\",x\r\nb,Bo\r\n");
        int row = table.find("id", "a").orElseThrow();
        assertThat(table.cell(row, "name")).isEqualTo("Al, \"A\"");
        table.set(row, "team", "x;y");
        table.set(row, "name", "Al, \"A\"");
        assertThat(written(table)).isEqualTo("\uFEFFid, name ,team\r\n\r\n a ,\"Al, \"\"A\"\"\",x;y\r\nb,Bo\r\n");
    }

    @Example
    void fillsShortRowsAndAddsColumnsAndRows() {
        CsvText table = text("id,name,team\na,Al,x\nb,Bo");
        table.set(table.find("id", "b").orElseThrow(), "team", "y");
        table.set(table.find("id", "a").orElseThrow(), "calendar", "DE-BY");
        int row = table.add();
        table.set(row, "id", "c");
        table.set(row, "name", "Chie, or \"C\"");
        table.set(row, "backup", "");
        assertThat(written(table))
                .isEqualTo("id,name,team,calendar\na,Al,x,DE-BY\nb,Bo,y\nc,\"Chie, or \"\"C\"\"\",,\n");
    }

    @Example
    void removesARow() {
        CsvText table = text("id,name\na,Al\nb,Bo\n");
        table.remove(table.find("id", "a").orElseThrow());
        assertThat(written(table)).isEqualTo("id,name\nb,Bo\n");
        assertThat(table.find("id", "a")).isEmpty();
        assertThat(table.find("id", "id")).isEmpty();
    }

    @Property
    void theReaderOfTheRosterReadsWhatWasWritten(
            @ForAll("tables") List<List<String>> rows, @ForAll("cells") String value, @ForAll int pick) {
        StringBuilder text = new StringBuilder("id,first,second\n");
        for (int i = 0; i < rows.size(); i++) {
            text.append("r").append(i);
            rows.get(i).forEach(cell -> text.append(",\"")
                    .append(cell.replace("\"", "\"\""))
                    .append('"'));
            text.append('\n');
        }
        int row = Math.floorMod(pick, rows.size());
        CsvText table = text(text.toString());
        table.set(table.find("id", "r" + row).orElseThrow(), "second", value);

        List<List<String>> expected = new ArrayList<>();
        rows.forEach(each -> expected.add(new ArrayList<>(each)));
        expected.get(row).set(1, value);
        CsvTable read =
                CsvTable.read(new SourceText("t.csv", written(table)), new Issues(Limits.DEFAULT), Limits.DEFAULT);
        assertThat(read.rows()).isEqualTo(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            assertThat(List.of(read.cell(i, 1), read.cell(i, 2)))
                    .isEqualTo(expected.get(i).stream().map(String::strip).toList());
        }
    }

    @Provide
    Arbitrary<List<List<String>>> tables() {
        return cells().list().ofSize(2).list().ofMinSize(1).ofMaxSize(5);
    }

    @Provide
    Arbitrary<String> cells() {
        return Arbitraries.strings().withChars("ab,\"; \n\r日").ofMaxLength(6);
    }

    private static CsvText text(String text) {
        return CsvText.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String written(CsvText table) {
        return new String(table.bytes(), StandardCharsets.UTF_8);
    }
}
