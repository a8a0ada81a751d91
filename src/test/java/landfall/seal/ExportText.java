package landfall.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.IntStream;

/** Writes exports of records in memory, and checks them. */
final class ExportText {

    static final SigningKey KEY = SigningKey.of(new byte[32]);

    static final SigningKey OTHER = SigningKey.of(new TreeHasher().empty());

    private ExportText() {}

    static List<String> records(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"id\":\"" + i + "\",\"owner\":\"rep-" + i % 7 + "\"}")
                .toList();
    }

    /** The signed checkpoint of the first records. */
    static String checkpoint(List<String> records, int size, SigningKey key) {
        TreeHasher hasher = new TreeHasher();
        List<byte[]> leaves = records.subList(0, size).stream()
                .map(record -> hasher.leaf(record.getBytes(UTF_8)))
                .toList();
        return Checkpoint.sign(size, NaiveTree.root(leaves), key);
    }

    /**
     * As the service writes it.
     *
     * @param between after how many records another checkpoint stands; 0 for none
     */
    static String export(List<String> records, int between, SigningKey key) {
        TreeHasher hasher = new TreeHasher();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            out.write(ExportFormat.first(checkpoint(records, records.size(), key)));
            for (int i = 0; i < records.size(); i++) {
                byte[] record = records.get(i).getBytes(UTF_8);
                ExportFormat.writeLeaf(out, i, hasher.leaf(record), record);
                if (i + 1 == between) {
                    out.write(ExportFormat.checkpoint(checkpoint(records, between, key)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(UTF_8);
    }

    static ExportCheck.Result check(String export, String... outside) {
        try {
            return new ExportCheck(KEY.verifier(), List.of(outside))
                    .check(new ByteArrayInputStream(export.getBytes(UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
