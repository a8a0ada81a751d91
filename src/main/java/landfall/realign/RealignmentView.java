package landfall.realign;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import landfall.impact.Impact;
import landfall.realign.Terms.Exclusion;
import landfall.realign.Terms.Scope;
import landfall.run.Run;
import landfall.run.RunStore.Progress;
import org.jspecify.annotations.Nullable;

/** A realignment as callers see it. */
@Schema(name = "Realignment")
@JsonInclude(JsonInclude.Include.NON_NULL)
record RealignmentView(
        String id,
        @Schema(allowableValues = {"rules", "conflicts"}) String kind,
        @Schema(description = "Of kind conflicts: by what it is proposed who keeps a company") @Nullable String keeps,
        @Schema(
                        description =
                                "unfinished: another node works on the preview, or its node ended; previewed: it can be run; waiting: for approval",
                        allowableValues = {
                            "previewing",
                            "unfinished",
                            "failed",
                            "cancelled",
                            "previewed",
                            "waiting",
                            "approved",
                            "rejected",
                            "scheduled",
                            "running",
                            "stopped",
                            "done",
                            "undoing",
                            "undone"
                        })
                String state,
        @Schema(description = "Of the rules that are applied; of kind conflicts, that decided calls then")
                String version,
        String rosterVersion,
        Instant effectiveAt,
        Scope scope,
        List<Exclusion> exclusions,
        String reason,
        @Nullable String ticket,
        String by,
        Instant askedAt,
        Preview preview,
        List<ApprovalView> approvals,
        @Nullable CancelView cancelled,
        @Nullable RunView run,
        @Nullable RunView undo) {

    /** What it would do, as it was found. */
    @Schema(name = "RealignmentPreview")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Preview(
            @Schema(description = "While it is worked out on the node that answers") @Nullable Integer percent,
            @Schema(description = "Accounts that will move") long moves,
            @Schema(description = "Accounts that might move, and are held") long held,
            @Nullable Instant endedAt,
            @Schema(description = "Why it failed or was cancelled") @Nullable String detail,
            @Schema(description = "SHA-256 of the moves, the held accounts and the result: what an approver names")
                    @Nullable
                    String digest,
            @Schema(description = "Loads before and after; in the answer about one realignment") @Nullable
                    Impact result) {}

    /** What somebody decided about it. */
    @Schema(name = "RealignmentApproval")
    record ApprovalView(boolean approved, String by, Instant at, String comment, String digest) {

        static ApprovalView of(RealignmentDao.Approval approval) {
            return new ApprovalView(
                    approval.approved(),
                    approval.decidedBy(),
                    approval.decidedAt(),
                    approval.commentText(),
                    approval.digest());
        }
    }

    /** It will not be run. */
    @Schema(name = "RealignmentCancelled")
    record CancelView(String by, Instant at, String reason) {}

    /** How far its moves are, there or back. */
    @Schema(name = "RealignmentRun")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RunView(
            String id,
            @Schema(allowableValues = {"scheduled", "running", "done", "stopped", "failed"}) String state,
            String by,
            Instant orderedAt,
            @Schema(description = "It begins then") Instant dueAt,
            String reason,
            @Nullable String ticket,
            long moves,
            long moved,
            @Schema(description = "Accounts that stayed, each with why under /skipped") long skipped,
            int percent,
            @Nullable Instant endedAt,
            @Schema(description = "Why it was stopped, or failed") @Nullable String detail) {

        static RunView of(Run run, Progress progress, long begun, Instant now) {
            String ended = run.state();
            long gone = Math.min(run.moves(), progress.moved() + progress.skipped() + begun);
            String detail = run.detail();
            return new RunView(
                    run.id(),
                    ended != null ? ended : run.dueAt().isAfter(now) ? "scheduled" : "running",
                    run.orderedBy(),
                    run.orderedAt(),
                    run.dueAt(),
                    run.reason(),
                    run.ticket(),
                    run.moves(),
                    progress.moved(),
                    progress.skipped(),
                    run.moves() == 0 ? 100 : (int) (100 * gone / run.moves()),
                    run.endedAt(),
                    detail == null || detail.isEmpty() ? null : detail);
        }
    }
}
