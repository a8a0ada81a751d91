package landfall.ruleset.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import landfall.fuzz.ZipText;

/** Workbooks of parts that a fuzzer writes. */
public final class TableFuzz {

    private static final Map<String, byte[]> RIGHT = parts();

    private TableFuzz() {}

    /** A right workbook, over which the parts are laid; or the bytes as they are where they are no parts. */
    public static byte[] workbook(byte[] input) throws IOException {
        return input.length > 1 && input[0] == '@' ? ZipText.zip(input, RIGHT) : input;
    }

    /** The parts of a right workbook, by name. */
    public static Map<String, byte[]> parts() {
        byte[] right = Workbook.usual()
                .line("1", "US", "CA, OR", null, 5.0, null, "us-west")
                .bytes();
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(right))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                parts.put(entry.getName(), in.readAllBytes());
            }
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
        return parts;
    }
}
