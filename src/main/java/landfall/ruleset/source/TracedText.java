package landfall.ruleset.source;

import java.util.Arrays;

/**
 * Text under expansion, in which each character knows the characters of the file that it was made of. Replacing from
 * front to back costs no more than the text is long, since the room for changes moves along.
 */
final class TracedText implements CharSequence {

    /** Parts of the file that characters were made of, when it was more than one character. */
    static final class Ranges {

        private int[] bounds = new int[64];
        private int size;

        /** Gives what stands for this range as an origin. */
        int add(int from, int to) {
            if (size > 0 && bounds[size - 2] == from && bounds[size - 1] == to) {
                return -(size / 2);
            }
            if (size == bounds.length) {
                bounds = Arrays.copyOf(bounds, size * 2);
            }
            bounds[size] = from;
            bounds[size + 1] = to;
            size += 2;
            return -(size / 2);
        }

        int from(int origin) {
            return origin >= 0 ? origin : bounds[(-origin - 1) * 2];
        }

        int to(int origin) {
            return origin >= 0 ? origin + 1 : bounds[(-origin - 1) * 2 + 1];
        }
    }

    private final Ranges ranges;
    private final Steps steps;
    private char[] chars;
    private int[] origins;
    private int gap;
    private int gapEnd;

    TracedText(Ranges ranges, Steps steps, int room) {
        this.ranges = ranges;
        this.steps = steps;
        this.chars = new char[Math.max(16, room)];
        this.origins = new int[chars.length];
        this.gapEnd = chars.length;
    }

    @Override
    public int length() {
        return chars.length - (gapEnd - gap);
    }

    /** For regular expressions, so each call is a step. */
    @Override
    public char charAt(int index) {
        steps.spend(1);
        return get(index);
    }

    char get(int index) {
        return index < gap ? chars[index] : chars[index + gapEnd - gap];
    }

    /** What the character was made of: its offset in the file, or a range when negative. */
    int origin(int index) {
        return index < gap ? origins[index] : origins[index + gapEnd - gap];
    }

    @Override
    public String subSequence(int start, int end) {
        StringBuilder text = new StringBuilder(end - start);
        for (int i = start; i < end; i++) {
            text.append(get(i));
        }
        return text.toString();
    }

    @Override
    public String toString() {
        char[] all = new char[length()];
        System.arraycopy(chars, 0, all, 0, gap);
        System.arraycopy(chars, gapEnd, all, gap, chars.length - gapEnd);
        return new String(all);
    }

    /** All origins, in order. */
    int[] origins() {
        int[] all = new int[length()];
        System.arraycopy(origins, 0, all, 0, gap);
        System.arraycopy(origins, gapEnd, all, gap, chars.length - gapEnd);
        return all;
    }

    /** The first character of the file that any of these was made of. */
    int from(int start, int end) {
        int first = Integer.MAX_VALUE;
        for (int i = start; i < end; i++) {
            first = Math.min(first, ranges.from(origin(i)));
        }
        return first;
    }

    /** Behind the last character of the file that any of these was made of. */
    int to(int start, int end) {
        int last = 0;
        for (int i = start; i < end; i++) {
            last = Math.max(last, ranges.to(origin(i)));
        }
        return last;
    }

    /** One origin for these characters together. */
    int rangeOf(int start, int end) {
        return ranges.add(from(start, end), to(start, end));
    }

    TracedText copy(int start, int end) {
        TracedText part = new TracedText(ranges, steps, end - start);
        part.append(this, start, end);
        return part;
    }

    void append(char c, int origin) {
        insert(length(), 1);
        chars[gap] = c;
        origins[gap++] = origin;
    }

    void append(String text, int origin) {
        insert(length(), text.length());
        text.getChars(0, text.length(), chars, gap);
        Arrays.fill(origins, gap, gap + text.length(), origin);
        gap += text.length();
    }

    /** Appends a text with an origin for each of its characters. */
    void append(String text, int[] of) {
        insert(length(), text.length());
        text.getChars(0, text.length(), chars, gap);
        System.arraycopy(of, 0, origins, gap, of.length);
        gap += text.length();
    }

    void append(TracedText other, int start, int end) {
        insert(length(), end - start);
        other.write(start, end, this);
        gap += end - start;
    }

    /** Puts other text in the place of these characters. */
    void replace(int start, int end, TracedText other) {
        insert(start, other.length());
        gapEnd += end - start;
        other.write(0, other.length(), this);
        gap += other.length();
    }

    void replace(int start, int end, String text, int origin) {
        insert(start, text.length());
        gapEnd += end - start;
        text.getChars(0, text.length(), chars, gap);
        Arrays.fill(origins, gap, gap + text.length(), origin);
        gap += text.length();
    }

    private void write(int start, int end, TracedText to) {
        int before = Math.max(start, Math.min(end, gap));
        System.arraycopy(chars, start, to.chars, to.gap, before - start);
        System.arraycopy(origins, start, to.origins, to.gap, before - start);
        int behind = before + gapEnd - gap;
        System.arraycopy(chars, behind, to.chars, to.gap + before - start, end - before);
        System.arraycopy(origins, behind, to.origins, to.gap + before - start, end - before);
    }

    /** Moves the gap there, with room for so many characters. */
    private void insert(int at, int room) {
        if (gapEnd - gap < room) {
            grow(room);
        }
        if (at < gap) {
            int moved = gap - at;
            System.arraycopy(chars, at, chars, gapEnd - moved, moved);
            System.arraycopy(origins, at, origins, gapEnd - moved, moved);
            gap -= moved;
            gapEnd -= moved;
        } else if (at > gap) {
            int moved = at - gap;
            System.arraycopy(chars, gapEnd, chars, gap, moved);
            System.arraycopy(origins, gapEnd, origins, gap, moved);
            gap += moved;
            gapEnd += moved;
        }
    }

    private void grow(int room) {
        int larger = Math.max(chars.length * 2, length() + room + 16);
        int behind = chars.length - gapEnd;
        char[] newChars = new char[larger];
        int[] newOrigins = new int[larger];
        System.arraycopy(chars, 0, newChars, 0, gap);
        System.arraycopy(origins, 0, newOrigins, 0, gap);
        System.arraycopy(chars, gapEnd, newChars, larger - behind, behind);
        System.arraycopy(origins, gapEnd, newOrigins, larger - behind, behind);
        chars = newChars;
        origins = newOrigins;
        gapEnd = larger - behind;
    }
}
