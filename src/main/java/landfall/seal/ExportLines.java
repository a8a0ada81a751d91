package landfall.seal;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads a stream line by line into one buffer, which holds no more than the longest line. For one thread. */
final class ExportLines {

    /** Of a line: more than the longest record that can be stored. */
    static final int LONGEST = 64 << 20;

    private static final int READ = 1 << 16;

    private final InputStream in;
    private byte[] buffer = new byte[2 * READ];
    private int filled;
    private int from;
    private int length;
    private boolean whole;
    private long number;

    ExportLines(InputStream in) {
        this.in = in;
    }

    /** The buffer in which the line stands, until the next one is read. */
    byte[] bytes() {
        return buffer;
    }

    int from() {
        return from;
    }

    /** Bytes of the line, without its end. */
    int length() {
        return length;
    }

    /** Of the line, from 1. */
    long number() {
        return number;
    }

    /** Whether the line ends as a line does; only the last may not. */
    boolean isWhole() {
        return whole;
    }

    /**
     * Goes to the next line; false where there is none.
     *
     * @throws IOException where a line is longer than {@link #LONGEST}, too
     */
    boolean next() throws IOException {
        from += length + (whole ? 1 : 0);
        int searched = from;
        while (true) {
            for (int i = searched; i < filled; i++) {
                if (buffer[i] == '\n') {
                    return found(i - from, true);
                }
            }
            searched = filled - from;
            if (!fill()) {
                return filled > from && found(filled - from, false);
            }
            searched += from;
        }
    }

    private boolean found(int found, boolean ends) {
        length = found;
        whole = ends;
        number++;
        return true;
    }

    /** Moves the line that is begun to the front and reads on; false at the end. */
    private boolean fill() throws IOException {
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, filled - from);
            filled -= from;
            from = 0;
        }
        if (filled > LONGEST) {
            throw new IOException("line " + (number + 1) + " is longer than " + (LONGEST >> 20) + " MiB");
        }
        if (buffer.length - filled < READ) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int read = in.read(buffer, filled, buffer.length - filled);
        filled += Math.max(0, read);
        return read >= 0;
    }
}
