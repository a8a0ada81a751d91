package landfall.assignment;

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
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import landfall.assignment.HoldActs.Wish;
import landfall.http.CallIds;
import landfall.http.Caller;
import landfall.http.ErrorCode;
import landfall.http.Fails;
import landfall.http.Needs;
import landfall.http.Role;
import landfall.ledger.AccountKey;
import org.jspecify.annotations.Nullable;

/** What keeps one account where it is. */
@Path("/api/accounts/{source}/{externalId: .+}/hold")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "holds")
public final class HoldResource {

    private final HoldActs holds;

    public HoldResource(HoldActs holds) {
        this.holds = holds;
    }

    /** Until when, why, and who says so. */
    @Schema(name = "HoldBody")
    record HoldBody(
            @Schema(description = "A day, which counts whole, or a moment", example = "2026-12-31") @Nullable
                    String until,
            @Nullable String reason,
            @Schema(description = "Who holds it; a person's key says so by itself", example = "carol") @Nullable
                    String by) {}

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT})
    @Operation(operationId = "findHold", summary = "Until when an account is held, by whom and why")
    @ApiResponse(
            responseCode = "200",
            description = "The hold",
            content = @Content(schema = @Schema(implementation = HoldView.class)))
    @Fails(ErrorCode.NOT_READY)
    public HoldView find(@PathParam("source") String source, @PathParam("externalId") String externalId) {
        return holds.find(new AccountKey(source, externalId))
                .orElseThrow(() -> Refusals.notFound("Nothing holds " + source + "/" + externalId + "."));
    }

    @PUT
    @Needs({Role.MANAGE, Role.APPROVE})
    @Operation(
            operationId = "hold",
            summary = "Hold an account: until then nothing moves it",
            description =
                    "Calls get its present owner, whatever the rules say; what would move it by hand is refused. Another hold takes "
                            + "the place of the one before. The same again changes nothing.")
    @ApiResponse(
            responseCode = "200",
            description = "The hold, on disk",
            content = @Content(schema = @Schema(implementation = HoldView.class)))
    @Fails({ErrorCode.NOT_OWN_TEAM, ErrorCode.NOT_READY})
    public void hold(
            @PathParam("source") String source,
            @PathParam("externalId") String externalId,
            HoldBody body,
            @Context HttpServletRequest call,
            @Suspended AsyncResponse response) {
        Caller caller = Caller.of(call);
        Replies.resume(response, () -> {
            ActFields fields = new ActFields();
            Wish wish = new Wish(
                    fields.until(body.until(), holds.zone(), holds.now()),
                    fields.by(caller, body.by()),
                    fields.required(body.reason(), "/reason", "why"),
                    caller,
                    CallIds.current());
            fields.refuse();
            return holds.act(new AccountKey(source, externalId), wish);
        });
    }

    @DELETE
    @Needs({Role.MANAGE, Role.APPROVE})
    @Operation(operationId = "liftHold", summary = "Let an account move again")
    @ApiResponse(
            responseCode = "200",
            description = "The account, which nothing holds any more",
            content = @Content(schema = @Schema(implementation = HoldView.class)))
    @Fails({ErrorCode.NOT_OWN_TEAM, ErrorCode.INVALID_VALUE, ErrorCode.NOT_READY})
    public void lift(
            @PathParam("source") String source,
            @PathParam("externalId") String externalId,
            @Parameter(description = "Who lifts it; a person's key says so by itself", example = "carol")
                    @QueryParam("by")
                    @Nullable
                    String by,
            @Parameter(description = "Why") @QueryParam("reason") @Nullable String reason,
            @Context HttpServletRequest call,
            @Suspended AsyncResponse response) {
        Caller caller = Caller.of(call);
        ActFields fields = new ActFields();
        Wish wish = new Wish(
                null,
                fields.by(caller, by, "query by"),
                fields.optional(reason, "query reason"),
                caller,
                CallIds.current());
        fields.refuse();
        Replies.resume(response, () -> holds.act(new AccountKey(source, externalId), wish));
    }
}
