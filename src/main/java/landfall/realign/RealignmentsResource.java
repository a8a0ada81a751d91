package landfall.realign;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import landfall.http.Caller;
import landfall.http.ErrorCode;
import landfall.http.Fails;
import landfall.http.Needs;
import landfall.http.Role;
import landfall.realign.Realignments.Order;
import landfall.realign.Terms.Exclusion;
import landfall.realign.Terms.Scope;
import org.jspecify.annotations.Nullable;

/** A new split of territories applied to the book, or one owner for each company, as one act: looked at, approved, run, taken back. */
@Path(RealignmentsResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "realignment")
public final class RealignmentsResource {

    public static final String PATH = "/api/realignments";

    private static final int LISTED = 100;

    private final RealignmentDesk desk;

    public RealignmentsResource(RealignmentDesk desk) {
        this.desk = desk;
    }

    /** What is wished. */
    @Schema(name = "NewRealignment")
    record Wanted(
            @Schema(
                            description =
                                    "rules: what a version of the rules would move; conflicts: each company that has several owners goes to one. Absent: rules",
                            allowableValues = {"rules", "conflicts"})
                    @Nullable
                    String kind,
            @Schema(
                            description =
                                    "Of kind conflicts, who keeps a company: as in the report of them. Absent: company",
                            allowableValues = {"company", "accounts", "longest", "revenue"})
                    @Nullable
                    String keeps,
            @Schema(
                            description =
                                    "By whose rules, in full or by its first digits; absent: the active ones. Of kind conflicts it is left out")
                    @Nullable
                    String version,
            @Schema(
                            description =
                                    "The moment for which the rules are asked, and before which nothing moves; absent: now")
                    @Nullable
                    Instant effectiveAt,
            @Schema(example = "The south is split") @Nullable String reason,
            @Schema(description = "Where somebody else reads about it") @Nullable String ticket,
            @Schema(description = "Absent: the whole book") @Nullable Scope scope,
            @Schema(description = "Who stays nevertheless") @Nullable List<Exclusion> exclusions) {}

    /** What is decided, and on what. */
    @Schema(name = "RealignmentDecision")
    record Decision(
            @Schema(description = "Needed to reject") @Nullable String comment,
            @Schema(description = "Digest of the preview that was looked at; refused where it isn't this one's")
                    @Nullable
                    String digest) {}

    /** Why now. */
    @Schema(name = "RealignmentOrder")
    record Why(
            @Schema(description = "Absent: the realignment's own") @Nullable String reason,
            @Schema(description = "Where somebody else reads about it") @Nullable String ticket) {}

    /** The newest ones, without their results. */
    @Schema(name = "Realignments")
    record Listed(List<RealignmentView> realignments) {}

