package landfall.assignment;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import landfall.ledger.CompanyHolding;
import org.jspecify.annotations.Nullable;

/** What was found out about an account of an import before its turn, as it is if the account is new. */
final class ImportAhead {

    /** Stands in the record for the id, which only the lane knows; as long as any. */
    static final String NO_ID = "0".repeat(26);

    private static final byte[] PLACE = NO_ID.getBytes(StandardCharsets.US_ASCII);

    private final Map<String, String> digests;
    private final String print;
    private final byte @Nullable [] record;
    private final int idAt;

    private ImportAhead(Map<String, String> digests, String print, byte @Nullable [] record, int idAt) {
        this.digests = digests;
        this.print = print;
        this.record = record;
        this.idAt = idAt;
    }

    /**
     * Of an account.
     *
     * @param digests under the secret that it then gets
     * @param record the exact bytes with {@link #NO_ID} for the id, where its company is not known; null where the record tells
     *     the id again
     */
    static ImportAhead of(Map<String, String> digests, String print, byte @Nullable [] record) {
        int idAt = record == null ? -1 : place(record);
        return new ImportAhead(digests, print, idAt < 0 ? null : record, idAt);
    }

    /** The id stands before anything that a caller chooses. */
    private static int place(byte[] record) {
        for (int at = 0; at + PLACE.length <= record.length; at++) {
            if (Arrays.equals(record, at, at + PLACE.length, PLACE, 0, PLACE.length)) {
                return at;
            }
        }
        return -1;
    }

    Map<String, String> digests() {
        return digests;
    }

    String print() {
        return print;
    }

    /** Whether the record is there as it has to be. */
    boolean isRecord(@Nullable CompanyHolding company) {
        return record != null && company == null;
    }

    /** The exact bytes of a decision about an account whose company is not known. */
    byte[] record(String decisionId) {
        byte[] id = decisionId.getBytes(StandardCharsets.US_ASCII);
        if (record == null || id.length != PLACE.length) {
            throw new IllegalStateException("no record for " + decisionId);
        }
        byte[] bytes = record.clone();
        System.arraycopy(id, 0, bytes, idAt, id.length);
        return bytes;
    }
}
