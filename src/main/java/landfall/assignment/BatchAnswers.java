package landfall.assignment;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import landfall.http.Problem;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** The answers of a batch, in order. For one thread. */
interface BatchAnswers {

    int BUFFER = 32 * 1024;

    /** What a table tells of an assignment. */
    List<String> ASSIGNMENT = List.of(
            "assignmentId",
            "status",
            "kind",
            "territory",
            "repId",
            "repName",
            "repEmail",
            "rule",
            "ruleSetVersion",
            "reason",
            "decidedAt",
            "wouldMoveTo",
            "heldUntil",
            "heldBy",
            "heldReason",
            "actFrom",
            "backup",
            "warnings");

    void answer(byte[] json) throws IOException;

    void problem(Problem problem) throws IOException;

    void flush() throws IOException;

    /** Each answer as it would be alone, each problem as problem+json, a line each. */
    static BatchAnswers ndjson(OutputStream stream, ObjectMapper json) {
        OutputStream out = new BufferedOutputStream(stream, BUFFER);
        return new BatchAnswers() {
            @Override
            public void answer(byte[] bytes) throws IOException {
                out.write(bytes);
                out.write('\n');
            }

            @Override
            public void problem(Problem problem) throws IOException {
                answer(json.writeValueAsBytes(problem));
            }

            @Override
            public void flush() throws IOException {
                out.flush();
            }
        };
    }

    /** One row each; a problem has its code in the column {@code error}. */
    static BatchAnswers csv(OutputStream out, ObjectMapper json) throws IOException {
        return csv(out, json, ASSIGNMENT);
    }

    /** The same, of answers that have those fields. */
    static BatchAnswers csv(OutputStream out, ObjectMapper json, List<String> fields) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        CSVPrinter printer = new CSVPrinter(writer, CSVFormat.RFC4180);
        ObjectReader reader = json.readerFor(new TypeReference<Map<String, Object>>() {});
        List<String> header = new ArrayList<>(fields);
        header.add("error");
        header.add("detail");
        printer.printRecord(header);
        return new BatchAnswers() {
            @Override
            public void answer(byte[] bytes) throws IOException {
                Map<String, Object> answer = reader.readValue(bytes);
                List<@Nullable String> row = new ArrayList<>(header.size());
                for (String field : fields) {
                    row.add(cell(answer.get(field)));
                }
                row.add(null);
                row.add(null);
                printer.printRecord(row);
            }

            @Override
            public void problem(Problem problem) throws IOException {
                List<@Nullable String> row = new ArrayList<>(header.size());
                fields.forEach(field -> row.add(null));
                row.add(problem.code());
                row.add(problem.detail());
                printer.printRecord(row);
            }

            @Override
            public void flush() throws IOException {
                printer.flush();
            }
        };
    }

    private static @Nullable String cell(@Nullable Object value) {
        return value instanceof Collection<?> several
                ? several.stream().map(String::valueOf).collect(Collectors.joining("; "))
                : value == null ? null : value.toString();
    }
}
