package landfall.ledger;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who owns an account now, by its latest decision.
 *
 * @param decisionId of the latest decision about it
 * @param status {@code assigned}, {@code queued} or {@code fallback}
 * @param owner rep id
 * @param territory null where a rule named the rep alone
 * @param fingerprint SHA-256 of the cleaned fields and flags of the latest call, in hex
 * @param overlays rep id by overlay role
 * @param standing since when it is with its owner, and whether it is still to be worked on
 */
public record Holding(
        String decisionId,
        String status,
        String owner,
        @Nullable String territory,
        @Nullable String rule,
        String fingerprint,
        Instant decidedAt,
        Map<String, String> overlays,
        Standing standing) {

    public Holding {
        overlays = Map.copyOf(overlays);
    }
}
