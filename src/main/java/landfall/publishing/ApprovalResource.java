package landfall.publishing;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import landfall.http.ErrorCode;
import landfall.http.Fails;
import landfall.publishing.RuleSetView.ApprovalView;
import landfall.ruleset.Approvals;
import landfall.ruleset.RuleSetVersions;
import landfall.ruleset.Versioned;
import org.jspecify.annotations.Nullable;

/** Somebody else looks at a version, and says whether it may decide. */
@Path(PublishResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "rule sets")
public final class ApprovalResource {

    private final RuleSetVersions versions;

    public ApprovalResource(RuleSetVersions versions) {
        this.versions = versions;
    }

    /** What is decided, and on what. */
    @Schema(name = "ApprovalDecision")
    public record Decision(
            @Schema(description = "Needed to reject") @Nullable String comment,
            @Schema(description = "SHA-256 of the result that was looked at; refused where it isn't this version's")
                    @Nullable
                    String resultDigest,
            @Schema(description = "SHA-256 of the impact that was looked at") @Nullable String impactDigest) {}

    /** All that was decided about a version. */
    @Schema(name = "Approvals")
    record ApprovalList(String version, List<ApprovalView> approvals) {}

    @POST
    @Path("/{version}/approve")
    @Operation(
            operationId = "approveRuleSet",
            summary = "Approve a version",
            description = "By a person who may approve and didn't publish it. It can be activated then.")
    @ApiResponse(
            responseCode = "200",
            description = "All that was decided about it",
            content = @Content(schema = @Schema(implementation = ApprovalList.class)))
    @Fails({ErrorCode.UNKNOWN_PROPERTY, ErrorCode.NOT_AN_APPROVER, ErrorCode.OWN_WORK, ErrorCode.OTHER_RESULT})
    public ApprovalList approve(
            @PathParam("version") String beginning, Decision body, @Context HttpServletRequest request) {
        return decide(beginning, body, true, request);
    }

    @POST
    @Path("/{version}/reject")
    @Operation(
            operationId = "rejectRuleSet",
            summary = "Reject a version",
            description = "It can't be activated until somebody approves it. What is active stays.")
    @ApiResponse(
            responseCode = "200",
            description = "All that was decided about it",
            content = @Content(schema = @Schema(implementation = ApprovalList.class)))
    @Fails({ErrorCode.UNKNOWN_PROPERTY, ErrorCode.NOT_AN_APPROVER, ErrorCode.OTHER_RESULT})
    public ApprovalList reject(
            @PathParam("version") String beginning, Decision body, @Context HttpServletRequest request) {
        return decide(beginning, body, false, request);
    }

    private ApprovalList decide(String beginning, Decision body, boolean approved, HttpServletRequest request) {
        VersionWishes wishes = VersionWishes.ofBody();
        String comment = approved
                ? wishes.text(body.comment(), "/comment")
                : wishes.required(body.comment(), "/comment", "why it is rejected");
        String result = wishes.digest(body.resultDigest(), "/resultDigest");
        String impact = wishes.digest(body.impactDigest(), "/impactDigest");
        wishes.refuse();
        String version = versions.resolve(beginning).orElseThrow(() -> RuleSetAnswers.noVersion(beginning));
        Approvals approvals = versions.approvals();
        RuleSetAnswers.decided(
                approvals.decide(
                        Versioned.RULES, version, VersionWishes.approver(request), approved, comment, result, impact),
                version);
        return new ApprovalList(
                version,
                approvals.list(Versioned.RULES, version).stream()
                        .map(ApprovalView::of)
                        .toList());
    }
}
