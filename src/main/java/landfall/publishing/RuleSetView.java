package landfall.publishing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import landfall.ruleset.Activation;
import landfall.ruleset.AnalysisSummary;
import landfall.ruleset.Approvals;
import landfall.ruleset.Publication;
import landfall.ruleset.VersionResult;
import org.jspecify.annotations.Nullable;

/** A version of the rules, as it is told. */
@Schema(name = "RuleSetVersion")
@JsonInclude(JsonInclude.Include.NON_NULL)
record RuleSetView(
        @Schema(description = "SHA-256 of its files") String version,
        @Schema(
                        description =
                                "active: it decides; retired: it did; waiting: for somebody's approval; otherwise it never was active",
                        allowableValues = {"active", "retired", "waiting", "approved", "rejected", "published"})
                String status,
        Instant publishedAt,
        @Schema(description = "Who published it") String by,
        String message,
        @Schema(description = "The version that was active when it was published") @Nullable String base,
        @Schema(description = "When it decided, the latest first") List<Period> active,
        @Schema(description = "What was decided about it, the latest first") List<ApprovalView> approvals,
        @Schema(description = "What its check and its cases came to") @Nullable VersionResult result,
        @Schema(description = "SHA-256 of that result: what an approver names") @Nullable String resultDigest,
        @Schema(
                        description =
                                "What its rules say of each other; absent until that is found out, some seconds after it came")
                @Nullable
                AnalysisSummary analysis,
        @Schema(description = "Impacts of it that are done, the latest first") @Nullable
                List<SeenImpacts.Link> impacts) {

    /** A time in which it decided. */
    @Schema(name = "ActivePeriod")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Period(
            Instant from,
            @Schema(description = "Absent while it decides") @Nullable Instant to,
            String by,
            String reason,
            @Nullable String ticket,
            @Schema(allowableValues = {"activation", "rollback", "emergency"}) String kind) {}

    /** A decision about it. */
    @Schema(name = "Approval")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ApprovalView(
            boolean approved,
            String by,
            Instant at,
            String comment,
            @Schema(description = "SHA-256 of the result that was there to be read") @Nullable String resultDigest,
            @Schema(description = "SHA-256 of the impact that was looked at") @Nullable String impactDigest,
            @Schema(description = "That impact") SeenImpacts.@Nullable Link impact) {}

    static RuleSetView of(
            Publication publication,
            List<Period> periods,
            Approvals.State state,
            List<ApprovalView> approvals,
            @Nullable String base,
            @Nullable VersionResult result,
            @Nullable String resultDigest,
            @Nullable AnalysisSummary analysis,
            @Nullable List<SeenImpacts.Link> impacts) {
        return new RuleSetView(
                publication.version(),
                status(periods, state),
                publication.publishedAt(),
                publication.publishedBy(),
                publication.message(),
                base,
                periods,
                approvals,
                result,
                resultDigest,
                analysis,
                impacts);
    }

    private static String status(List<Period> periods, Approvals.State state) {
        if (!periods.isEmpty() && periods.get(0).to() == null) {
            return "active";
        }
        return switch (state) {
            case WAITING -> "waiting";
            case REJECTED -> "rejected";
            case APPROVED -> periods.isEmpty() ? "approved" : "retired";
            case FREE -> periods.isEmpty() ? "published" : "retired";
        };
    }

    /**
     * When each version decided, the latest first. Another roster in between doesn't end a time.
     *
     * @param activations all, newest first
     */
    static Map<String, List<Period>> periods(List<Activation> activations) {
        Map<String, List<Period>> periods = new java.util.HashMap<>();
        List<Activation> inOrder = new ArrayList<>(activations);
        Collections.reverse(inOrder);
        Activation begun = null;
        for (Activation each : inOrder) {
            if (begun == null || !begun.ruleSetVersion().equals(each.ruleSetVersion())) {
                if (begun != null) {
                    add(periods, begun, each.activatedAt());
                }
                begun = each;
            }
        }
        if (begun != null) {
            add(periods, begun, null);
        }
        return periods;
    }

    private static void add(Map<String, List<Period>> periods, Activation begun, @Nullable Instant to) {
        periods.computeIfAbsent(begun.ruleSetVersion(), version -> new ArrayList<>())
                .add(
                        0,
                        new Period(
                                begun.activatedAt(),
                                to,
                                begun.activatedBy(),
                                begun.reason(),
                                begun.ticket(),
                                begun.kind().word()));
    }
}
