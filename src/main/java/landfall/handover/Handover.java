package landfall.handover;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A rep's accounts are to go to others.
 *
 * @param rep whose they are
 * @param terms as JSON
 * @param onLeaving whether it begins by itself when he sells no more
 * @param note for the next rep, sealed; null: none
 */
@SuppressWarnings("ArrayRecordComponent")
public record Handover(
        String id,
        String rep,
        String terms,
        boolean onLeaving,
        Instant askedAt,
        String askedBy,
        String reason,
        byte @Nullable [] note,
        @Nullable Instant cancelledAt,
        @Nullable String cancelledBy) {}
