package landfall.ruleset.source;

/** The four escapes of a text in quotes. */
public final class Escapes {

    private Escapes() {}

    static boolean isKnown(char c) {
        return c == '"' || c == '\\' || c == 'n' || c == 't';
    }

    /** What the characters between the quotes say; unknown escapes stay as they are. */
    static String read(String text, int start, int end) {
        String spelled = text.substring(start, end);
        if (spelled.indexOf('\\') < 0) {
            return spelled;
        }
        StringBuilder value = new StringBuilder(end - start);
        int at = start;
        while (at < end) {
            char c = text.charAt(at);
            boolean escape = c == '\\' && at + 1 < end && isKnown(text.charAt(at + 1));
            char meant = escape ? text.charAt(at + 1) : c;
            value.append(!escape ? c : meant == 'n' ? '\n' : meant == 't' ? '\t' : meant);
            at += escape ? 2 : 1;
        }
        return value.toString();
    }

    /** The text in quotes, as a rule file would spell it. */
    public static String quote(String value) {
        StringBuilder quoted = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                default -> quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
