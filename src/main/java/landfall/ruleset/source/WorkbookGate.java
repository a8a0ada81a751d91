package landfall.ruleset.source;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import landfall.language.Place;
import landfall.ruleset.IssueCode;
import landfall.ruleset.Issues;
import landfall.ruleset.Limits;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Looks through a workbook as a stream, and refuses it before anything is built of it in memory: entries that unpack to
 * more than they may, document types and entities, macros and links, too many rows or cells, huge texts.
 */
final class WorkbookGate {

    static final int MOST_ENTRIES = 1_000;
    /** Unpacked, of all entries. */
    static final int MOST_BYTES = 64 << 20;
    /** Of all sheets; a cell takes about half a kilobyte of memory. */
    static final int MOST_CELLS = 500_000;
    /** Of all rows from the first to their last column: Drools looks at each, whether it is there or not. */
    private static final int MOST_WIDTH = 10_000_000;
    /** Drools looks each cell up in all of them. */
    private static final int MOST_MERGED = 1_000;
    /** The most that a spreadsheet lets one type into a cell. */
    private static final int LONGEST_TEXT = 32_767;

    private static final int LONGEST_FORMAT = 255;
    private static final int DEEPEST = 64;

    private static final List<String> FOREIGN =
            List.of("vbaproject", "externallinks/", "connections.xml", "embeddings/", "activex/", "macrosheets/");

    private final Limits limits;
    private long bytes;
    private int rows;
    private int cells;
    private long width;
    private int merged;
    private boolean formulas;

    private WorkbookGate(Limits limits) {
        this.limits = limits;
    }

    /** What ends the reading: an issue. */
    private static final class Refused extends SAXException {

        private static final long serialVersionUID = 1L;

        private final IssueCode code;
        private final String hint;

        Refused(IssueCode code, String message, String hint) {
            super(message);
            this.code = code;
            this.hint = hint;
        }
    }

    /**
     * What was admitted.
     *
     * @param bytes a workbook of the parts that the gate has looked through, and no others: whatever a reader behind it
     *     makes of a zip, it finds nothing else
     * @param formulas whether any cell has one
     */
    record Admitted(byte[] bytes, boolean formulas) {}

    /** Empty, with an issue that says why, where the workbook may not be read. */
    static Optional<Admitted> admit(String path, byte[] file, Limits limits, Issues issues) {
        try {
            WorkbookGate gate = new WorkbookGate(limits);
            return Optional.of(new Admitted(gate.look(file), gate.formulas));
        } catch (Refused refused) {
            issues.report(refused.code, Place.of(path), String.valueOf(refused.getMessage()), refused.hint);
        } catch (SAXException | IOException | IllegalArgumentException fault) {
            issues.report(
                    IssueCode.WORKBOOK_REFUSED,
                    Place.of(path),
                    "this workbook is damaged: " + fault.getMessage(),
                    "open it in a spreadsheet program and save it again");
        }
        return Optional.empty();
    }

