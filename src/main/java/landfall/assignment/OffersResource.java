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
import landfall.assignment.OfferSteps.Kind;
import landfall.assignment.OfferSteps.Wish;
import landfall.http.CallIds;
import landfall.http.Caller;
import landfall.http.ErrorCode;
import landfall.http.Fails;
import landfall.http.Needs;
import landfall.http.Role;
import org.jspecify.annotations.Nullable;

/** What a rep says to an assignment that he is asked to accept. */
@Path("/api/assignments")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "by hand")
public final class OffersResource {

    private final OfferSteps steps;
    private final ObjectMapper mapper;

    public OffersResource(OfferSteps steps, ObjectMapper mapper) {
        this.steps = steps;
        this.mapper = mapper;
    }

    /** Who says so, and why. */
    @Schema(name = "Word")
    record Word(
            @Schema(description = "Who says so: the rep, or somebody for him; a person's key says so by itself")
                    @Nullable
                    String by,
            @Nullable String reason) {}

    @POST
    @Needs(Role.MANAGE)
    @Path("/{id}/accept")
    @Operation(
            operationId = "accept",
            summary = "The rep takes it",
            description = "By the id of the assignment that asked him, or of the account's latest; until its acceptBy.")
    @ApiResponse(
            responseCode = "200",
            description = "The assignment, accepted",
            content = @Content(schema = @Schema(implementation = AssignmentAnswer.class)))
    @Fails({
        ErrorCode.NOT_OWN_TEAM,
        ErrorCode.SUPERSEDED,
        ErrorCode.NOT_OFFERED,
        ErrorCode.KEY_REUSED,
        ErrorCode.NOT_READY
    })
    public void accept(
            @PathParam("id") String id,
            Word body,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Context HttpServletRequest call,
            @Suspended AsyncResponse response) {
        step(id, Kind.ACCEPT, body, key, Caller.of(call), response);
    }

    @POST
    @Needs(Role.MANAGE)
    @Path("/{id}/decline")
    @Operation(
            operationId = "decline",
            summary = "The rep doesn't take it",
            description =
                    "It goes to the next who has not had it yet, by the rules that are active now; to the fallback where all had "
                            + "it. The turn counts as received.")
    @ApiResponse(
            responseCode = "200",
            description = "Where it went",
            content = @Content(schema = @Schema(implementation = AssignmentAnswer.class)))
    @Fails({
        ErrorCode.NOT_OWN_TEAM,
        ErrorCode.SUPERSEDED,
        ErrorCode.NOT_OFFERED,
        ErrorCode.KEY_REUSED,
        ErrorCode.NOT_READY
    })
    public void decline(
            @PathParam("id") String id,
            Word body,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Context HttpServletRequest call,
            @Suspended AsyncResponse response) {
        step(id, Kind.DECLINE, body, key, Caller.of(call), response);
    }

    private void step(String id, Kind kind, Word body, @Nullable String key, Caller caller, AsyncResponse response) {
        ActFields fields = new ActFields();
        String by = fields.by(caller, body.by());
        String reason = fields.optional(body.reason(), "/reason");
        fields.refuse();
        Wish wish = new Wish(kind, by, reason, caller.name(), CallIds.current());
        Replies.resume(response, () -> {
            steps.requireTeam(caller, id);
            return steps.step(id, wish, ActFields.key(caller.name(), key, id + kind, body, mapper));
        });
    }
}
