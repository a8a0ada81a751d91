package landfall.ruleset.source;

/**
 * Where further conditions of a pattern go: between its first parenthesis and the one that closes it. Drools counts
 * parentheses within quotes, too; where that makes a difference the place is not safe.
 *
 * @param open behind the first parenthesis; -1 where there is none
 * @param close before the one that closes it
 */
record Parentheses(int open, int close, boolean isSafe) {

    static Parentheses of(TracedText text, int start, int end) {
        int depth = 0;
        int open = -1;
        int inQuotes = 0;
        boolean quoted = false;
        for (int i = start; i < end; i++) {
            char c = text.get(i);
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '(' || c == ')') {
                if (quoted) {
                    inQuotes += c == '(' ? 1 : -1;
                    if (inQuotes < 0) {
                        return new Parentheses(Math.max(0, open), i, false);
                    }
                    continue;
                }
                if (inQuotes != 0) {
                    return new Parentheses(Math.max(0, open), i, false);
                }
                if (c == '(') {
                    if (depth == 0) {
                        open = i + 1;
                    }
                    depth++;
                } else {
                    depth--;
                    if (depth == 0) {
                        return new Parentheses(open, i, true);
                    }
                }
            }
        }
        return new Parentheses(-1, -1, false);
    }
}
