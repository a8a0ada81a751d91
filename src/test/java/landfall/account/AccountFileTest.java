package landfall.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.primitives.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import landfall.account.AccountFile.Row;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    void aBrokenQuoteSpoilsItsRowAlone() throws Exception {
        List<Row> rows = rows(
                "a.csv",
                """
                externalId,name
                one,"Acme"s
                two,"Bolt
                three,Cord

                four,"Dove, Inc"
                five,"Echo
                of the North"
                six,"Frost
                seven,Gale
                """);
        assertThat(rows).extracting(Row::line).containsExactly(2L, 3L, 4L, 6L, 7L, 9L, 10L);
        assertThat(rows)
                .filteredOn(row -> row.fault() != null)
                .extracting(Row::line)
                .containsExactly(2L, 3L, 9L);
        assertThat(rows.get(0).fault()).isEqualTo("a quote is missing or one too many");
        assertThat(field(rows.get(3), "name")).isEqualTo("Dove, Inc");
        assertThat(field(rows.get(4), "name")).isEqualTo("Echo\nof the North");
        assertThat(field(rows.get(6), "externalId")).isEqualTo("seven");
    }

    @Test
    void rowsBehindAQuoteThatIsNeverClosedAreRead() throws Exception {
        int count = 60_000;
        for (String end : List.of("\n", "\r\n", "\r")) {
            StringBuilder text = new StringBuilder("externalId,name" + end + end + "first,\"Acme" + end);
            for (int i = 0; i < count; i++) {
                text.append("row ").append(i).append(",a name of some length").append(end);
            }
            text.append("last,\"")
                    .append("x".repeat(2_000_000))
                    .append("\"")
                    .append(end)
                    .append("end,Bolt");
            List<Row> rows = rows("a.csv", text.toString());
            assertThat(rows).hasSize(count + 3);
            assertThat(rows)
                    .filteredOn(row -> row.fault() != null)
                    .extracting(Row::line)
                    .containsExactly(3L, count + 4L);
            assertThat(rows.get(0).fault()).isEqualTo("more than 1048576 characters: is a quote never closed?");
            assertThat(rows.get(count)).satisfies(row -> {
                assertThat(row.line()).isEqualTo(count + 3);
                assertThat(field(row, "externalId")).isEqualTo("row " + (count - 1));
            });
            assertThat(field(rows.get(count + 2), "name")).isEqualTo("Bolt");
        }
    }

    @Test
    void emptyLinesBelongToNoRow() throws Exception {
        List<Row> rows =
                rows("a.csv", "externalId\n" + "\n".repeat(2_000_000) + "one\n\"two\nthree" + "\r\n".repeat(9));
        assertThat(rows).extracting(Row::line).containsExactly(2_000_002L, 2_000_003L, 2_000_004L);
        assertThat(rows.get(1).fault()).isNotNull();
        assertThat(field(rows.get(2), "externalId")).isEqualTo("three");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name,,city\n", "name,name\n", "\"na\nme\",name,name\n"})
    void aFirstRowNamesEachColumn(String text) {
        for (int empty : List.of(0, 2)) {
            assertThatThrownBy(() -> rows("a.csv", "\n".repeat(empty) + text + "Acme\n"))
                    .isInstanceOf(IOException.class)
                    .hasMessage("line " + (empty + 1)
                            + ": the first row must name each column once, and leave none unnamed");
        }
    }

    @Test
    void aFirstRowWithABrokenQuoteIsTold() {
        assertThatThrownBy(() -> rows("a.csv", "\nname,\"a\"b\nAcme,x\n"))
                .isInstanceOf(IOException.class)
                .hasMessage("line 2: a quote is missing or one too many");
        assertThatThrownBy(() -> rows("a.csv", "name,\"a\n" + "Acme,x\n".repeat(200_000)))
                .isInstanceOf(IOException.class)
                .hasMessage("line 1: more than 1048576 characters: is a quote never closed?");
    }

    @Property(tries = 300)
    void rowsWithoutBrokenQuotesAreWhatTheParserReads(
            @ForAll @Size(max = 40) List<@From("cells") List<String>> table, @ForAll @From("ends") String end)
            throws Exception {
        StringBuilder text = new StringBuilder("a,b");
        for (List<String> row : table) {
            text.append(end)
                    .append(row.stream()
                            .map(cell -> '"' + cell.replace("\"", "\"\"") + '"')
                            .collect(Collectors.joining(",")));
        }
        Path path = Files.createTempFile("landfall", ".csv");
        try {
            Files.writeString(path, text);
            try (Stream<Row> rows = new AccountFile(path, Map.of()).rows()) {
                assertThat(rows.map(row -> List.of(text(row, "a"), text(row, "b")))
                                .toList())
                        .isEqualTo(table);
            }
        } finally {
            Files.delete(path);
        }
    }

    @Provide
    Arbitrary<List<String>> cells() {
        return Arbitraries.strings().withChars("x\",\r\n").ofMaxLength(6).list().ofSize(2);
    }

    @Provide
    Arbitrary<String> ends() {
        return Arbitraries.of("\n", "\r\n", "\r", "\n\n");
    }

    private static String text(Row row, String name) {
        Object value =
                row.account() == null ? row.fault() : row.account().fields().get(name);
        return value == null ? "" : value.toString();
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
        for (int lines : List.of(1, 2, 9_000)) {
            for (String end : List.of("\n", "\r\n", "\r")) {
                String good = ("{\"name\":\"Łódź\"}" + end).repeat(lines);
                byte[] latin = ("Müller" + end).getBytes(StandardCharsets.ISO_8859_1);
                byte[] text = Bytes.concat(good.getBytes(StandardCharsets.UTF_8), latin);
                for (String name : List.of("latin.csv", "latin.ndjson")) {
                    AccountFile file = new AccountFile(Files.write(folder.resolve(name), text), Map.of());
                    assertThatThrownBy(() -> read(file))
                            .isInstanceOfAny(IOException.class, UncheckedIOException.class)
                            .hasMessage("line " + (lines + 1) + " is not UTF-8: save the file as UTF-8");
                }
            }
        }
        byte[] cut = Arrays.copyOf("name\nŁ".getBytes(StandardCharsets.UTF_8), 6);
        assertThatThrownBy(() -> read(new AccountFile(Files.write(folder.resolve("cut.csv"), cut), Map.of())))
                .hasMessage("line 2 is not UTF-8: save the file as UTF-8");
    }

    private static void read(AccountFile file) throws IOException {
        try (Stream<Row> rows = file.rows()) {
            rows.forEach(row -> {});
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
