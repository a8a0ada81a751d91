package landfall.ruleset;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A file that was made to do harm, and all that is told of it.
 *
 * @param name unique
 * @param path where it lies in the rule set
 * @param bytes made when they are needed: some are large
 * @param expected each issue as {@code code place}, by place, joined by {@code ; }; a place is {@code line:column}, a
 *     cell, or {@code -} for the whole file
 */
record HostileFile(String name, String path, Supplier<byte[]> bytes, String expected) {

    private static final Path FOLDER = Path.of("src/test/resources/landfall/ruleset/hostile");
    /** What is expected of the generated ones: a line for each, {@code EXPECTED | NAME}. */
    private static final Path GENERATED = FOLDER.resolveSibling("hostile-generated.txt");

    private static final Map<String, String> EXPECTED = expectations();
    private static final String GAP = "@@";

    /** What hostile code would touch. */
    record Canaries(Path file, Path secret, int port, String property) {}

    /** Those of the tables, then those that are generated. */
    static List<HostileFile> all(Canaries canaries) {
        List<HostileFile> all = new ArrayList<>();
        try (Stream<Path> tables = Files.list(FOLDER)) {
            for (Path table : tables.sorted().toList()) {
                all.addAll(read(table, canaries));
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        all.addAll(HostileSizes.all(canaries));
        return all;
    }

    static HostileFile generated(String name, String path, Supplier<byte[]> bytes) {
        return new HostileFile(name, path, bytes, EXPECTED.getOrDefault(name, ""));
    }

    private static Map<String, String> expectations() {
        Map<String, String> expected = new HashMap<>();
        try {
            for (String line : Files.readAllLines(GENERATED)) {
                int cut = line.indexOf(" | ");
                expected.put(line.substring(cut + " | ".length()), line.substring(0, cut));
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        return expected;
    }

    /**
     * A table has the path of its files in the first line, then a text with a gap, a line {@code ====}, and in each line
     * what is expected, {@code  | }, and what stands in the gap. Behind {@code ==== PATH} begins another text.
     */
    private static List<HostileFile> read(Path table, Canaries canaries) throws IOException {
        List<HostileFile> files = new ArrayList<>();
        String name = table.getFileName().toString().replace(".txt", "");
        String path = "";
        StringBuilder frame = new StringBuilder();
        boolean inFrame = false;
        for (String line : Files.readAllLines(table)) {
            if (line.startsWith("==== ")) {
                path = line.substring("==== ".length());
                frame.setLength(0);
                inFrame = true;
            } else if (line.equals("====")) {
                inFrame = false;
            } else if (inFrame) {
                frame.append(line).append('\n');
            } else if (!line.isEmpty()) {
                int cut = line.indexOf(" | ");
                String text = frame.toString().replace(GAP, filled(line.substring(cut + " | ".length()), canaries));
                byte[] bytes = unescaped(text);
                files.add(new HostileFile(name + " " + (files.size() + 1), path, () -> bytes, line.substring(0, cut)));
            }
        }
        return files;
    }

    private static String filled(String text, Canaries canaries) {
        return text.replace("{FILE}", canaries.file().toString())
                .replace("{SECRET}", canaries.secret().toString())
                .replace("{PORT}", Integer.toString(canaries.port()))
                .replace("{PROPERTY}", canaries.property());
    }

    /** {@code ~xNN} is a byte, {@code ~uNNNN} and {@code ~UNNNNNNNN} are a character, {@code ~n} ends a line. */
    private static byte[] unescaped(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int at = 0;
        while (at < text.length()) {
            int next = text.offsetByCodePoints(at, 1);
            char kind = text.charAt(at) == '~' && at + 1 < text.length() ? text.charAt(at + 1) : ' ';
            int digits = kind == 'x' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
            if (kind == 'n') {
                bytes.write('\n');
                next = at + 2;
            } else if (digits == 0) {
                bytes.writeBytes(text.substring(at, next).getBytes(StandardCharsets.UTF_8));
            } else {
                next = at + 2 + digits;
                int code = Integer.parseInt(text.substring(at + 2, next), 16);
                bytes.writeBytes(
                        kind == 'x'
                                ? new byte[] {(byte) code}
                                : Character.toString(code).getBytes(StandardCharsets.UTF_8));
            }
            at = next;
        }
        return bytes.toByteArray();
    }
}
