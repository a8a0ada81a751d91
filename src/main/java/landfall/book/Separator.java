package landfall.book;

import java.io.BufferedReader;
import java.io.IOException;

/** By what the cells of a table are apart. */
final class Separator {

    private static final int LOOKED_AT = 64 * 1024;
    private static final char[] KNOWN = {',', ';', '\t'};

    private Separator() {}

    /** The one that stands most often in the first line, outside of quotes; a comma where none does. Nothing is read away. */
    static char of(BufferedReader text) throws IOException {
        int[] counts = new int[KNOWN.length];
        boolean quoted = false;
        text.mark(LOOKED_AT);
        for (int i = 0; i < LOOKED_AT; i++) {
            int c = text.read();
            if (c < 0 || (c == '\n' && !quoted)) {
                break;
            }
            if (c == '"') {
                quoted = !quoted;
            }
            for (int known = 0; known < KNOWN.length && !quoted; known++) {
                counts[known] += c == KNOWN[known] ? 1 : 0;
            }
        }
        text.reset();
        int best = 0;
        for (int known = 1; known < KNOWN.length; known++) {
            best = counts[known] > counts[best] ? known : best;
        }
        return KNOWN[best];
    }
}
