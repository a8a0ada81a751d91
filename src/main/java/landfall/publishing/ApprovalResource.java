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
import landfall.http.ErrorCode;
import landfall.http.Fails;
import landfall.http.Needs;
import landfall.http.Role;
import landfall.publishing.ApprovalDesk.Decided;
import landfall.publishing.ApprovalDesk.Decision;
import landfall.ruleset.Versioned;

/** Somebody else looks at a version of the rules, and says whether it may decide. */
@Path("/api/rulesets")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "rule sets")
public final class ApprovalResource {

    private final ApprovalDesk desk;

    public ApprovalResource(ApprovalDesk desk) {
        this.desk = desk;
    }

    @POST
    @Needs(Role.APPROVE)
    @Path("/{version}/approve")
    @Operation(
            operationId = "approveRuleSet",
            summary = "Approve a version of the rules",
            description = "By a person who may approve and didn't publish it. It can be activated then.")
    @ApiResponse(
            responseCode = "200",
            description = "All that was decided about it",
            content = @Content(schema = @Schema(implementation = Decided.class)))
    @Fails({
        ErrorCode.UNKNOWN_PROPERTY,
        ErrorCode.NOT_AN_APPROVER,
        ErrorCode.OWN_WORK,
        ErrorCode.OTHER_RESULT,
        ErrorCode.OTHER_IMPACT
    })
    public Decided approve(@PathParam("version") String beginning, Decision body, @Context HttpServletRequest request) {
        return desk.decide(Versioned.RULES, beginning, body, true, request);
    }

    @POST
    @Needs(Role.APPROVE)
    @Path("/{version}/reject")
    @Operation(
            operationId = "rejectRuleSet",
            summary = "Reject a version of the rules",
            description = "It can't be activated until somebody approves it. What is active stays.")
    @ApiResponse(
            responseCode = "200",
            description = "All that was decided about it",
            content = @Content(schema = @Schema(implementation = Decided.class)))
    @Fails({ErrorCode.UNKNOWN_PROPERTY, ErrorCode.NOT_AN_APPROVER, ErrorCode.OTHER_RESULT, ErrorCode.OTHER_IMPACT})
    public Decided reject(@PathParam("version") String beginning, Decision body, @Context HttpServletRequest request) {
        return desk.decide(Versioned.RULES, beginning, body, false, request);
    }
}