    private byte[] look(byte[] file) throws IOException, SAXException {
        Set<String> names = new HashSet<>();
        ByteArrayOutputStream admitted = new ByteArrayOutputStream(2 * file.length);
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file));
                ZipOutputStream out = new ZipOutputStream(admitted)) {
            out.setLevel(Deflater.BEST_SPEED);
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName().toLowerCase(Locale.ROOT);
                if (!names.add(name) || names.size() > MOST_ENTRIES) {
                    throw refused(
                            "this workbook has more parts than it may have", "copy its sheet into a new workbook");
                }
                if (FOREIGN.stream().anyMatch(name::contains)) {
                    throw refused(
                            "this workbook has macros, or takes something from other files (" + entry.getName() + ")",
                            "copy its sheet into a new workbook, values only");
                }
                InputStream counted = new Counted(zip);
                if (isXml(name)) {
                    byte[] part = counted.readAllBytes();
                    parser().parse(new InputSource(new ByteArrayInputStream(part)), new Parts());
                    out.putNextEntry(new ZipEntry(entry.getName()));
                    out.write(part);
                } else {
                    counted.transferTo(OutputStream.nullOutputStream());
                }
            }
        }
        if (names.isEmpty()) {
            throw refused(
                    "this is no .xlsx workbook; it may be an older .xls, or protected by a password",
                    "save it as \"Excel Workbook (.xlsx)\", without a password");
        }
        return admitted.toByteArray();
    }

    /** Pictures and settings of printers are no part of a table. */
    private static boolean isXml(String name) {
        return name.endsWith(".xml") || name.endsWith(".rels") || name.endsWith(".vml");
    }

    private static SAXParser parser() throws SAXException {
        try {
            SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            return factory.newSAXParser();
        } catch (ParserConfigurationException missing) {
            throw new IllegalStateException("every Java has these features", missing);
        }
    }

    private static Refused refused(String message, String hint) {
        return new Refused(IssueCode.WORKBOOK_REFUSED, message, hint);
    }

    /** Counts what is unpacked; a parser can't close it. */
    private final class Counted extends FilterInputStream {

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int read) throws IOException {
            bytes += read;
            if (bytes > MOST_BYTES) {
                throw new IOException("it unpacks to more than " + MOST_BYTES + " bytes");
            }
        }

        @Override
        public void close() {
            // the next entry is read from the same stream
        }
    }

    private final class Parts extends DefaultHandler {

        private int depth;
        private int length;
        private int column;

        @Override
        public InputSource resolveEntity(String publicId, String systemId) throws SAXException {
            throw refused("this workbook names something outside of it", "save it again in a spreadsheet program");
        }

        @Override
        public void startElement(String space, String name, String qualified, Attributes attributes)
                throws SAXException {
            length = 0;
            if (++depth > DEEPEST) {
                throw refused(
                        "the parts of this workbook are nested too deeply", "save it again in a spreadsheet program");
            }
            // Which part is a sheet is said by others, and may be said of any.
            count(name, attributes.getValue("r"));
            String format = attributes.getValue("formatCode");
            if (format != null && format.length() > LONGEST_FORMAT) {
                throw refused("a number format of this workbook is too long", "copy its sheet into a new workbook");
            }
        }

        private void count(String name, @Nullable String reference) throws SAXException {
            switch (name) {
                case "row" -> {
                    rows++;
                    column = 0;
                }
                case "c" -> {
                    cells++;
                    int before = column;
                    column = Math.max(column + 1, reference == null ? 0 : column(reference));
                    width += column - before;
                }
                case "f" -> formulas = true;
                case "mergeCell" -> merged++;
                default -> {}
            }
            if (rows > limits.rules()) {
                throw new Refused(
                        IssueCode.TOO_MANY_ROWS,
                        "this workbook has more than " + limits.rules() + " rows",
                        "delete rows that only have a format, or put values into lists");
            }
            if (cells > MOST_CELLS || width > MOST_WIDTH) {
                throw refused("this workbook has more than " + MOST_CELLS + " cells", "split it into several files");
            }
            if (merged > MOST_MERGED) {
                throw refused("this workbook has more than " + MOST_MERGED + " merged cells", "unmerge them");
            }
        }

        /** Number of the column of a reference such as {@code E14}, from 1. */
        private static int column(String reference) {
            int number = 0;
            for (int i = 0; i < reference.length() && i < 3 && Character.isLetter(reference.charAt(i)); i++) {
                number = number * 26 + Character.toUpperCase(reference.charAt(i)) - 'A' + 1;
            }
            return number;
        }

        @Override
        public void endElement(String space, String name, String qualified) {
            depth--;
            length = 0;
        }

        @Override
        public void characters(char[] text, int start, int count) throws SAXException {
            length += count;
            if (length > LONGEST_TEXT) {
                throw new Refused(
                        IssueCode.TEXT_TOO_LONG,
                        "a text of this workbook has more than " + LONGEST_TEXT + " characters",
                        "put values into a list");
            }
        }
    }
}
