package landfall.book;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Issues of an import until all rows are read, in a file of its own that is gone afterwards. For one thread. */
final class IssueSpool implements AutoCloseable {

    private static final ObjectWriter WRITER = JsonMapper.builder().build().writer();

    private @Nullable Path file;
    private @Nullable OutputStream out;
    private long count;

    void add(RowIssue issue) {
        try {
            OutputStream open = out;
            if (open == null) {
                Path fresh = Files.createTempFile("landfall-book", ".json");
                file = fresh;
                open = new BufferedOutputStream(Files.newOutputStream(fresh), 1 << 16);
                out = open;
            }
            open.write(count == 0 ? '\n' : ',');
            open.write('\n');
            open.write(bytes(issue));
            count++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long count() {
        return count;
    }

    /** The answer, with every issue in its array. */
    void write(ImportAnswer answer, OutputStream to) throws IOException {
        String text = new String(bytes(answer), StandardCharsets.UTF_8);
        to.write(text.substring(0, text.length() - "]}".length()).getBytes(StandardCharsets.UTF_8));
        if (out != null && file != null) {
            out.flush();
            Files.copy(file, to);
        }
        to.write("\n]}\n".getBytes(StandardCharsets.UTF_8));
        to.flush();
    }

    private static byte[] bytes(Object value) throws JsonProcessingException {
        return WRITER.writeValueAsBytes(value);
    }

    @Override
    public void close() {
        try {
            if (out != null) {
                out.close();
            }
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
