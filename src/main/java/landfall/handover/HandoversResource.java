package landfall.handover;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import landfall.assignment.ActFields;
import landfall.assignment.PlannedMove;
import landfall.http.ApiException;
import landfall.http.Caller;
import landfall.http.ErrorCode;
import landfall.http.Fails;
import landfall.http.Needs;
import landfall.http.ProblemIssue;
import landfall.http.Role;
import landfall.roster.Roster;
import landfall.run.MoveLists;
import landfall.run.Run;
import landfall.run.SkippedMove;
import org.jspecify.annotations.Nullable;

/** Handovers that were looked at: begun, followed, cancelled. */
@Path("/api/handovers")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "handovers")
public final class HandoversResource {

    private static final int LISTED = 100;

    private final Handovers handovers;

    public HandoversResource(Handovers handovers) {
        this.handovers = handovers;
    }

    /** The newest. */
    @Schema(name = "Handovers")
    record Listed(List<HandoverView> handovers) {}

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT})
    @Operation(operationId = "listHandovers", summary = "The newest hundred handovers")
    @ApiResponse(
            responseCode = "200",
            description = "The newest first",
            content = @Content(schema = @Schema(implementation = Listed.class)))
    public Listed list(@Parameter(description = "Only those of that rep") @QueryParam("rep") @Nullable String rep) {
        return new Listed(handovers.list(rep, LISTED).stream()
                .map(handover -> HandoverView.of(handover, handovers))
                .toList());
    }

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT})
    @Path("/{id}")
    @Operation(operationId = "findHandover", summary = "A handover, and how far its run is")
    @ApiResponse(
            responseCode = "200",
            description = "The handover",
            content = @Content(schema = @Schema(implementation = HandoverView.class)))
    public HandoverView find(@PathParam("id") String id) {
        return HandoverView.of(handovers.find(id), handovers);
    }

    /**
     * Some moves.
     *
     * @param next ask with it as {@code after} for those that come then; absent where there are none
     */
    @Schema(name = "HandoverMoves")
    record Moves(List<PlannedMove> moves, @Nullable Long next) {}

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT})
    @Path("/{id}/moves")
    @Operation(
            operationId = "listHandoverMoves",
            summary = "Who would get which account, in the order of accounts",
            description = "A thousand in an answer.")
    @ApiResponse(
            responseCode = "200",
            description = "Moves",
            content = @Content(schema = @Schema(implementation = Moves.class)))
    public Moves moves(
            @PathParam("id") String id,
            @Parameter(description = "next of the answer before; 0 for the first")
                    @QueryParam("after")
                    @DefaultValue("0")
                    long after) {
        Handover handover = handovers.find(id);
        int part = part(after);
        return handovers
                .plan(handover, handovers.run(handover))
                .map(plan -> new Moves(handovers.moves(plan, part), next(part, plan.moves())))
                .orElse(new Moves(List.of(), null));
    }

    /** Some moves that were not made. */
    @Schema(name = "HandoverSkipped")
    record Skipped(List<SkippedMove> skipped, @Nullable Long next) {}

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT})
    @Path("/{id}/skipped")
    @Operation(
            operationId = "listHandoverSkipped",
            summary = "Accounts that were to go and stayed, with why",
            description = "Those among a thousand moves in an answer.")
    @ApiResponse(
            responseCode = "200",
            description = "Accounts that stayed",
            content = @Content(schema = @Schema(implementation = Skipped.class)))
    public Skipped skipped(
            @PathParam("id") String id,
            @Parameter(description = "next of the answer before; 0 for the first")
                    @QueryParam("after")
                    @DefaultValue("0")
                    long after) {
        int part = part(after);
        Run run = handovers.run(handovers.find(id)).orElse(null);
        return run == null
                ? new Skipped(List.of(), null)
                : new Skipped(handovers.skipped(run, part), next(part, run.moves()));
    }

    private static int part(long after) {
        if (after < 0 || after % MoveLists.PART != 0 || after / MoveLists.PART > Integer.MAX_VALUE) {
            throw new ApiException(
                    ErrorCode.INVALID_VALUE,
                    "The call can't be read as it was meant.",
                    List.of(ProblemIssue.at(
                            "query after",
                            ErrorCode.INVALID_VALUE.code(),
                            "This must be the next of an answer before, or 0.")));
        }
        return (int) (after / MoveLists.PART);
    }

    private static @Nullable Long next(int part, long moves) {
        long seen = (part + 1L) * MoveLists.PART;
        return seen < moves ? Long.valueOf(seen) : null;
    }

    /** Who says so. */
    @Schema(name = "HandoverWord")
    record Word(@Schema(description = "A person's key says so by itself") @Nullable String by) {}

    @POST
    @Needs({Role.MANAGE, Role.APPROVE})
    @Path("/{id}/run")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "runHandover",
            summary = "Begin a handover that was looked at",
            description =
                    "Its accounts go one after the other, beside the calls; ask for the handover to see how far it is. The same again "
                            + "changes nothing.")
    @ApiResponse(
            responseCode = "200",
            description = "The handover, begun",
            content = @Content(schema = @Schema(implementation = HandoverView.class)))
    @Fails({ErrorCode.NOT_OWN_TEAM, ErrorCode.HANDOVER_OVER, ErrorCode.NOT_READY})
    public HandoverView run(@PathParam("id") String id, Word body, @Context HttpServletRequest call) {
        Handover handover = ownTeam(id, call);
        ActFields fields = new ActFields();
        String by = fields.by(Caller.of(call), body.by());
        fields.refuse();
        handovers.begin(handover, by);
        return HandoverView.of(handover, handovers);
    }

    @DELETE
    @Needs({Role.MANAGE, Role.APPROVE})
    @Path("/{id}")
    @Operation(
            operationId = "cancelHandover",
            summary = "Call a handover off, or stop its run",
            description =
                    "What has moved stays where it is. A run that is under way ends with the thousand moves that it is at.")
    @ApiResponse(
            responseCode = "200",
            description = "The handover",
            content = @Content(schema = @Schema(implementation = HandoverView.class)))
    @Fails({ErrorCode.NOT_OWN_TEAM, ErrorCode.HANDOVER_OVER, ErrorCode.INVALID_VALUE})
    public HandoverView cancel(
            @PathParam("id") String id,
            @Parameter(description = "Who says so; a person's key says so by itself") @QueryParam("by") @Nullable
                    String by,
            @Parameter(description = "Why") @QueryParam("reason") @Nullable String reason,
            @Context HttpServletRequest call) {
        Handover handover = ownTeam(id, call);
        ActFields fields = new ActFields();
        String who = fields.by(Caller.of(call), by, "query by");
        String why = fields.optional(reason, "query reason");
        fields.refuse();
        return HandoverView.of(handovers.cancel(handover, who, why), handovers);
    }

    private Handover ownTeam(String id, HttpServletRequest call) {
        Handover handover = handovers.find(id);
        Roster roster = handovers.roster();
        HandoverResource.requireTeams(
                Caller.of(call),
                handover.rep(),
                HandoverStore.terms(handover).to().rep(),
                roster);
        return handover;
    }
}
