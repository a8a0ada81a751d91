package landfall.assignment;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import java.util.TreeSet;
import landfall.assignment.HandActs.Kind;
import landfall.assignment.HandActs.Wish;
import landfall.http.CallIds;
import landfall.http.Caller;
import landfall.http.ErrorCode;
import landfall.http.Fails;
import landfall.http.Needs;
import landfall.http.Role;
import org.jspecify.annotations.Nullable;

/** What people do with an assignment by hand. */
@Path("/api/assignments")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "by hand")
public final class ActsResource {

    private static final Set<String> OUTCOMES = new TreeSet<>(Set.of("won", "lost", "disqualified", "recycled"));

    private final HandActs acts;
    private final ObjectMapper mapper;

    public ActsResource(HandActs acts, ObjectMapper mapper) {
        this.acts = acts;
        this.mapper = mapper;
    }

    /** Who gets it, who says so, and why. */
    @Schema(name = "Reassignment")
    record Reassignment(
            @Schema(description = "Rep id") @Nullable String rep,
            @Schema(description = "Who does it; a person's key says so by itself", example = "carol") @Nullable
                    String by,
            @Nullable String reason) {}

    /** Who takes what waits. */
    @Schema(name = "Claim")
    record ClaimBody(@Schema(description = "Rep id: who takes it") @Nullable String rep, @Nullable String reason) {}

    /** How it ended. */
    @Schema(name = "Closing")
    record Closing(
            @Schema(allowableValues = {"won", "lost", "disqualified", "recycled"}) @Nullable String outcome,
            @Schema(description = "Who does it; a person's key says so by itself") @Nullable String by,
            @Nullable String reason,
            @Schema(description = "Whether the turn by which it came to its owner is given back: it was spent on junk")
                    @Nullable
                    Boolean returnTurn) {}

    @POST
    @Needs(Role.MANAGE)
    @Path("/{id}/reassign")
    @Operation(
            operationId = "reassign",
            summary = "Give it to another rep",
            description =
                    "By the id of the account's latest assignment. Nobody's turn is taken or given back; the company keeps its owner.")
    @ApiResponse(
            responseCode = "200",
            description = "The new assignment",
            content = @Content(schema = @Schema(implementation = AssignmentAnswer.class)))
    @Fails({ErrorCode.NOT_OWN_TEAM, ErrorCode.SUPERSEDED, ErrorCode.KEY_REUSED, ErrorCode.NOT_READY})
    public void reassign(
            @PathParam("id") String id,
            Reassignment body,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Context HttpServletRequest call,
            @Suspended AsyncResponse response) {
        Caller caller = Caller.of(call);
        ActFields fields = new ActFields();
        String rep = rep(body.rep(), fields);
        String by = fields.by(caller, body.by());
        String reason = fields.required(body.reason(), "/reason", "why");
        fields.refuse();
        act(
                id,
                caller,
                new Wish(Kind.REASSIGN, rep, by, reason, null, false, caller.name(), CallIds.current()),
                key,
                body,
                response);
    }

    @POST
    @Needs(Role.MANAGE)
    @Path("/{id}/claim")
    @Operation(
            operationId = "claim",
            summary = "Take what waits in a queue, or fell back",
            description = "The first who claims it gets it.")
    @ApiResponse(
            responseCode = "200",
            description = "The new assignment",
            content = @Content(schema = @Schema(implementation = AssignmentAnswer.class)))
    @Fails({
        ErrorCode.NOT_OWN_TEAM,
        ErrorCode.SUPERSEDED,
        ErrorCode.NOT_WAITING,
        ErrorCode.KEY_REUSED,
        ErrorCode.NOT_READY
    })
    public void claim(
            @PathParam("id") String id,
            ClaimBody body,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Context HttpServletRequest call,
            @Suspended AsyncResponse response) {
        Caller caller = Caller.of(call);
        ActFields fields = new ActFields();
        String rep = rep(body.rep(), fields);
        String reason = fields.optional(body.reason(), "/reason");
        fields.refuse();
        act(
                id,
                caller,
                new Wish(Kind.CLAIM, rep, rep, reason, null, false, caller.name(), CallIds.current()),
                key,
                body,
                response);
    }

    @POST
    @Needs(Role.MANAGE)
    @Path("/{id}/close")
    @Operation(
            operationId = "close",
            summary = "It ended",
            description = "The owner stays who it is, and it no longer counts among his open assignments.")
    @ApiResponse(
            responseCode = "200",
            description = "The new assignment",
            content = @Content(schema = @Schema(implementation = AssignmentAnswer.class)))
    @Fails({ErrorCode.NOT_OWN_TEAM, ErrorCode.SUPERSEDED, ErrorCode.KEY_REUSED, ErrorCode.NOT_READY})
    public void close(
            @PathParam("id") String id,
            Closing body,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Context HttpServletRequest call,
            @Suspended AsyncResponse response) {
        Caller caller = Caller.of(call);
        ActFields fields = new ActFields();
        String by = fields.by(caller, body.by());
        String reason = fields.optional(body.reason(), "/reason");
        String outcome = body.outcome();
        if (outcome == null || !OUTCOMES.contains(outcome)) {
            fields.fault("/outcome", "This must be one of " + String.join(", ", OUTCOMES) + ".");
        }
        fields.refuse();
        act(
                id,
                caller,
                new Wish(
                        Kind.CLOSE,
                        null,
                        by,
                        reason,
                        outcome,
                        Boolean.TRUE.equals(body.returnTurn()),
                        caller.name(),
                        CallIds.current()),
                key,
                body,
                response);
    }

    private void act(String id, Caller caller, Wish wish, @Nullable String key, Object body, AsyncResponse response) {
        Replies.resume(response, () -> {
            acts.requireTeams(caller, id, wish);
            return acts.act(id, wish, ActFields.key(caller.name(), key, id + wish.kind(), body, mapper));
        });
    }

    private String rep(@Nullable String rep, ActFields fields) {
        if (rep == null || !acts.isActive(rep)) {
            fields.fault("/rep", "This must be the id of a rep of the roster who is active now.");
            return "";
        }
        return rep;
    }
}
