package landfall.ruleset;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import landfall.ruleset.source.TableFuzz;

/** Workbooks that reach outside, unpack to much, or say one thing to the gate and another to the reader behind it. */
final class HostileWorkbooks {

    private static final String SHEET = "xl/worksheets/sheet1.xml";
    private static final String STRINGS = "xl/sharedStrings.xml";
    private static final String RELATIONS = "xl/_rels/workbook.xml.rels";
    private static final String SPACE = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    private static final String RELATION_SPACE =
            "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private static final Map<String, byte[]> RIGHT = TableFuzz.parts();

    private final List<HostileFile> files = new ArrayList<>();
    private final HostileFile.Canaries canaries;

    private HostileWorkbooks(HostileFile.Canaries canaries) {
        this.canaries = canaries;
    }

    static List<HostileFile> all(HostileFile.Canaries canaries) {
        HostileWorkbooks workbooks = new HostileWorkbooks(canaries);
        workbooks.outside();
        workbooks.sizes();
        workbooks.disguises();
        return workbooks.files;
    }

    private void outside() {
        String secret = "file://" + canaries.secret();
        String socket = "http://127.0.0.1:" + canaries.port() + "/";
        for (String part :
                List.of(STRINGS, SHEET, "xl/workbook.xml", "[Content_Types].xml", RELATIONS, "docProps/core.xml")) {
            part("an entity of a file in " + part, part, doctype("<!ENTITY x SYSTEM \"" + secret + "\">"));
        }
        part("an entity of a socket", STRINGS, doctype("<!ENTITY x SYSTEM \"" + socket + "\">"));
        part("a parameter entity", STRINGS, doctype("<!ENTITY % x SYSTEM \"" + socket + "\"> %x;"));
        part("a document type elsewhere", STRINGS, "<!DOCTYPE sst SYSTEM \"" + socket + "\"><sst " + SPACE + "/>");
        part(
                "entities of entities",
                STRINGS,
                doctype("<!ENTITY a \"xx\"><!ENTITY b \"&a;&a;\"><!ENTITY x \"&b;&b;\">"));
        part(
                "an inclusion",
                STRINGS,
                "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"" + secret + "\"/>");
        part("a style sheet", STRINGS, "<?xml-stylesheet href=\"" + socket + "\"?><x/>");
        part("macros", "xl/vbaProject.bin", "x");
        part("macros in another case", "XL/VBAPROJECT.BIN", "x");
        part("a link to another file", "xl/externalLinks/externalLink1.xml", "<a/>");
        part("connections", "xl/connections.xml", "<a/>");
        part("an embedded object", "xl/embeddings/oleObject1.bin", "x");
        part("a control", "xl/activeX/activeX1.xml", "<a/>");
        part("a macro sheet", "xl/macrosheets/sheet1.xml", "<a/>");
        part(
                "a sheet that is elsewhere",
                RELATIONS,
                "<Relationships " + RELATION_SPACE + "><Relationship Id=\"rId1\" Type=\"" + OFFICE
                        + "worksheet\" TargetMode=\"External\" Target=\"" + socket + "\"/></Relationships>");
        part(
                "a sheet that is a file",
                RELATIONS,
                "<Relationships " + RELATION_SPACE + "><Relationship Id=\"rId1\" Type=\"" + OFFICE
                        + "worksheet\" Target=\"../../../../" + canaries.secret() + "\"/></Relationships>");
    }

    private static String doctype(String entities) {
        return "<?xml version=\"1.0\"?><!DOCTYPE sst [" + entities + "]><sst " + SPACE + "><si><t>&x;</t></si></sst>";
    }

    private void sizes() {
        add("a part that unpacks to much", () -> zip(Map.of("xl/media/image1.png", new byte[200 << 20])));
        add("many parts that unpack to much", () -> {
            Map<String, byte[]> parts = new LinkedHashMap<>();
            byte[] zeros = new byte[8 << 20];
            for (int i = 0; i < 20; i++) {
                parts.put("xl/media/image" + i + ".png", zeros);
            }
            return zip(parts);
        });
        add("many parts", () -> {
            Map<String, byte[]> parts = new LinkedHashMap<>();
            for (int i = 0; i < 2_000; i++) {
                parts.put("xl/x" + i + ".xml", text("<a/>"));
            }
            return zip(parts);
        });
        part("rows", SHEET, sheet("<row/>".repeat(1_000_000)));
        part("cells", SHEET, sheet("<row>" + "<c/>".repeat(1_000_000) + "</row>"));
        part("cells far to the right", SHEET, sheet("<row><c r=\"XFD1\"/></row>".repeat(10_000)));
        part(
                "merged cells",
                SHEET,
                sheet("<row r=\"1\"/>")
                        .replace(
                                "</worksheet>",
                                "<mergeCells>" + "<mergeCell ref=\"A1:XFD1048576\"/>".repeat(2_000)
                                        + "</mergeCells></worksheet>"));
        part("parts in parts", SHEET, "<a>".repeat(MANY) + "</a>".repeat(MANY));
        part("attributes", SHEET, "<a " + attributes(MANY) + "/>");
        part("a long attribute", SHEET, "<a b=\"" + "x".repeat(10_000_000) + "\"/>");
        part("a long name of a part", SHEET, "<" + "a".repeat(5_000_000) + "/>");
        part(
                "a long text of a cell",
                STRINGS,
                "<sst " + SPACE + "><si><t>" + "x".repeat(1_000_000) + "</t></si></sst>");
        part("a long comment", STRINGS, "<!--" + "x".repeat(10_000_000) + "--><sst/>");
        part("instructions", STRINGS, "<?a b?>".repeat(1_000_000) + "<sst/>");
        part(
                "texts that nobody uses",
                STRINGS,
                "<sst " + SPACE + ">" + "<si><t>x</t></si>".repeat(1_500_000) + "</sst>");
        part(
                "number formats",
                "xl/styles.xml",
                "<styleSheet " + SPACE + "><numFmts>"
                        + ("<numFmt numFmtId=\"200\" formatCode=\"" + "#,".repeat(5_000) + "\"/>").repeat(10)
                        + "</numFmts></styleSheet>");
        part(
                "styles",
                "xl/styles.xml",
                "<styleSheet " + SPACE + "><cellXfs>" + "<xf/>".repeat(1_000_000) + "</cellXfs></styleSheet>");
    }

