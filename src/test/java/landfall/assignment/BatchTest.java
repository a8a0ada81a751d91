package landfall.assignment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many accounts in one call, on a real rule set and a real database. */
class BatchTest {
    private static final Path RULES = Path.of("src/test/resources/landfall/assignment/rules");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path folder;

    private Landed service;

    @BeforeEach
    void start() throws Exception {
        service = new Landed(folder, RULES);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void answersInOrderAndTakesTurnsInOrder() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 3_000; i++) {
            lines.append(west("a" + i)).append('\n');
        }
        List<JsonNode> answers = ndjson(lines.toString(), null, false, 10_000);
        assertThat(answers).hasSize(3_000);
        List<String> reps = List.of("alice", "bob", "carol");
        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i).path("repId").asText()).isEqualTo(reps.get(i % 3));
            String id = answers.get(i).path("assignmentId").asText();
            if (i % 500 == 0) {
                assertThat(service.decision(id).account().externalId()).isEqualTo("a" + i);
            }
        }
        assertThat(service.count()).isEqualTo(3_000);
    }

    /** What was read is decided and answered; the next line says that no more was. */
    @Test
    void aServiceThatStopsEndsABatchBehindALine() throws Exception {
        AtomicInteger read = new AtomicInteger();
        BatchLines all = BatchLines.ndjson(
                new ByteArrayInputStream((west("s") + "\n").repeat(5_000).getBytes(UTF_8)), 65_536);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new BatchRun(
                        service.intake,
                        service.assigner,
                        new BatchRun.Options(null, false, 10_000, "anonymous", Landed.CALL),
                        BatchAnswers.ndjson(out, MAPPER),
                        ForkJoinPool.commonPool(),
                        () -> read.get() >= 1_000)
                .run(() -> {
                    read.incrementAndGet();
                    return all.next();
                });
        List<String> answers = out.toString(UTF_8).lines().toList();
        assertThat(answers).hasSize(1_001);
        assertThat(answers.subList(0, 1_000)).allMatch(line -> line.contains("\"assignmentId\""));
        assertThat(answers.get(1_000)).contains("\"code\":\"busy\"", "the lines from here on were not read");
    }

    @Test
    void aCallerWhoWaitsForAnswersGetsThem() throws Exception {
        PipedOutputStream caller = new PipedOutputStream();
        PipedInputStream sent = new PipedInputStream(caller, 1 << 16);
        PipedOutputStream out = new PipedOutputStream();
        BufferedReader answers = new BufferedReader(new InputStreamReader(new PipedInputStream(out, 1 << 16), UTF_8));
        BatchRun.Options options = new BatchRun.Options(null, false, 100, "anonymous", Landed.CALL);
        CompletableFuture<Void> run = CompletableFuture.runAsync(() -> {
            try (out) {
                new BatchRun(
                                service.intake,
                                service.assigner,
                                options,
                                BatchAnswers.ndjson(out, MAPPER),
                                ForkJoinPool.commonPool(),
                                () -> false)
                        .run(BatchLines.ndjson(sent, 10_000));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        for (int i = 0; i < 5; i++) {
            caller.write((west("one" + i) + "\n" + west("two" + i) + "\n").getBytes(UTF_8));
            caller.flush();
            assertThat(answers.readLine()).contains("assigned");
            assertThat(answers.readLine()).contains("assigned");
        }
        caller.close();
        assertThat(answers.readLine()).isNull();
        run.get(10, TimeUnit.SECONDS);
    }

    @Test
    void aBadLineIsAnsweredInItsPlaceAndTheRestGoesOn() throws Exception {
        String lines = west("a1") + "\n" + west("a0").replace("{", "{\"at\":\"2020-01-01T00:00:00Z\",")
                + "\nnot json\n\n[1]\n{\"name\":\"nobody\"}\n" + "{\"x\":\"" + "y".repeat(70_000) + "\"}\n"
                + west("a2");
        List<JsonNode> answers = ndjson(lines, null, false, 100);
        assertThat(answers)
                .extracting(answer -> answer.path("code").asText("assigned"))
                .containsExactly(
                        "assigned",
                        "invalid-value",
                        "malformed-json",
                        "invalid-value",
                        "no-identity",
                        "body-too-large",
                        "assigned");
        assertThat(answers.get(2).path("errorId").asText()).isNotEmpty();
        assertThat(service.count()).isEqualTo(2);
    }

    @Test
    void theSameBatchAgainGetsTheSameAnswers() throws Exception {
        String lines = west("a1") + "\n" + west("a2") + "\n";
        List<JsonNode> first = ndjson(lines, "night", false, 100);
        assertThat(ndjson(lines, "night", false, 100)).isEqualTo(first);
        assertThat(service.count()).isEqualTo(2);
        List<JsonNode> other = ndjson(west("a3"), "night", false, 100);
        assertThat(other.get(0).path("code").asText()).isEqualTo("key-reused");
    }

    @Test
    void aTestRecordsNothing() throws Exception {
        List<JsonNode> answers = ndjson(west("a1") + "\n" + west("a2"), null, true, 100);
        assertThat(answers).extracting(answer -> answer.path("repId").asText()).containsExactly("alice", "alice");
        assertThat(service.count()).isZero();
    }

    @Test
    void beyondTheLimitNothingIsRead() throws Exception {
        List<JsonNode> answers =
                ndjson(west("a1") + "\n" + west("a2") + "\n" + west("a3") + "\n" + west("a4"), null, false, 2);
        assertThat(answers).hasSize(3);
        assertThat(answers.get(2).path("code").asText()).isEqualTo("body-too-large");
        assertThat(service.count()).isEqualTo(2);
    }

    @Test
    void aTableThatNamesAFieldTwiceIsRefusedAsAWhole() {
        assertThatThrownBy(() -> BatchLines.csv(
                        new ByteArrayInputStream("externalId,externalId\na,b\n".getBytes(UTF_8)), 100_000, MAPPER))
                .hasMessageContaining("name each field once");
    }

    @Test
    void aQuoteThatIsNeverClosedInTheFirstLineIsABadLine() {
        for (String table : List.of("\"a", "\"a\"b,c\n1,2\n")) {
            assertThatThrownBy(() -> BatchLines.csv(new ByteArrayInputStream(table.getBytes(UTF_8)), 100_000, MAPPER))
                    .hasMessageContaining("The first line can't be read");
        }
    }

    @Test
    void aLineThatIsNoUtf8IsMalformed() throws Exception {
        List<JsonNode> answers = ndjson("\u0000\u0000\u0000{", null, true, 100);
        assertThat(answers.get(0).path("code").asText()).isEqualTo("malformed-json");
    }

    @Test
    void aQuoteThatIsNeverClosedDoesNotFillTheMemory() throws Exception {
        String table = "source,externalId,country,region\ncrm,a1,US,CA\ncrm,\"a2" + "x".repeat(1_000_000);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        run(
                BatchLines.csv(new ByteArrayInputStream(table.getBytes(UTF_8)), 100_000, MAPPER),
                out,
                true,
                null,
                false,
                100);
        List<String> rows = out.toString(UTF_8).lines().toList();
        assertThat(rows).hasSize(3);
        assertThat(rows.get(2)).contains("body-too-large").contains("A row has at most 100000 bytes");

        assertThatThrownBy(() -> BatchLines.csv(
                        new ByteArrayInputStream("x".repeat(1_000_000).getBytes(UTF_8)), 100_000, MAPPER))
                .hasMessageContaining("A row has at most");
    }

    @Test
    void aTableIsAnsweredByATable() throws Exception {
        String table = "\uFEFFsource,externalId,country,region\n" + "crm,a1,US,CA\n" + "crm,a2\n" + "crm,a3,US,CA\n"
                + "crm,\"a4,US";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        run(
                BatchLines.csv(new ByteArrayInputStream(table.getBytes(UTF_8)), 100_000, MAPPER),
                out,
                true,
                null,
                false,
                100);
        List<String> rows = out.toString(UTF_8).lines().toList();
        assertThat(rows).hasSize(5);
        assertThat(rows.get(0)).startsWith("assignmentId,status,kind,territory,repId,");
        assertThat(rows.get(1)).contains(",assigned,assigned,us-west,alice,");
        assertThat(rows.get(2)).contains("invalid-value").contains("2 cells where the first line has 4");
        assertThat(rows.get(3)).contains(",us-west,bob,");
        assertThat(rows.get(4)).contains("can't be read from here on");
    }

    private List<JsonNode> ndjson(String lines, @Nullable String key, boolean test, int most) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        run(BatchLines.ndjson(new ByteArrayInputStream(lines.getBytes(UTF_8)), 65_536), out, false, key, test, most);
        List<JsonNode> answers = new ArrayList<>();
        for (String line : out.toString(UTF_8).lines().toList()) {
            answers.add(MAPPER.readTree(line));
        }
        return answers;
    }

    private void run(
            BatchLines lines, ByteArrayOutputStream out, boolean csv, @Nullable String key, boolean test, int most)
            throws IOException {
        BatchAnswers answers = csv ? BatchAnswers.csv(out, MAPPER) : BatchAnswers.ndjson(out, MAPPER);
        new BatchRun(
                        service.intake,
                        service.assigner,
                        new BatchRun.Options(key, test, most, "anonymous", Landed.CALL),
                        answers,
                        ForkJoinPool.commonPool(),
                        () -> false)
                .run(lines);
    }

    private static String west(String id) throws IOException {
        Map<String, String> account = new HashMap<>(Map.of("source", "crm", "country", "US", "region", "CA"));
        account.put("externalId", id);
        return MAPPER.writeValueAsString(account);
    }
}
