package landfall.ruleset.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import landfall.language.Issue;
import landfall.ruleset.Issues;
import landfall.ruleset.Limits;
import landfall.ruleset.RuleFile;
import org.junit.jupiter.api.Test;

/** Workbooks that were made to do harm, or that have grown beyond what a table of rules can be. */
class HostileWorkbookTest {

    private static final String SHEET = "xl/worksheets/sheet1.xml";
    private static final String SPACE = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";

    private final byte[] right =
            Workbook.usual().line("1", "US", null, null, null, null, "us").bytes();

    @Test
    void the_workbook_that_the_others_are_made_of_is_read() throws IOException {
        assertThat(told(with(Map.of()))).isEmpty();
    }

    @Test
    void an_entry_that_unpacks_to_very_much_is_refused() throws IOException {
        byte[] bomb = with(Map.of("xl/media/image1.png", new byte[200 << 20]));

        assertThat(bomb).hasSizeLessThan(1 << 20);
        assertThat(told(bomb))
                .containsExactly("workbook-refused: this workbook is damaged: it unpacks to more than 67108864 bytes");
    }

    @Test
    void a_document_type_is_refused_in_any_part_and_encoding() throws IOException {
        String evil =
                """
                <?xml version="1.0" encoding="%s"?>
                <!DOCTYPE sst [<!ENTITY x SYSTEM "file:///etc/hostname">]>
                <sst %s><si><t>&x;</t></si></sst>
                """;
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16)) {
            byte[] part = evil.formatted(charset.name(), SPACE).getBytes(charset);
            assertThat(told(with(Map.of("xl/sharedStrings.xml", part))))
                    .singleElement()
                    .asString()
                    .startsWith("workbook-refused")
                    .contains("DOCTYPE");
            assertThat(told(with(Map.of("docProps/core.xml", part))))
                    .singleElement()
                    .asString()
                    .contains("DOCTYPE");
        }
    }

    @Test
    void macros_and_links_to_other_files_are_refused() throws IOException {
        for (String part : List.of(
                "xl/vbaProject.bin",
                "xl/externalLinks/externalLink1.xml",
                "xl/connections.xml",
                "xl/embeddings/oleObject1.bin")) {
            assertThat(told(with(Map.of(part, "<a/>".getBytes(StandardCharsets.UTF_8)))))
                    .as(part)
                    .singleElement()
                    .asString()
                    .startsWith("workbook-refused: this workbook has macros, or takes something from other files");
        }
    }

    @Test
    void a_million_rows_are_refused() throws IOException {
        StringBuilder sheet = new StringBuilder("<worksheet " + SPACE + "><sheetData>");
        for (int i = 1; i <= 1_000_000; i++) {
            sheet.append("<row r=\"").append(i).append("\"/>");
        }
        sheet.append("</sheetData></worksheet>");

        assertThat(told(with(Map.of(SHEET, sheet.toString().getBytes(StandardCharsets.UTF_8)))))
                .containsExactly("too-many-rows: this workbook has more than 100000 rows");
    }

    @Test
    void too_many_cells_in_a_row_are_refused() throws IOException {
        String sheet = "<worksheet " + SPACE + "><sheetData><row r=\"1\">" + "<c/>".repeat(600_000)
                + "</row></sheetData></worksheet>";

        assertThat(told(with(Map.of(SHEET, sheet.getBytes(StandardCharsets.UTF_8)))))
                .containsExactly("workbook-refused: this workbook has more than 500000 cells");
    }

    @Test
    void rows_that_reach_very_far_to_the_right_are_refused() throws IOException {
        StringBuilder sheet = new StringBuilder("<worksheet " + SPACE + "><sheetData>");
        for (int i = 1; i <= 10_000; i++) {
            sheet.append("<row r=\"" + i + "\"><c r=\"XFD" + i + "\"/></row>");
        }
        sheet.append("</sheetData></worksheet>");

        assertThat(told(with(Map.of(SHEET, sheet.toString().getBytes(StandardCharsets.UTF_8)))))
                .singleElement()
                .asString()
                .startsWith("workbook-refused: this workbook has more than 500000 cells");
    }

    @Test
    void a_huge_text_is_refused() throws IOException {
        String strings = "<sst " + SPACE + "><si><t>" + "x".repeat(5_000_000) + "</t></si></sst>";

        assertThat(told(with(Map.of("xl/sharedStrings.xml", strings.getBytes(StandardCharsets.UTF_8)))))
                .containsExactly("text-too-long: a text of this workbook has more than 32767 characters");
    }

    @Test
    void parts_within_parts_are_refused() throws IOException {
        String deep = "<worksheet " + SPACE + ">" + "<a>".repeat(100_000) + "</worksheet>";

        assertThat(told(with(Map.of(SHEET, deep.getBytes(StandardCharsets.UTF_8)))))
                .containsExactly("workbook-refused: the parts of this workbook are nested too deeply");
    }

    @Test
    void what_is_no_workbook_is_refused() {
        assertThat(told("RuleTable,West".getBytes(StandardCharsets.UTF_8)))
                .singleElement()
                .asString()
                .startsWith("workbook-refused: this is no .xlsx workbook");
        assertThat(told(java.util.Arrays.copyOf(right, right.length / 2)))
                .singleElement()
                .asString()
                .startsWith("workbook-refused");
        assertThat(told(new byte[0])).isNotEmpty();
    }

    @Test
    void rules_that_run_code_are_refused_at_their_cells() {
        Workbook evil = Workbook.of(
                        new String[] {"CONDITION", "ACTION", "PRIORITY"},
                        new String[] {null, null, null},
                        new String[] {"eval($param)", "$param", null})
                .line("System.exit(0)", "System.exit(1);", "(System.exit(2))");

        assertThat(issues(evil.bytes()).stream().map(issue -> issue.place().cellName() + " " + issue.code()))
                .containsExactly("A7 unsupported-pattern", "B9 unsupported-statement", "C9 syntax");
    }

    @Test
    void functions_and_foreign_imports_are_refused_at_their_cells() {
        Workbook evil = new Workbook()
                .line("RuleSet", "rules")
                .line("Import", "java.lang.Runtime")
                .line("Functions", "function void f() { System.exit(0); }")
                .table("US");

        assertThat(issues(evil.bytes()).stream().map(issue -> issue.place().cellName() + " " + issue.code()))
                .contains("B2 unknown-import", "B3 unsupported-statement");
    }

    private static List<String> told(byte[] workbook) {
        return issues(workbook).stream()
                .map(issue -> issue.code() + ": " + issue.message())
                .toList();
    }

    private static List<Issue> issues(byte[] workbook) {
        Issues issues = new Issues(Limits.DEFAULT);
        new RuleSetReader(issues, Limits.DEFAULT, "USD").read(List.of(new RuleFile("west.drl.xlsx", workbook)));
        return issues.sorted().stream()
                .filter(issue -> issue.place().file().startsWith("west"))
                .toList();
    }

    /** The right workbook with other parts, or more of them. */
    private byte[] with(Map<String, byte[]> parts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(right));
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!parts.containsKey(entry.getName())) {
                    out.putNextEntry(new ZipEntry(entry.getName()));
                    in.transferTo(out);
                }
            }
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                out.putNextEntry(new ZipEntry(part.getKey()));
                out.write(part.getValue());
            }
        }
        return bytes.toByteArray();
    }
}
