package landfall.ruleset.source;

import java.util.Arrays;
import java.util.BitSet;
import landfall.language.Place;

/** The words and signs of one file in their order; the last is always {@code END_OF_FILE}. */
final class Tokens {

    private final SourceText source;
    private TokenKind[] kinds = new TokenKind[256];
    private int[] starts = new int[256];
    private int[] ends = new int[256];
    private int size;
    private final BitSet spoiledLines = new BitSet();

    Tokens(SourceText source) {
        this.source = source;
    }

    private boolean cut;

    /** Notes that the file goes on, but was not read further. */
    void cut() {
        cut = true;
    }

    boolean isCut() {
        return cut;
    }

    /** Takes back what was added on the line of that offset: the texts there aren't what they seem. */
    void breakTexts(int offset) {
        int line = source.line(offset);
        for (int i = size - 1; i >= 0 && source.line(starts[i]) == line; i--) {
            if (kinds[i] == TokenKind.TEXT) {
                kinds[i] = TokenKind.BROKEN;
            }
        }
    }

    /** Takes the last two back, and gives where the first of them began. */
    int dropTwo() {
        size -= 2;
        return starts[size];
    }

    void add(TokenKind kind, int start, int end) {
        if (size == kinds.length) {
            kinds = Arrays.copyOf(kinds, size * 2);
            starts = Arrays.copyOf(starts, size * 2);
            ends = Arrays.copyOf(ends, size * 2);
        }
        kinds[size] = kind;
        starts[size] = start;
        ends[size] = end;
        size++;
    }

    /** What the parser finds wrong with this line follows from a fault that was told already. */
    void spoil(int offset) {
        spoiledLines.set(source.line(offset));
    }

    boolean isSpoiled(int index) {
        return !spoiledLines.isEmpty() && spoiledLines.get(source.line(starts[index]));
    }

    int size() {
        return size;
    }

    TokenKind kind(int index) {
        return kinds[index];
    }

    int start(int index) {
        return starts[index];
    }

    int end(int index) {
        return ends[index];
    }

    /** As the file spells it. */
    String spelling(int index) {
        return source.text().substring(starts[index], ends[index]);
    }

    boolean isSpelled(int index, String word) {
        return ends[index] - starts[index] == word.length() && source.text().startsWith(word, starts[index]);
    }

    /** What a text in quotes says. */
    String value(int index) {
        char last = source.text().charAt(ends[index] - 1);
        boolean closed = ends[index] - starts[index] >= 2 && (last == '"' || TextScanner.isQuote(last));
        return Escapes.read(source.text(), starts[index] + 1, closed ? ends[index] - 1 : ends[index]);
    }

    Place place(int index) {
        return source.place(starts[index], ends[index]);
    }

    /** From the beginning of the one to the end of the other. */
    Place place(int first, int last) {
        return source.place(starts[first], ends[Math.max(first, last)]);
    }

    /** Right behind this one: where something is missing. */
    Place placeAfter(int index) {
        return source.place(ends[index], ends[index] + 1);
    }

    boolean isFirstOfLine(int index) {
        return index == 0 || source.line(starts[index]) > source.line(ends[index - 1]);
    }

    SourceText source() {
        return source;
    }
}
