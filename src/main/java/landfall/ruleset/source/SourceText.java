package landfall.ruleset.source;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import landfall.language.Place;
import landfall.ruleset.IssueCode;
import landfall.ruleset.Issues;
import org.jspecify.annotations.Nullable;

/**
 * The text of one file, and the place of each part of it. It may have been made of what the file says: then places are
 * those of what each part was made of, and lines are its own.
 */
public final class SourceText {

    /** Where the parts of a text come from that stands in no file. */
    interface Origin {

        /** The place in the file of what these characters were made of. */
        Place place(int start, int end);

        /** Where the part ends that begins there and was reported as unreadable; -1 where none begins. */
        default int endOfBroken(int start) {
            return -1;
        }
    }

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String path;
    private final String text;
    private final int[] lineStarts;
    private final @Nullable Origin origin;

    public SourceText(String path, String text) {
        this(path, text, null);
    }

    SourceText(String path, String text, @Nullable Origin origin) {
        this.path = path;
        this.text = text;
        this.lineStarts = lineStarts(text);
        this.origin = origin;
    }

    /** Reads UTF-8, with or without a byte order mark; empty, with an issue, when it isn't UTF-8. */
    public static Optional<SourceText> read(String path, byte[] bytes, Issues issues) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        CharBuffer chars = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), chars, true);
        boolean marked = chars.position() > 0 && chars.get(0) == BYTE_ORDER_MARK;
        String text = chars.flip().subSequence(marked ? 1 : 0, chars.limit()).toString();
        SourceText source = new SourceText(path, text);
        if (result.isError()) {
            issues.report(
                    IssueCode.NOT_UTF8,
                    source.place(text.length(), text.length() + 1),
                    "from here on the file is not UTF-8 text",
                    "save it as UTF-8; in Excel choose \"CSV UTF-8\"");
            return Optional.empty();
        }
        return Optional.of(source);
    }

    public String path() {
        return path;
    }

    public String text() {
        return text;
    }

    /** Number of the line of that offset, from 1. */
    public int line(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** The place of these characters, as far as they stand on the line of the first. */
    public Place place(int start, int end) {
        if (origin != null) {
            return origin.place(start, end);
        }
        int line = line(start);
        int lineEnd = line < lineStarts.length ? lineStarts[line] : text.length();
        while (lineEnd > start && isLineEnd(text.charAt(lineEnd - 1))) {
            lineEnd--;
        }
        int length = Math.max(1, Math.min(end, lineEnd) - start);
        return new Place(path, line, start - lineStarts[line - 1] + 1, length);
    }

    /** Where the part ends that begins there and was reported as unreadable; -1 where none begins. */
    int endOfBroken(int start) {
        return origin == null ? -1 : origin.endOfBroken(start);
    }

    /** Where a line begins; lines count from 1. */
    int lineStart(int line) {
        return lineStarts[line - 1];
    }

    private static boolean isLineEnd(char c) {
        return c == '\n' || c == '\r';
    }

    private static int[] lineStarts(String text) {
        int[] starts = new int[64];
        int count = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // CR alone ends a line as well: files of old Macs.
            if (c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'))) {
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, count * 2);
                }
                starts[count++] = i + 1;
            }
        }
        return Arrays.copyOf(starts, count);
    }
}
