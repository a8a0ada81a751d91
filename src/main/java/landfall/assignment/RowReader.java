package landfall.assignment;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** Ends where one row is longer than it may be, so that no row fills the memory. For one thread. */
public final class RowReader extends FilterReader {

    private final long mostBytes;
    private long read;
    private boolean tooLong;

    /** @param mostBytes of one row; what is read ahead of it counts, too */
    public RowReader(Reader in, long mostBytes) {
        super(in);
        this.mostBytes = mostBytes;
    }

    /** What is read from here on belongs to another row. */
    public void nextRow() {
        read = 0;
    }

    public boolean isTooLong() {
        return tooLong;
    }

    long mostBytes() {
        return mostBytes;
    }

    @Override
    public int read() throws IOException {
        return count(super.read(), 1);
    }

    @Override
    public int read(char[] into, int from, int length) throws IOException {
        int got = super.read(into, from, length);
        return count(got, got);
    }

    private int count(int got, int more) throws IOException {
        if (got >= 0) {
            if (read > mostBytes) {
                tooLong = true;
                throw new IOException("a row is too long");
            }
            read += more;
        }
        return got;
    }
}
