package landfall.account;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a text, with their ends, as a reader that gives no more than one line at a time and can go back to the line
 * behind the first one of what was read since. Lines end with CR LF, CR or LF. A byte order
 * mark before the first one is left out. For one thread.
 */
final class TableLines extends Reader {

    /** In what is read until it is {@linkplain #settle settled}; empty lines before a row don't count. */
    static final int MOST_CHARACTERS = 1 << 20;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Reader in;
    private final char[] buffer = new char[1 << 14];
    private int from;
    private int to;
    private boolean begun;
    private final Deque<String> unsettled = new ArrayDeque<>();
    private final Deque<String> again = new ArrayDeque<>();
    private long characters;
    private long given;
    private boolean tooLong;
    private String line = "";
    private int at;

    TableLines(Reader in) {
        this.in = in;
    }

    @Override
    public int read(char[] into, int offset, int length) throws IOException {
        if (at == line.length()) {
            // Behind CR the parser looks at the beginning of what follows: it breaks off at the end.
            if (characters > MOST_CHARACTERS) {
                tooLong = true;
                throw new IOException("more than " + MOST_CHARACTERS + " characters in a row");
            }
            String next = again.isEmpty() ? nextLine() : again.removeFirst();
            if (next == null) {
                return -1;
            }
            if (unsettled.size() == 1 && isEmpty(unsettled.getFirst())) {
                characters -= unsettled.removeFirst().length();
            }
            unsettled.addLast(next);
            given++;
            characters += next.length();
            line = next;
            at = 0;
        }
        int some = Math.min(length, line.length() - at);
        line.getChars(at, at + some, into, offset);
        at += some;
        return some;
    }

    /** Whether reading broke off since {@link #MOST_CHARACTERS} were given. */
    boolean isTooLong() {
        return tooLong;
    }

    /** Nobody goes back to one of so many lines from the first. */
    void settle(long lines) {
        while (!unsettled.isEmpty() && given - unsettled.size() < lines) {
            characters -= unsettled.removeFirst().length();
        }
    }

    /**
     * The first line that isn't settled is given up; the next one to be given is that behind it.
     *
     * @return its number, from 1
     */
    long giveUpFirst() {
        unsettled.pollFirst();
        given -= unsettled.size();
        while (!unsettled.isEmpty()) {
            again.addFirst(unsettled.removeLast());
        }
        characters = 0;
        tooLong = false;
        line = "";
        at = 0;
        return given;
    }

    private static boolean isEmpty(String line) {
        return line.charAt(0) == '\n' || line.charAt(0) == '\r';
    }

    /** Cut after {@link #MOST_CHARACTERS} and one; null at the end. */
    private @Nullable String nextLine() throws IOException {
        StringBuilder whole = null;
        while (from < to || fill()) {
            int end = from;
            while (end < to && buffer[end] != '\n' && buffer[end] != '\r') {
                end++;
            }
            boolean ends = end < to;
            end += ends ? 1 : 0;
            String part = new String(buffer, from, end - from);
            from = end;
            if (ends && buffer[end - 1] == '\r' && (from < to || fill()) && buffer[from] == '\n') {
                from++;
                part += "\n";
            }
            if (ends && whole == null) {
                return part;
            }
            whole = whole == null ? new StringBuilder() : whole;
            whole.append(part, 0, Math.min(part.length(), MOST_CHARACTERS + 1 - whole.length()));
            if (ends) {
                break;
            }
        }
        return whole == null ? null : whole.toString();
    }

    private boolean fill() throws IOException {
        from = 0;
        to = Math.max(0, in.read(buffer, 0, buffer.length));
        if (!begun && to > 0 && buffer[0] == BYTE_ORDER_MARK) {
            from = 1;
        }
        begun = true;
        return from < to || (to > 0 && fill());
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
