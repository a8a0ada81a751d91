package landfall.seal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** An export is proved as it is, and the first place that is wrong is told. */
class ExportCheckTest {

    private static final List<String> RECORDS = ExportText.records(300);
    private static final String EXPORT = ExportText.export(RECORDS, 280, ExportText.KEY);
    private static final String OUTSIDE = ExportText.checkpoint(RECORDS, 270, ExportText.KEY);

    private static void assertFault(String export, String fault, String... outside) {
        ExportCheck.Result result = ExportText.check(export, outside);
        assertThat(result.fault()).isNotNull().contains(fault);
        assertThat(result.checkpoint()).isNull();
    }

    /** The lines without one, or with another one in its place. */
    private static String with(int line, String... instead) {
        List<String> lines = new ArrayList<>(EXPORT.lines().toList());
        lines.remove(line - 1);
        lines.addAll(line - 1, List.of(instead));
        return lines.stream().collect(Collectors.joining("\n", "", "\n"));
    }

    private static String line(int number) {
        return EXPORT.lines().toList().get(number - 1);
    }

    @Test
    void isProvedAsItIs() {
        ExportCheck.Result result =
                ExportText.check(EXPORT, OUTSIDE, ExportText.checkpoint(RECORDS, 300, ExportText.KEY));

        assertThat(result.fault()).isNull();
        assertThat(result.leaves()).isEqualTo(300);
        assertThat(result.checkpoint()).startsWith("300 records, root ");
        assertThat(ExportText.check(ExportText.export(List.of(), 0, ExportText.KEY))
                        .fault())
                .isNull();
    }

    /** However little comes at once. */
    @Test
    void isReadInPieces() throws IOException {
        InputStream slow = new ByteArrayInputStream(EXPORT.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public synchronized int read(byte[] into, int from, int length) {
                return super.read(into, from, Math.min(length, 7));
            }
        };

        assertThat(new ExportCheck(ExportText.KEY.verifier(), List.of(OUTSIDE))
                        .check(slow)
                        .fault())
                .isNull();
    }

    @Test
    void aRecordMayBeLong() {
        List<String> records = List.of("{\"a\":\"" + "x".repeat(1_000_000) + "\"}", "{}");

        assertThat(ExportText.check(ExportText.export(records, 0, ExportText.KEY))
                        .fault())
                .isNull();
    }

    @Test
    void saysWhichRecordWasChanged() {
        assertFault(with(12, line(12).replace("rep", "REP")), "line 12: the record of leaf 10 doesn't have the hash");
        assertFault(with(12), "line 12: this should be the record of leaf 10");
        assertFault(with(12, line(12), line(12)), "line 13: this should be the record of leaf 11");
        assertFault(with(12, line(12).replace(",\"record\"", ", \"record\"")), "line 12: this should be the record");
        assertFault(EXPORT + line(302), "line 303: the end of the line is missing");
        assertFault(EXPORT + line(302) + "\n", "line 303: there are more than the 300 records that were signed");
        assertFault(EXPORT.substring(0, EXPORT.indexOf(line(302))), "the export ends after 299 of 300 records");
    }

    /** Whoever sets the hash right, too, is told by the next checkpoint. */
    @Test
    void saysBetweenWhichCheckpointsSomethingWasChanged() {
        List<String> changed = new ArrayList<>(RECORDS);
        changed.set(275, "{}");
        String line =
                ExportText.export(changed, 0, ExportText.KEY).lines().toList().get(276);

        assertFault(
                with(277, line),
                "line 282: the checkpoint there has another root than the first 280 records come to:"
                        + " something among leaves 0 to 279 was changed, or their order");
        assertFault(with(277, line), "among leaves 270 to 279 was changed", OUTSIDE);
    }

    @Test
    void believesNoCheckpointThatTheKeyDidNotSign() {
        SigningKey other = SigningKey.of(new TreeHasher().empty());

        assertFault(ExportText.export(RECORDS, 0, other), "line 1: the checkpoint can't be trusted: nobody signed it");
        assertFault(with(282, "{\"checkpoint\":\"x\"}"), "line 282: the checkpoint can't be trusted");
        assertFault(with(282, "{\"checkpoint\":1}"), "line 282: this is no checkpoint");
        assertFault(
                with(281, line(282), line(281)),
                "line 281: the checkpoint is one of 280 records, and stands after 279");
        assertFault(EXPORT, "the checkpoint from outside can't be trusted", ExportText.checkpoint(RECORDS, 2, other));
    }

    @Test
    void isNoExportWithoutItsFirstLine() {
        assertFault("", "the export is empty");
        assertFault("{}\n", "line 1 is not the first line of an export");
        assertFault("x", "line 1 is not the first line of an export");
        assertFault(with(1), "line 1 is not the first line of an export");
    }

    @Test
    void mustNotBeOlderThanACheckpointFromOutside() {
        String older = ExportText.export(RECORDS.subList(0, 269), 0, ExportText.KEY);

        assertThat(ExportText.check(older).fault()).isNull();
        assertFault(older, "the export has 269 records, and the checkpoint from outside has 270", OUTSIDE);
    }
}
