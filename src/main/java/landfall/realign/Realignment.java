package landfall.realign;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A realignment as it is kept.
 *
 * @param effectiveAt the moment for which the rules are asked; it is run then at the earliest
 * @param terms JSON, packed
 * @param state in which its preview ended, such as {@code done}; null where no end was noted
 * @param moves of the preview; 0 until it is done
 * @param held accounts that might move and are held
 * @param digest SHA-256, in hex, of all that the preview found; null unless it is done
 * @param cancelledAt null unless somebody said that it will not be run
 */
@SuppressWarnings("ArrayRecordComponent")
public record Realignment(
        String id,
        String ruleSetVersion,
        String rosterVersion,
        Instant effectiveAt,
        Instant askedAt,
        String askedBy,
        String reason,
        @Nullable String ticket,
        byte[] terms,
        @Nullable String state,
        @Nullable Instant endedAt,
        @Nullable String detail,
        long moves,
        long held,
        @Nullable String digest,
        @Nullable Instant cancelledAt,
        @Nullable String cancelledBy,
        @Nullable String cancelReason) {

    boolean isPreviewed() {
        return "done".equals(state);
    }
}