    @POST
    @Needs({Role.EDIT, Role.APPROVE})
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "beginRealignment",
            summary = "Look at what would move",
            description =
                    "By a version of the rules, or so that each company has one owner; over the book or a part of it. Nothing moves before it is run; what is found then is the list of "
                            + "moves that it makes. Ask for the realignment until its preview is done; one is worked out at a time.")
    @ApiResponse(
            responseCode = "202",
            description = "Its preview has begun",
            content = @Content(schema = @Schema(implementation = RealignmentView.class)))
    @Fails({
        ErrorCode.UNKNOWN_PROPERTY,
        ErrorCode.NOT_FOUND,
        ErrorCode.RULES_MISFIT,
        ErrorCode.IMPACT_RUNNING,
        ErrorCode.NOT_READY
    })
    public Response begin(Wanted body, @Context HttpServletRequest call) {
        RealignmentView begun = desk.begin(body, Caller.of(call).name());
        return Response.status(Response.Status.ACCEPTED)
                .location(URI.create(PATH + "/" + begun.id()))
                .entity(begun)
                .build();
    }

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT, Role.ADMIN})
    @Operation(operationId = "listRealignments", summary = "The newest realignments")
    @ApiResponse(
            responseCode = "200",
            description = "100 at most, without their results",
            content = @Content(schema = @Schema(implementation = Listed.class)))
    public Listed list() {
        return new Listed(desk.list(LISTED));
    }

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT, Role.ADMIN})
    @Path("/{id}")
    @Operation(
            operationId = "getRealignment",
            summary = "How far a realignment is, and what it comes to",
            description = "With loads before and after, once the preview is done. Kept for good.")
    @ApiResponse(
            responseCode = "200",
            description = "The realignment",
            content = @Content(schema = @Schema(implementation = RealignmentView.class)))
    public RealignmentView find(@PathParam("id") String id) {
        return desk.viewWithResult(id);
    }

    @POST
    @Needs(Role.APPROVE)
    @Path("/{id}/approve")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "approveRealignment",
            summary = "Approve a realignment",
            description = "By a person who may approve and didn't ask for it. It can be run then.")
    @ApiResponse(
            responseCode = "200",
            description = "The realignment",
            content = @Content(schema = @Schema(implementation = RealignmentView.class)))
    @Fails({
        ErrorCode.UNKNOWN_PROPERTY,
        ErrorCode.NOT_AN_APPROVER,
        ErrorCode.OWN_WORK,
        ErrorCode.OTHER_PREVIEW,
        ErrorCode.PREVIEW_NOT_DONE,
        ErrorCode.REALIGNMENT_OVER
    })
    public RealignmentView approve(@PathParam("id") String id, Decision body, @Context HttpServletRequest call) {
        return desk.decide(id, body, true, call);
    }

    @POST
    @Needs(Role.APPROVE)
    @Path("/{id}/reject")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "rejectRealignment",
            summary = "Reject a realignment",
            description = "It can't be run until somebody approves it.")
    @ApiResponse(
            responseCode = "200",
            description = "The realignment",
            content = @Content(schema = @Schema(implementation = RealignmentView.class)))
    @Fails({
        ErrorCode.UNKNOWN_PROPERTY,
        ErrorCode.NOT_AN_APPROVER,
        ErrorCode.OTHER_PREVIEW,
        ErrorCode.PREVIEW_NOT_DONE,
        ErrorCode.REALIGNMENT_OVER
    })
    public RealignmentView reject(@PathParam("id") String id, Decision body, @Context HttpServletRequest call) {
        return desk.decide(id, body, false, call);
    }

    @POST
    @Needs(Role.APPROVE)
    @Path("/{id}/run")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "runRealignment",
            summary = "Make the moves that were looked at, once it takes effect",
            description =
                    "Beside the calls, in the order of the list, each once, also after a crash. An account that isn't where "
                            + "it was when it was looked at stays. Ordered again it goes on as it was.")
    @ApiResponse(
            responseCode = "202",
            description = "The realignment; its run is under way, or scheduled",
            content = @Content(schema = @Schema(implementation = RealignmentView.class)))
    @Fails({
        ErrorCode.UNKNOWN_PROPERTY,
        ErrorCode.PREVIEW_NOT_DONE,
        ErrorCode.REALIGNMENT_NOT_APPROVED,
        ErrorCode.NOT_APPROVED,
        ErrorCode.REALIGNMENT_OVER
    })
    public Response run(@PathParam("id") String id, Why body, @Context HttpServletRequest call) {
        RealignmentWishes wishes = new RealignmentWishes();
        String reason = wishes.text(body.reason(), "/reason");
        String ticket = wishes.ticket(body.ticket(), "/ticket");
        wishes.refuse();
        return accepted(desk.run(id, new Order(Caller.of(call).name(), reason, ticket)));
    }

    @POST
    @Needs(Role.APPROVE)
    @Path("/{id}/undo")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "undoRealignment",
            summary = "Take a realignment back",
            description =
                    "Each account that has not moved since goes back to where it was, by a run like that which moved it. "
                            + "What was charged in rotations is given back.")
    @ApiResponse(
            responseCode = "202",
            description = "The realignment; the way back is under way",
            content = @Content(schema = @Schema(implementation = RealignmentView.class)))
    @Fails({ErrorCode.UNKNOWN_PROPERTY, ErrorCode.REALIGNMENT_NOT_RUN})
    public Response undo(@PathParam("id") String id, Why body, @Context HttpServletRequest call) {
        RealignmentWishes wishes = new RealignmentWishes();
        String reason = wishes.required(body.reason(), "/reason", "why");
        String ticket = wishes.ticket(body.ticket(), "/ticket");
        wishes.refuse();
        return accepted(desk.undo(id, new Order(Caller.of(call).name(), reason, ticket)));
    }

    @DELETE
    @Needs({Role.EDIT, Role.APPROVE})
    @Path("/{id}")
    @Operation(
            operationId = "cancelRealignment",
            summary = "Call a realignment off, or stop its run",
            description =
                    "What was moved stays moved; undo it. A run that is under way ends with the thousand moves that it is "
                            + "at; only who may approve stops one.")
    @ApiResponse(
            responseCode = "200",
            description = "The realignment",
            content = @Content(schema = @Schema(implementation = RealignmentView.class)))
    @Fails(ErrorCode.REALIGNMENT_OVER)
    public RealignmentView cancel(
            @PathParam("id") String id,
            @Parameter(description = "Why") @QueryParam("reason") @Nullable String reason,
            @Context HttpServletRequest call) {
        RealignmentWishes wishes = new RealignmentWishes();
        String why = wishes.text(reason, "query reason");
        wishes.refuse();
        return desk.cancel(id, Caller.of(call), why);
    }

    private static Response accepted(RealignmentView view) {
        return Response.status(Response.Status.ACCEPTED).entity(view).build();
    }
}
