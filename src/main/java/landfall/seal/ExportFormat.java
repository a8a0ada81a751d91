package landfall.seal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Base64;
import java.util.Optional;

/**
 * The lines of an export: one that says what follows, with the checkpoint that it leads to; then a line for each leaf, and now and
 * then a checkpoint of the tree up to there. Each line is a JSON object. A leaf's line ends with its record as it is, so that
 * its exact bytes can be found without reading JSON.
 */
final class ExportFormat {

    static final String NAME = "landfall-sealed-records-1";

    static final byte[] LEAF = "{\"leaf\":".getBytes(US_ASCII);
    static final byte[] HASH = ",\"hash\":\"".getBytes(US_ASCII);
    static final byte[] RECORD = "\",\"record\":".getBytes(US_ASCII);
    static final byte[] END = "}".getBytes(US_ASCII);
    static final byte[] CHECKPOINT = "{\"checkpoint\":".getBytes(US_ASCII);
    /** Characters of a hash in base64. */
    static final int HASH_LENGTH = 44;

    private static final int LONGEST_NOTE = 100_000;
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LONGEST_NOTE)
                    .build())
            .build());

    private ExportFormat() {}

    /** What the first line says. */
    static byte[] first(String note) {
        return ("{\"format\":\"" + NAME + "\",\"checkpoint\":\"" + quoted(note) + "\"}\n").getBytes(UTF_8);
    }

    static byte[] checkpoint(String note) {
        return ("{\"checkpoint\":\"" + quoted(note) + "\"}\n").getBytes(UTF_8);
    }

    private static String quoted(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }

    static void writeLeaf(OutputStream out, long leaf, byte[] hash, byte[] record) throws IOException {
        out.write(LEAF);
        out.write(Long.toString(leaf).getBytes(US_ASCII));
        out.write(HASH);
        out.write(Base64.getEncoder().encode(hash));
        out.write(RECORD);
        out.write(record);
        out.write(END);
        out.write('\n');
    }

    /** The note of a first line; empty where it is none. */
    static Optional<String> readFirst(byte[] bytes, int from, int length) {
        return read(bytes, from, length)
                .filter(line -> line.path("format").asText().equals(NAME))
                .flatMap(ExportFormat::note);
    }

    /** The note of a checkpoint's line; empty where it is none. */
    static Optional<String> readCheckpoint(byte[] bytes, int from, int length) {
        return read(bytes, from, length).flatMap(ExportFormat::note);
    }

    private static Optional<JsonNode> read(byte[] bytes, int from, int length) {
        try {
            return Optional.of(JSON.readTree(bytes, from, length));
        } catch (IOException noJson) {
            return Optional.empty();
        }
    }

    private static Optional<String> note(JsonNode line) {
        return Optional.of(line.path("checkpoint")).filter(JsonNode::isTextual).map(JsonNode::textValue);
    }
}
