package landfall.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import landfall.ledger.CompanyHolding;
import org.junit.jupiter.api.Test;

/** A record that is written before its id is known is the same as if it had been. */
class ImportAheadTest {

    private static final String ID = "01K0W7Q8ZJ4V9N3C2B1A0M5X6Y";
    private static final String OTHER = "01K0W7Q8ZJ4V9N3C2B1A0M5X6Z";

    /** Of an account whose file is called as ids look that aren't known. */
    private static byte[] record(String id) {
        String json =
                """
                {"procedure": 1, "id": "%s", "kind": "imported", "status": "assigned", "decidedAt": "2027-03-02T17:00:00Z",
                 "caller": "%s", "owner": "sato", "reason": "imported by %s, row 2"}
                """
                        .formatted(id, ImportAhead.NO_ID, ImportAhead.NO_ID);
        return CanonicalJson.bytes(CanonicalJson.decision(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void onlyTheIdIsPutIn() {
        ImportAhead ahead = ImportAhead.of(Map.of(), "print", record(ImportAhead.NO_ID));
        assertThat(ahead.isRecord(null)).isTrue();
        assertThat(ahead.record(ID)).isEqualTo(record(ID));
        assertThat(ahead.record(OTHER)).isEqualTo(record(OTHER));
    }

    @Test
    void whereMoreBecomesKnownThereIsNone() {
        ImportAhead ahead = ImportAhead.of(Map.of(), "print", record(ImportAhead.NO_ID));
        assertThat(ahead.isRecord(new CompanyHolding("keller", "dach-north", ID)))
                .isFalse();
        assertThat(ImportAhead.of(Map.of(), "print", null).isRecord(null)).isFalse();
    }
}
