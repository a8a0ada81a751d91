package landfall.webhooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import landfall.http.ApiException;
import landfall.http.Caller;
import landfall.http.ErrorCode;
import landfall.http.Fails;
import landfall.http.Needs;
import landfall.http.ProblemIssue;
import landfall.http.Role;
import org.jspecify.annotations.Nullable;

/** Events of a webhook that are not delivered. */
@Path("/api/webhooks/{id}/deliveries")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "webhooks")
public final class DeliveriesResource {

    private static final int MOST = 1_000;
    private static final List<String> STATUSES = List.of(EventDao.FAILED, EventDao.WAITING);

    private final Webhooks webhooks;

    public DeliveriesResource(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    /** Some events, in order. */
    @Schema(name = "WebhookDeliveries")
    record Page(List<Delivery> deliveries) {}

    /**
     * An event that is not delivered.
     *
     * @param nextAt not before then; absent where it was given up
     */
    @Schema(name = "WebhookDelivery")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Delivery(
            long position,
            String eventId,
            String source,
            String externalId,
            @Schema(allowableValues = {"failed", "waiting"}) String status,
            int attempts,
            @Nullable Instant attemptedAt,
            @Nullable Instant nextAt,
            @Nullable String failure) {

        static Delivery of(EventDao.Row row) {
            return new Delivery(
                    row.position(),
                    row.eventId(),
                    row.source(),
                    row.externalId(),
                    row.status(),
                    row.attempts(),
                    WebhookStore.instant(row.attemptedAt()),
                    row.status().equals(EventDao.FAILED) ? null : row.nextAt().toInstant(),
                    row.failure());
        }
    }

    /** How many events are sent again. */
    @Schema(name = "WebhookResent")
    record Resent(int events) {}

    @GET
    @Needs({Role.ADMIN, Role.AUDIT})
    @Operation(
            operationId = "listWebhookDeliveries",
            summary = "Events that were given up, or that wait for another attempt",
            description = "What was delivered is counted and not listed.")
    @ApiResponse(
            responseCode = "200",
            description = "In the order of the ledger",
            content = @Content(schema = @Schema(implementation = Page.class)))
    public Page list(
            @PathParam("id") String id,
            @Parameter(
                            description =
                                    "failed: given up; waiting: tried again, or behind one of its account that is",
                            schema = @Schema(allowableValues = {"failed", "waiting"}))
                    @QueryParam("status")
                    @DefaultValue(EventDao.FAILED)
                    String status,
            @Parameter(description = "position of the last one of the page before; 0 for the first page")
                    @QueryParam("after")
                    @DefaultValue("0")
                    long after,
            @Parameter(description = "Events in an answer, 1,000 at most") @QueryParam("limit") @DefaultValue("200")
                    int limit) {
        List<ProblemIssue> faults = new ArrayList<>();
        if (!STATUSES.contains(status)) {
            faults.add(fault("query status", "This must be failed or waiting."));
        }
        if (after < 0) {
            faults.add(fault("query after", "This must be a position of an answer before, or 0."));
        }
        if (limit < 1 || limit > MOST) {
            faults.add(fault("query limit", "This must be between 1 and " + MOST + "."));
        }
        if (!faults.isEmpty()) {
            throw new ApiException(ErrorCode.INVALID_VALUE, "The call can't be read as it was meant.", faults);
        }
        webhooks.find(id);
        return new Page(webhooks.store().read(dao -> dao.list(id, status, after, limit)).stream()
                .map(Delivery::of)
                .toList());
    }

    private static ProblemIssue fault(String place, String message) {
        return ProblemIssue.at(place, ErrorCode.INVALID_VALUE.code(), message);
    }

    @POST
    @Needs(Role.ADMIN)
    @Path("/resend")
    @Operation(
            operationId = "resendWebhookDeliveries",
            summary = "Send all again that was given up",
            description = "Each with as many attempts as at first.")
    @ApiResponse(
            responseCode = "200",
            description = "How many",
            content = @Content(schema = @Schema(implementation = Resent.class)))
    public Resent resendAll(@PathParam("id") String id, @Context HttpServletRequest request) {
        return new Resent(webhooks.resend(id, null, Caller.of(request).name()));
    }

    @POST
    @Needs(Role.ADMIN)
    @Path("/{position}/resend")
    @Operation(
            operationId = "resendWebhookDelivery",
            summary = "Send one event again that was given up",
            description = "With as many attempts as at first.")
    @ApiResponse(
            responseCode = "200",
            description = "That it is sent again",
            content = @Content(schema = @Schema(implementation = Resent.class)))
    @Fails(ErrorCode.NOT_GIVEN_UP)
    public Resent resend(
            @PathParam("id") String id, @PathParam("position") long position, @Context HttpServletRequest request) {
        int events = webhooks.resend(id, position, Caller.of(request).name());
        if (events == 0) {
            throw new ApiException(
                    ErrorCode.NOT_GIVEN_UP, "No event at position " + position + " of this webhook was given up.");
        }
        return new Resent(events);
    }
}
