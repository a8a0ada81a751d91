package landfall.ruleset.source;

import org.jspecify.annotations.Nullable;

/** What the key of a mapping says besides its regular expressions. */
final class Literals {

    private static final String META = "\\^$.|?*+()[]{}";

    private Literals() {}

    /** The longest text that stands in whatever the key matches; null where there may be none. */
    static @Nullable String longest(String key) {
        if (key.contains("(?i") || key.contains("\\Q") || isAlternative(key)) {
            return null;
        }
        String best = "";
        int at = 0;
        StringBuilder run = new StringBuilder();
        while (at <= key.length()) {
            char c = at == key.length() ? '(' : key.charAt(at);
            boolean plain = META.indexOf(c) < 0 && !Character.isWhitespace(c) && c != '-' && c != '#';
            if (plain) {
                run.append(c);
                at++;
                continue;
            }
            if ((c == '?' || c == '*' || c == '{') && !run.isEmpty() && c != '{') {
                // The character before may be missing.
                run.setLength(run.length() - 1);
            }
            if (run.length() > best.length()) {
                best = run.toString();
            }
            run.setLength(0);
            at = at == key.length() ? at + 1 : behind(key, at);
        }
        return best.isEmpty() ? null : best;
    }

    /** Whether the whole key is one of several. */
    private static boolean isAlternative(String key) {
        for (int at = 0; at < key.length(); at = behind(key, at)) {
            if (key.charAt(at) == '|') {
                return true;
            }
        }
        return false;
    }

    /** Behind the sign, escape, group, class or variable that begins there. */
    private static int behind(String key, int at) {
        char c = key.charAt(at);
        if (c == '\\') {
            return Math.min(key.length(), at + escapeLength(key, at));
        }
        char close = c == '(' ? ')' : c == '[' ? ']' : c == '{' ? '}' : '\0';
        if (close == '\0') {
            return at + 1;
        }
        int i = at + 1;
        while (i < key.length() && key.charAt(i) != close) {
            i = c == '[' ? (key.charAt(i) == '\\' ? i + 2 : i + 1) : behind(key, i);
        }
        return Math.min(key.length(), i + 1);
    }

    private static int escapeLength(String key, int at) {
        return switch (at + 1 < key.length() ? key.charAt(at + 1) : ' ') {
            case 'u' -> 6;
            case 'x' -> 4;
            case 'p', 'P', 'c', '0' -> 3;
            default -> 2;
        };
    }

    /** The key as one would write it: variables by name, of choices the first, nothing that marks ends. */
    static String readable(String key) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        while (at < key.length()) {
            char c = key.charAt(at);
            int next = behind(key, at);
            if (next < key.length() && key.charAt(next) == '?') {
                at = next + 1;
                continue;
            }
            switch (c) {
                case '\\' -> text.append(escape(key.substring(at + 1, next)));
                case '{' -> {
                    String inside = key.substring(at + 1, Math.max(at + 1, next - 1));
                    int colon = inside.indexOf(':');
                    text.append('{')
                            .append(colon < 0 ? inside : inside.substring(0, colon))
                            .append('}');
                }
                case '(' -> text.append(firstChoice(key.substring(at + 1, Math.max(at + 1, next - 1))));
                case '[' ->
                    text.append(
                            key.startsWith("[^", at) || key.startsWith("[\\", at) ? "" : key.substring(at + 1, at + 2));
                case '^', '?', '*', '+', ']', ')', '}' -> {}
                default -> text.append(c);
            }
            at = next;
        }
        return text.toString().strip().replaceAll("\\s+", " ");
    }

    /** What stands for an escape, of which the backslash is left out. */
    private static String escape(String escape) {
        return switch (escape.isEmpty() ? ' ' : escape.charAt(0)) {
            case 's', 'h' -> " ";
            case 'z', 'Z', 'A', 'b', 'B', 't' -> "";
            case 'd' -> "1";
            case 'u', 'x' -> Character.toString(Integer.parseInt(escape.substring(1), 16));
            default -> escape;
        };
    }

    private static String firstChoice(String group) {
        if (group.startsWith("?!") || group.startsWith("?<!")) {
            return "";
        }
        String body = group.startsWith("?:") ? group.substring(2) : group;
        for (int at = 0; at < body.length(); at = behind(body, at)) {
            if (body.charAt(at) == '|') {
                return readable(body.substring(0, at)) + trailingBlank(body, at);
            }
        }
        return readable(body) + trailingBlank(body, body.length());
    }

    private static String trailingBlank(String text, int end) {
        return end > 0 && Character.isWhitespace(text.charAt(end - 1)) ? " " : "";
    }
}
