package landfall.fuzz;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A zip as a text that a fuzzer can change without breaking the compression: each part is a line {@code @@NAME} and
 * what follows it.
 */
public final class ZipText {

    private static final String MARK = "\n@@";

    private ZipText() {}

    /** The zip of that text, laid over other parts; a part twice is there twice. */
    public static byte[] zip(byte[] text, Map<String, byte[]> under) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // One byte is one character, so that any bytes can be part of it.
        String[] parts = ("\n" + new String(text, StandardCharsets.ISO_8859_1)).split(MARK);
        List<String> names = new ArrayList<>();
        try (ZipOutputStream out = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (int i = 1; i < parts.length; i++) {
                int end = parts[i].indexOf('\n');
                String name = end < 0 ? parts[i] : parts[i].substring(0, end);
                if (names.contains(name) || name.length() > 1_000) {
                    continue;
                }
                names.add(name);
                put(out, name, parts[i].substring(end + 1).getBytes(StandardCharsets.ISO_8859_1));
            }
            for (Map.Entry<String, byte[]> part : under.entrySet()) {
                if (!names.contains(part.getKey())) {
                    put(out, part.getKey(), part.getValue());
                }
            }
        }
        return bytes.toByteArray();
    }

    private static void put(ZipOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(content);
        out.closeEntry();
    }

    /** Each part of a zip as the text of a zip that has only this part. */
    static List<byte[]> parts(byte[] zip) throws IOException {
        List<byte[]> parts = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                ByteArrayOutputStream text = new ByteArrayOutputStream();
                text.write(("@@" + entry.getName() + "\n").getBytes(StandardCharsets.UTF_8));
                in.transferTo(text);
                parts.add(text.toByteArray());
            }
        }
        return parts;
    }
}
