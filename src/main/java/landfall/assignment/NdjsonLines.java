package landfall.assignment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import landfall.http.ApiException;
import landfall.http.ErrorCode;
import org.jspecify.annotations.Nullable;

/** One JSON object in each line; empty lines are left out, and of one that is too long no more is kept than it may have. */
final class NdjsonLines implements BatchLines {

    private final InputStream in;
    private final long mostBytes;
    private final byte[] buffer = new byte[64 * 1024];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
    private int from;
    private int to;

    NdjsonLines(InputStream in, long mostBytes) {
        this.in = in;
        this.mostBytes = mostBytes;
    }

    @Override
    public @Nullable Line next() throws IOException {
        while (fill()) {
            long length = readLine();
            if (length > mostBytes) {
                return new Line(
                        null,
                        new ApiException(ErrorCode.BODY_TOO_LARGE, "A line has at most " + mostBytes + " bytes."),
                        false);
            }
            byte[] bytes = line.toByteArray();
            if (!isBlank(bytes)) {
                return new Line(bytes, null, false);
            }
        }
        return null;
    }

    @Override
    public boolean isReady() throws IOException {
        return from < to || in.available() > 0;
    }

    /** Reads up to the end of the line, or of all; returns how long it is. */
    private long readLine() throws IOException {
        line.reset();
        long length = 0;
        while (fill()) {
            int end = from;
            while (end < to && buffer[end] != '\n') {
                end++;
            }
            line.write(buffer, from, (int) Math.max(0, Math.min(end - from, mostBytes - length)));
            length += end - from;
            boolean ends = end < to;
            from = ends ? end + 1 : end;
            if (ends) {
                break;
            }
        }
        return length;
    }

    /** Whether there is anything left. */
    private boolean fill() throws IOException {
        if (from == to) {
            from = 0;
            to = Math.max(0, in.read(buffer));
        }
        return from < to;
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte each : bytes) {
            if (each != ' ' && each != '\t' && each != '\r') {
                return false;
            }
        }
        return true;
    }
}
