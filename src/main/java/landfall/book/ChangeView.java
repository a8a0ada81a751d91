package landfall.book;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import landfall.ledger.OwnerChange;
import org.jspecify.annotations.Nullable;

/**
 * A change of owner as callers and webhooks get it; {@code previousRepId} and {@code previousTerritory} are absent for an account's
 * first owner.
 */
@Schema(name = "OwnerChange")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ChangeView(
        long position,
        String assignmentId,
        String source,
        String externalId,
        String kind,
        String status,
        String repId,
        @Nullable String previousRepId,
        @Nullable String territory,
        @Nullable String previousTerritory,
        @Nullable String rule,
        Map<String, String> overlays,
        @Schema(description = "Of a handover, for the next rep; never in a webhook, since it may be personal") @Nullable
                String note,
        Instant at) {

    /** What the ledger tells, with nothing that is personal. */
    public static ChangeView of(OwnerChange change) {
        return of(change, null);
    }

    static ChangeView of(OwnerChange change, @Nullable String note) {
        return new ChangeView(
                change.position(),
                change.decisionId(),
                change.account().source(),
                change.account().externalId(),
                change.kind(),
                change.status(),
                change.owner(),
                change.before(),
                change.territory(),
                change.territoryBefore(),
                change.rule(),
                change.overlays(),
                note,
                change.at());
    }
}
