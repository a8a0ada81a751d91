package landfall.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A call of a document with the answer that stands below it: a {@code bash} block with curl, then a {@code json} block
 * (200) or an {@code http} block (status line, headers, body).
 *
 * @param line of the document, from 1, where the call stands
 * @param ndjson whether the answer is a JSON value in each line; then {@code body} is the array of them
 */
record DocumentedCall(int line, Curl call, int status, Map<String, String> headers, String body, boolean ndjson) {

    private static final List<String> ANSWERS = List.of("json", "http", "ndjson");

    /** A fenced block of a document. */
    private record Block(int line, String language, String text) {}

    /** All calls of the document that have an answer, in its order. */
    static List<DocumentedCall> of(Path document) throws IOException {
        List<Block> blocks = blocks(Files.readAllLines(document));
        List<DocumentedCall> calls = new ArrayList<>();
        for (int i = 0; i + 1 < blocks.size(); i++) {
            Block call = blocks.get(i);
            Block answer = blocks.get(i + 1);
            boolean answered = ANSWERS.contains(answer.language());
            if (call.language().equals("bash") && call.text().startsWith("curl ") && answered) {
                calls.add(call(call, answer));
            }
        }
        return calls;
    }

    private static DocumentedCall call(Block call, Block answer) {
        Curl curl = Curl.parse(call.text());
        if (answer.language().equals("json")) {
            return new DocumentedCall(call.line(), curl, 200, Map.of(), answer.text(), false);
        }
        if (answer.language().equals("ndjson")) {
            return new DocumentedCall(call.line(), curl, 200, Map.of(), array(answer.text()), true);
        }
        String[] parts = answer.text().split("\n\n", 2);
        String[] head = parts[0].split("\n");
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 1; i < head.length; i++) {
            String[] header = head[i].split(":\\s*", 2);
            headers.put(header[0], header[1]);
        }
        int status = Integer.parseInt(head[0].split(" ")[1]);
        return new DocumentedCall(call.line(), curl, status, headers, parts.length > 1 ? parts[1] : "", false);
    }

    /** A JSON value in each line, as one array. */
    static String array(String lines) {
        return "[" + lines.strip().replace("\n", ",") + "]";
    }

    private static List<Block> blocks(List<String> lines) {
        List<Block> blocks = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        String language = null;
        int start = 0;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("```")) {
                if (language == null) {
                    language = line.substring(3).strip();
                    start = i + 2;
                    text.setLength(0);
                } else {
                    blocks.add(new Block(start, language, text.toString()));
                    language = null;
                }
            } else if (language != null) {
                text.append(line).append('\n');
            }
        }
        return blocks;
    }
}
