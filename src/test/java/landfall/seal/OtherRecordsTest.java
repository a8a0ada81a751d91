package landfall.seal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import landfall.ledger.FilledDatabase;
import landfall.ledger.LedgerDatabase;
import landfall.ledger.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of other tables are sealed once each, and proved with the decisions; and the totals of each day. */
class OtherRecordsTest {

    @TempDir
    Path folder;

    /** The same database at each call of one test. */
    String url() {
        return "jdbc:h2:file:" + folder.resolve("landfall");
    }

    /** A row of each, with something in every column. */
    @Test
    void everyTableHasItsRecords() throws Exception {
        FilledDatabase.make(url(), 1);
        try (LedgerDatabase database = TestDatabase.open(url())) {
            database.jdbi().useHandle(handle -> {
                handle.execute("DELETE FROM seal_record");
                List<OtherRecords.Row> rows = new OtherRecords().unsealed(handle, 100);
                assertThat(rows)
                        .extracting(OtherRecords.Row::kind)
                        .containsExactly(
                                "rule_set_version",
                                "roster_version",
                                "approval",
                                "activation",
                                "scheduled_activation",
                                "scheduled_activation_end",
                                "realignment",
                                "realignment_approval",
                                "move_run",
                                "move_run_stop",
                                "move_run_end",
                                "api_key",
                                "api_key_revocation");
                Map<String, JsonNode> records =
                        rows.stream().collect(Collectors.toMap(OtherRecords.Row::kind, row -> json(row.record())));
                assertThat(records.get("approval").path("comment_text").asText())
                        .isEqualTo("良い");
                assertThat(records.get("approval").path("approved").asBoolean()).isTrue();
                assertThat(records.get("approval").path("number").isIntegralNumber())
                        .isTrue();
                assertThat(records.get("rule_set_version")
                                .path("files")
                                .path("sha256")
                                .asText())
                        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
                assertThat(Instant.parse(
                                records.get("activation").path("activated_at").asText()))
                        .isAfter(Instant.EPOCH);
                assertThat(rows).extracting(OtherRecords.Row::reference).contains("v", "s", "k", "a/1");
                records.forEach((table, record) -> {
                    assertThat(record.fieldNames().next()).isEqualTo("table");
                    assertThat(record.path("table").asText()).isEqualTo(table);
                });
                assertThat(new OtherRecords().unsealed(handle, 2)).hasSize(2);
            });
        }
    }

    private static JsonNode json(byte[] record) {
        try {
            return new ObjectMapper().readTree(record);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void eachIsSealedOnceAndExported() throws Exception {
        try (SealedDatabase sealed = new SealedDatabase(url())) {
            sealed.grow(2);
            sealed.grow(0);
            sealed.grow(3);

            List<String> lines = export(sealed);
            assertThat(lines).hasSize(6);
            assertThat(lines.get(5))
                    .startsWith("{\"leaf\":4,\"hash\":\"")
                    .contains("\"record\":{\"table\":\"approval\",")
                    .contains("\"comment_text\":\"良い \\\"x\\\"\"");
        }
    }

    @Test
    void theTotalsOfEachDayAreSealedWhenItIsOver() throws Exception {
        try (SealedDatabase sealed = new SealedDatabase(url())) {
            Instant[] now = {Instant.parse("2026-11-28T23:04:00Z")};
            DailyTotals totals = new DailyTotals(
                    sealed.database.jdbi(),
                    sealed.sealer,
                    day -> Map.of("web", Map.of("assigned", 3L)),
                    ZoneId.of("Europe/Berlin"),
                    () -> now[0]);
            for (String at : List.of(
                    "2026-11-28T23:04:00Z",
                    "2026-11-28T23:06:00Z",
                    "2026-11-28T23:07:00Z",
                    "2026-12-01T10:00:00Z",
                    "2026-12-01T10:01:00Z",
                    "2026-12-01T10:02:00Z")) {
                now[0] = Instant.parse(at);
                totals.tick();
                totals.tick();
                sealed.sealer.tick();
            }

            List<String> records = export(sealed).stream()
                    .skip(1)
                    .map(line -> line.substring(line.indexOf("\"record\":") + 9, line.length() - 1))
                    .toList();
            assertThat(records)
                    .containsExactly(
                            record("2026-11-27"), record("2026-11-28"), record("2026-11-29"), record("2026-11-30"));
        }
    }

    private static String record(String day) {
        return "{\"table\":\"totals\",\"day\":\"" + day
                + "\",\"zone\":\"Europe/Berlin\",\"sources\":{\"web\":{\"assigned\":3}}}";
    }

    /** Its lines, after it was proved. */
    private static List<String> export(SealedDatabase sealed) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        sealed.log.export(sealed.log.head().orElseThrow(), sealed.lane.ledger(), out);
        ExportCheck.Result result = new ExportCheck(SealedDatabase.KEY.verifier(), List.of())
                .check(new ByteArrayInputStream(out.toByteArray()));
        assertThat(result.fault()).isNull();
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
