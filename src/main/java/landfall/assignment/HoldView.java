package landfall.assignment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import landfall.ledger.AccountKey;
import landfall.ledger.Hold;
import org.jspecify.annotations.Nullable;

/** How an account is held; without {@code until} it isn't. */
@Schema(
        name = "AccountHold",
        requiredProperties = {"source", "externalId", "repId", "assignmentId"})
@JsonInclude(JsonInclude.Include.NON_NULL)
record HoldView(
        String source,
        String externalId,
        @Schema(description = "Whose it is, and stays until then") String repId,
        @Schema(description = "Until when; absent where the hold was lifted") @Nullable Instant until,
        @Schema(description = "Since when") @Nullable Instant since,
        @Schema(description = "Who holds it") @Nullable String by,
        @Nullable String reason,
        @Schema(description = "The account's latest assignment") String assignmentId) {

    static HoldView of(AccountKey account, String decisionId, String owner, @Nullable Hold hold) {
        return hold == null
                ? new HoldView(account.source(), account.externalId(), owner, null, null, null, null, decisionId)
                : new HoldView(
                        account.source(),
                        account.externalId(),
                        owner,
                        hold.until(),
                        hold.since(),
                        hold.by(),
                        hold.reason(),
                        decisionId);
    }
}
