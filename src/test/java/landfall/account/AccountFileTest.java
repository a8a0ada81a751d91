package landfall.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import landfall.account.AccountFile.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of accounts: which line each row begins on, and what becomes of rows that can't be read. */
class AccountFileTest {

    @TempDir
    private Path folder;

    @Test
    void aRowBeginsOnTheLineAnEditorShows() throws Exception {
        List<Row> rows = rows(
                "a.csv",
                "externalId,name,city\n"
                        + "one,Acme,Berlin\n"
                        + "two,\"Acme\nof the\r\nNorth\",\"Oslo\r\"\n"
                        + "\n"
                        + "three,Acme\n"
                        + "\r\n"
                        + "four,\"\n\",\"\"\"quoted\"\"\"\n"
                        + "five,Acme,Rome");
        assertThat(rows).extracting(Row::line).containsExactly(2L, 3L, 8L, 10L, 12L);
        assertThat(rows.get(2).fault()).isEqualTo("2 cells where the header has 3");
        assertThat(field(rows.get(1), "name")).isEqualTo("Acme\nof the\r\nNorth");
    }

    @Test
    void aHeaderOfManyLinesCounts() throws Exception {
        List<Row> rows = rows("a.csv", "\uFEFF\"company\nname\",country\r\nAcme,US\r\nBolt,DE\r\n");
        assertThat(rows).extracting(Row::line).containsExactly(3L, 4L);
        assertThat(field(rows.get(1), "externalId")).isEqualTo("row-4");
        assertThat(field(rows.get(0), "source")).isEqualTo("file");
    }

    @Test
    void rowsOfNdjsonAreLines() throws Exception {
        List<Row> rows =
                rows("a.ndjson", "{\"externalId\": \"one\"}\n\n{\"externalId\": \n[1]\n{\"name\": \"Acme\"}\nnull\n");
        assertThat(rows).extracting(Row::line).containsExactly(1L, 3L, 4L, 5L, 6L);
        assertThat(rows.get(4).fault()).isEqualTo("not a JSON object: null");
        assertThat(rows.get(1).fault()).startsWith("not a JSON object: ");
        assertThat(rows.get(2).fault()).startsWith("not a JSON object: ");
        assertThat(field(rows.get(3), "externalId")).isEqualTo("row-5");
    }

    @Test
    void columnsAreCalledByOurNames() throws Exception {
        Path path = Files.writeString(folder.resolve("a.csv"), "id,headquarters\none,\"Berlin, Germany\"\n");
        AccountFile file = new AccountFile(path, Map.of("id", "externalId", "headquarters", "location", "hq", "city"));
        assertThat(file.unknownColumns()).containsExactly("hq");
        try (Stream<Row> rows = file.rows()) {
            assertThat(rows).singleElement().satisfies(row -> {
                assertThat(field(row, "externalId")).isEqualTo("one");
                assertThat(field(row, "location")).isEqualTo("Berlin, Germany");
            });
        }
    }

    @Test
    void whatCantBeReadOnIsToldWithItsLine() throws Exception {
        assertThatThrownBy(() -> rows("a.csv", "name,country\nAcme,US\n\"Bolt\"x,DE\nCogs,FR\n"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("line 3: ")
                .cause()
                .hasMessageStartingWith("line 3: ");
        assertThatThrownBy(() -> rows("a.csv", "name,,country\nAcme,,US\n"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("line 1: ");
        byte[] latin = "name\nAcme\nMüller\n".getBytes(StandardCharsets.ISO_8859_1);
        for (String name : List.of("latin.csv", "latin.ndjson")) {
            AccountFile file = new AccountFile(Files.write(folder.resolve(name), latin), Map.of());
            assertThatThrownBy(() -> {
                        try (Stream<Row> rows = file.rows()) {
                            rows.forEach(row -> {});
                        }
                    })
                    .hasMessageContaining("not UTF-8");
        }
    }

    private List<Row> rows(String name, String text) throws IOException {
        Path path = Files.writeString(folder.resolve(name), text);
        try (Stream<Row> rows = new AccountFile(path, Map.of()).rows()) {
            return rows.toList();
        }
    }

    private static Object field(Row row, String name) {
        return Objects.requireNonNull(
                Objects.requireNonNull(row.account()).fields().get(name));
    }
}
