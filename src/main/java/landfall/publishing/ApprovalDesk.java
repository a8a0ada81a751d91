package landfall.publishing;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import landfall.impact.ImpactStore;
import landfall.publishing.RuleSetView.ApprovalView;
import landfall.ruleset.Approvals;
import landfall.ruleset.VersionStore;
import landfall.ruleset.Versioned;
import org.jspecify.annotations.Nullable;

/** Takes what somebody decides about a version, of the rules or of the roster. */
public final class ApprovalDesk {

    private final Approvals approvals;
    private final VersionStore store;
    private final SeenImpacts impacts;

    public ApprovalDesk(Approvals approvals, VersionStore store, ImpactStore impacts) {
        this.approvals = approvals;
        this.store = store;
        this.impacts = new SeenImpacts(impacts);
    }

    /** What is decided, and on what. */
    @Schema(name = "ApprovalDecision")
    record Decision(
            @Schema(description = "Needed to reject") @Nullable String comment,
            @Schema(description = "SHA-256 of the result that was looked at; refused where it isn't this version's")
                    @Nullable
                    String resultDigest,
            @Schema(
                            description =
                                    "Digest of the impact that was looked at; refused where there is none of this version with it")
                    @Nullable
                    String impactDigest) {}

    /** All that was decided about a version, the latest first. */
    @Schema(name = "Approvals")
    record Decided(String version, List<ApprovalView> approvals) {}

    Decided decide(Versioned what, String beginning, Decision body, boolean approved, HttpServletRequest request) {
        VersionWishes wishes = VersionWishes.ofBody();
        String comment = approved
                ? wishes.text(body.comment(), "/comment")
                : wishes.required(body.comment(), "/comment", "why it is rejected");
        String result = wishes.digest(body.resultDigest(), "/resultDigest");
        String impact = wishes.digest(body.impactDigest(), "/impactDigest");
        wishes.refuse();
        String version = store.resolve(what, beginning).orElseThrow(() -> RuleSetAnswers.noVersion(what, beginning));
        RuleSetAnswers.decided(
                approvals.decide(what, version, Wishes.approver(request), approved, comment, result, impact),
                what,
                version);
        return new Decided(version, impacts.view(what, version, approvals.list(what, version)));
    }
}
