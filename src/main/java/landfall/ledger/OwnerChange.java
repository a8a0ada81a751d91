package landfall.ledger;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An account came to another owner, or to its first.
 *
 * @param position of the decision in the ledger: dense from 1, in the order of commits
 * @param before the owner before, or null
 * @param territoryBefore the territory before; null where there was none, or no owner
 * @param overlays rep id by overlay role
 */
public record OwnerChange(
        long position,
        String decisionId,
        AccountKey account,
        String kind,
        String status,
        String owner,
        @Nullable String before,
        @Nullable String territoryBefore,
        @Nullable String territory,
        @Nullable String rule,
        Map<String, String> overlays,
        Instant at) {}