    private static final int MANY = 100_000;

    private static String attributes(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(" a").append(i).append("=\"\"");
        }
        return text.toString();
    }

    private static String sheet(String rows) {
        return "<worksheet " + SPACE + "><sheetData>" + rows + "</sheetData></worksheet>";
    }

    private void disguises() {
        add("nothing", () -> new byte[0]);
        add("a text", () -> text("RuleTable X"));
        add("an empty zip", () -> new byte[] {'P', 'K', 5, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        add("half a workbook", () -> java.util.Arrays.copyOf(zip(Map.of()), 2_000));
        add("an old workbook", () ->
                new byte[] {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, (byte) 0xa1, (byte) 0xb1, 0x1a, (byte) 0xe1});
        add("a part twice in two cases", () -> zip(Map.of("XL/worksheets/SHEET1.XML", RIGHT.get(SHEET))));
        add(
                "rows in a part of another name",
                () -> zip(Map.of(
                        RELATIONS,
                        text(new String(RIGHT.get(RELATIONS), StandardCharsets.UTF_8)
                                .replace("worksheets/sheet1.xml", "hidden.xml")),
                        "xl/hidden.xml",
                        text(sheet("<row/>".repeat(1_000_000))))));
        add(
                "rows in a picture",
                () -> zip(Map.of(
                        RELATIONS,
                        text(new String(RIGHT.get(RELATIONS), StandardCharsets.UTF_8)
                                .replace("worksheets/sheet1.xml", "hidden.png")),
                        "[Content_Types].xml",
                        text(new String(RIGHT.get("[Content_Types].xml"), StandardCharsets.UTF_8)
                                .replace("worksheets/sheet1.xml", "hidden.png")),
                        "xl/hidden.png",
                        text(sheet("<row/>".repeat(1_000_000))))));
        add("a name that only some read", () -> renamed("xl/other.png", "xl/hidden.xml"));
    }

    /** A part with one name, and another one in the field that Info-ZIP gave to Unicode. */
    private static byte[] renamed(String name, String unicode) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> part : RIGHT.entrySet()) {
                byte[] content = part.getKey().equals(RELATIONS)
                        ? text(new String(part.getValue(), StandardCharsets.UTF_8)
                                .replace("worksheets/sheet1.xml", "hidden.xml"))
                        : part.getKey().equals("[Content_Types].xml")
                                ? text(new String(part.getValue(), StandardCharsets.UTF_8)
                                        .replace("worksheets/sheet1.xml", "hidden.xml"))
                                : part.getValue();
                out.putNextEntry(new ZipEntry(part.getKey()));
                out.write(content);
            }
            ZipEntry entry = new ZipEntry(name);
            CRC32 sum = new CRC32();
            sum.update(text(name));
            byte[] other = text(unicode);
            ByteArrayOutputStream extra = new ByteArrayOutputStream();
            extra.writeBytes(new byte[] {0x75, 0x70, (byte) (5 + other.length), 0, 1});
            for (int i = 0; i < 4; i++) {
                extra.write((int) (sum.getValue() >> 8 * i));
            }
            extra.writeBytes(other);
            entry.setExtra(extra.toByteArray());
            out.putNextEntry(entry);
            out.write(text(sheet("<row/>".repeat(1_000_000))));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private void part(String name, String part, String content) {
        add(name, () -> zip(Map.of(part, text(content))));
    }

    private void add(String name, Supplier<byte[]> workbook) {
        files.add(HostileFile.generated("workbook: " + name, "huge.drl.xlsx", workbook));
    }

    private static byte[] text(String content) {
        return content.getBytes(StandardCharsets.UTF_8);
    }

    /** The right workbook with these parts. */
    private static byte[] zip(Map<String, byte[]> parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Map<String, byte[]> all = new LinkedHashMap<>(RIGHT);
        all.putAll(parts);
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> part : all.entrySet()) {
                out.putNextEntry(new ZipEntry(part.getKey()));
                out.write(part.getValue());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
