package landfall.handover;

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
import landfall.http.ApiException;
import landfall.http.Caller;
import landfall.http.ErrorCode;
import landfall.http.Fails;
import landfall.http.Needs;
import landfall.http.Role;
import landfall.roster.Roster;
import org.jspecify.annotations.Nullable;

/** A rep's accounts go to others: who would get what. */
@Path("/api/reps/{id}/handover")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "handovers")
public final class HandoverResource {

    private final Handovers handovers;

    public HandoverResource(Handovers handovers) {
        this.handovers = handovers;
    }

    @POST
    @Needs({Role.MANAGE, Role.APPROVE})
    @Operation(
            operationId = "handOver",
            summary = "Look at who would get a rep's accounts",
            description =
                    "Nothing moves yet: the answer says who would get what, and how loads shift. It begins by its own call, or, with "
                            + "\"when\": \"leaving\", by itself when the rep's last day is over; who gets what is then found out anew.")
    @ApiResponse(
            responseCode = "200",
            description = "The handover, as it would be",
            content = @Content(schema = @Schema(implementation = HandoverView.class)))
    @Fails({ErrorCode.NOT_OWN_TEAM, ErrorCode.NOT_READY})
    public HandoverView ask(@PathParam("id") String id, HandoverBody body, @Context HttpServletRequest call) {
        Caller caller = Caller.of(call);
        Roster roster = handovers.roster();
        requireTeams(caller, id, body.rep(), roster);
        return HandoverView.of(handovers.ask(body.wish(id, caller, handovers)), handovers);
    }

    /** Whoever manages teams hands over within them: to a rep, for turns may go to others. */
    static void requireTeams(Caller caller, String leaver, @Nullable String rep, Roster roster) {
        if (caller.teams().isEmpty()) {
            return;
        }
        caller.requireTeamOf(leaver, roster.teamsOf(leaver));
        if (rep == null) {
            throw new ApiException(
                    ErrorCode.NOT_OWN_TEAM,
                    "A key with teams hands accounts over to a rep of them, not by turns or rules.");
        }
        caller.requireTeamOf(rep, roster.teamsOf(rep));
    }
}
