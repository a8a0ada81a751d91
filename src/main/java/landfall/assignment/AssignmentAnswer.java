package landfall.assignment;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer to a call, for the API's description; {@link Answers} writes it. */
@Schema(
        name = "Assignment",
        description =
                "Flat, with plain keys. Besides those listed: for each overlay role such as sdr the keys sdrRepId, "
                        + "sdrRepName, sdrRepEmail and sdrTerritory, and the roster's further columns as rep_….",
        additionalProperties = Schema.AdditionalPropertiesValue.TRUE,
        requiredProperties = {"status", "kind", "repId", "ruleSetVersion", "reason", "decidedAt"})
record AssignmentAnswer(
        @Schema(description = "Time-ordered; absent in previews and tests") @Nullable String assignmentId,
        @Schema(allowableValues = {"assigned", "queued", "fallback"}) String status,
        @Schema(
                        description = "kept: the account stays where it was",
                        allowableValues = {
                            "assigned",
                            "kept",
                            "queued",
                            "fallback",
                            "reassigned",
                            "claimed",
                            "closed",
                            "accepted",
                            "declined",
                            "timed-out",
                            "imported",
                            "held",
                            "released",
                            "handed-over",
                            "realigned",
                            "united",
                            "moved-back"
                        })
                String kind,
        @Schema(description = "Absent where a rule names the rep alone") @Nullable String territory,
        String repId,
        @Nullable String repName,
        @Nullable String repEmail,
        @Schema(description = "Absent where no rule matches") @Nullable String rule,
        String ruleSetVersion,
        String reason,
        Instant decidedAt,
        @Schema(description = "Where nobody's working hours had begun: when the rep's do") @Nullable Instant actFrom,
        @Schema(description = "Of an offer: until when the rep may accept it, before it goes to the next") @Nullable
                Instant acceptBy,
        @Schema(description = "Who stands in for the rep, who is away") @Nullable String backup,
        @Schema(description = "Where the rules would send a kept account now") @Nullable String wouldMoveTo,
        @Schema(description = "Of an account that is held: until when nothing moves it") @Nullable Instant heldUntil,
        @Schema(description = "Who holds it") @Nullable String heldBy,
        @Schema(description = "Why") @Nullable String heldReason,
        @Schema(description = "What could not be understood") @Nullable List<String> warnings,
        @Schema(description = "true for a test call") @Nullable Boolean test) {}
