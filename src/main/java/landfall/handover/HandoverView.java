package landfall.handover;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import landfall.assignment.Destination;
import landfall.run.Run;
import landfall.run.RunStore;
import org.jspecify.annotations.Nullable;

/** A handover, as callers see it. */
@Schema(name = "Handover")
@JsonInclude(JsonInclude.Include.NON_NULL)
record HandoverView(
        String id,
        String rep,
        @Schema(description = "Who gets them: a rep, or the turns of a territory; neither: the rules say")
                Destination to,
        @Schema(
                        description = "now: once somebody begins it; leaving: by itself when his last day is over",
                        allowableValues = {"now", "leaving"})
                String when,
        @Schema(allowableValues = {"planned", "waiting", "running", "done", "stopped", "failed", "cancelled"})
                String state,
        @Schema(description = "Only accounts of these; absent: of any") @Nullable List<String> territories,
        @Schema(description = "Only accounts of these; absent: of any") @Nullable List<String> sources,
        @Schema(description = "true: only those that are open; false: only those that are closed") @Nullable
                Boolean open,
        Instant askedAt,
        String askedBy,
        String reason,
        @Schema(description = "For the next rep") @Nullable String note,
        @Nullable Instant cancelledAt,
        @Nullable String cancelledBy,
        @Schema(description = "Absent while one waits to begin that nobody asked for") @Nullable PlanView plan,
        @Nullable RunView run) {

    /** Who would get what, as it was looked at. */
    @Schema(name = "HandoverPlan")
    record PlanView(
            @Schema(
                            description =
                                    "Who gets them; by the rules, too, where he who was to get them sells no more when this one leaves")
                    Destination to,
            Instant plannedAt,
            String ruleSetVersion,
            String rosterVersion,
            @Schema(
                            description = "Whether accounts that are held go, too",
                            allowableValues = {"move", "stay"})
                    String held,
            @Schema(description = "His, as far as they are asked for") long accounts,
            long moves,
            long stays,
            @Schema(description = "Of the reps whom it is about: accounts assigned to them before and after")
                    List<Plan.Load> loads,
            @Schema(description = "Those that stay, with why; 100 at most") List<Plan.Staying> staying) {}

    /** How far its run is. */
    @Schema(name = "HandoverRun")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RunView(
            String id,
            Instant orderedAt,
            String orderedBy,
            @Schema(description = "In whole parts of a thousand") long moved,
            @Schema(description = "Those that stayed; the call for them says why") long skipped,
            @Nullable Instant endedAt,
            @Nullable String detail) {

        static RunView of(Run run, RunStore.Progress progress) {
            return new RunView(
                    run.id(),
                    run.orderedAt(),
                    run.orderedBy(),
                    progress.moved(),
                    progress.skipped(),
                    run.endedAt(),
                    run.detail() == null || run.detail().isEmpty() ? null : run.detail());
        }
    }

    static HandoverView of(Handover handover, Handovers handovers) {
        HandoverTerms terms = HandoverStore.terms(handover);
        Optional<Run> begun = handovers.run(handover);
        Run run = begun.orElse(null);
        return new HandoverView(
                handover.id(),
                handover.rep(),
                terms.to(),
                handover.onLeaving() ? "leaving" : "now",
                state(handover, run),
                terms.territories().isEmpty() ? null : terms.territories(),
                terms.sources().isEmpty() ? null : terms.sources(),
                terms.open(),
                handover.askedAt(),
                handover.askedBy(),
                handover.reason(),
                handovers.note(handover),
                handover.cancelledAt(),
                handover.cancelledBy(),
                handovers.plan(handover, begun).map(HandoverView::view).orElse(null),
                run == null ? null : RunView.of(run, handovers.progress(run)));
    }

    private static String state(Handover handover, @Nullable Run run) {
        if (run != null) {
            return run.state() == null ? "running" : run.state();
        }
        if (handover.cancelledAt() != null) {
            return "cancelled";
        }
        return handover.onLeaving() ? "waiting" : "planned";
    }

    private static PlanView view(Plan plan) {
        Plan.Summary summary = HandoverStore.summary(plan);
        return new PlanView(
                summary.to(),
                plan.plannedAt(),
                plan.ruleSetVersion(),
                plan.rosterVersion(),
                plan.moveHeld() ? "move" : "stay",
                summary.accounts(),
                plan.moves(),
                summary.stays(),
                summary.loads(),
                summary.staying());
    }
}
