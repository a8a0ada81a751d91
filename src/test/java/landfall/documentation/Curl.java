package landfall.documentation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The part of curl's command line that the documents use, so that a test can make the same call. */
record Curl(String method, String url, Map<String, String> headers, String body) {

    /** Reads one command; an option that this doesn't know is an error, not ignored. */
    static Curl parse(String command) {
        List<String> words = words(command.replace("\\\n", " "));
        if (words.isEmpty() || !words.get(0).equals("curl")) {
            throw new IllegalArgumentException("no curl command: " + command);
        }
        String method = null;
        String url = null;
        StringBuilder body = new StringBuilder();
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            switch (word) {
                case "-s", "-i", "-sS", "-si" -> {}
                case "-X" -> method = words.get(++i);
                case "-H" -> {
                    String[] header = words.get(++i).split(":\\s*", 2);
                    headers.put(header[0], header[1]);
                }
                case "-d", "--data", "--data-binary" -> body.append(words.get(++i));
                default -> {
                    if (word.startsWith("-") || url != null) {
                        throw new IllegalArgumentException("don't know " + word + " in: " + command);
                    }
                    url = word;
                }
            }
        }
        if (url == null) {
            throw new IllegalArgumentException("no address in: " + command);
        }
        String usual = body.isEmpty() ? "GET" : "POST";
        return new Curl(method == null ? usual : method, url, headers, body.toString());
    }

    /** Splits as a POSIX shell does: blanks separate, quotes hold together. */
    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean open = false;
        char quote = 0;
        for (char c : command.toCharArray()) {
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                open = true;
            } else if (Character.isWhitespace(c)) {
                if (open || !word.isEmpty()) {
                    words.add(word.toString());
                    word.setLength(0);
                    open = false;
                }
            } else {
                word.append(c);
            }
        }
        if (quote != 0) {
            throw new IllegalArgumentException("a quote is open at the end of: " + command);
        }
        if (open || !word.isEmpty()) {
            words.add(word.toString());
        }
        return words;
    }
}
