package landfall.assignment;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import landfall.http.ProblemIssue;
import landfall.ledger.AccountKey;
import landfall.ledger.Ledger;
import landfall.ledger.StoredDecision;
import org.jspecify.annotations.Nullable;

/** The record of assignments: one by its id, or an account's, newest first. */
@Path("/api/assignments")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "records")
public final class DecisionsResource {

    private static final int MOST = 200;

    private final Ledger ledger;

    public DecisionsResource(Ledger ledger) {
        this.ledger = ledger;
    }

    @GET
    @Path("/{id}")
    @Operation(
            operationId = "findAssignment",
            summary = "The record of an assignment",
            description = "Exactly as it was stored: everything the decision rested on.")
    @ApiResponse(
            responseCode = "200",
            description = "The record",
            content = @Content(schema = @Schema(implementation = DecisionRecord.class)))
    public Response find(@PathParam("id") String id) {
        return ledger.find(id)
                .map(stored -> Response.ok(stored.decision()).build())
                .orElseThrow(() -> Refusals.notFound("There is no assignment " + id + "."));
    }

    @GET
    @Operation(
            operationId = "searchAssignments",
            summary = "An account's assignments, newest first",
            description = "Page on with the last answer's \"next\" as \"after\".")
    @ApiResponse(
            responseCode = "200",
            description = "A page of records",
            content = @Content(schema = @Schema(implementation = Page.class)))
    public Response search(
            @Parameter(description = "source/externalId", example = "marketo/lead-8841")
                    @QueryParam("account")
                    @Nullable
                    String account,
            @Parameter(description = "next of the page before") @QueryParam("after") @Nullable String after,
            @Parameter(description = "Records in a page, 200 at most") @QueryParam("limit") @DefaultValue("50")
                    int limit) {
        List<ProblemIssue> faults = new ArrayList<>();
        int slash = account == null ? -1 : account.indexOf('/');
        if (account == null || slash <= 0 || slash == account.length() - 1) {
            faults.add(Refusals.fault("query account", "This must be source/externalId, such as marketo/lead-8841."));
        }
        if (limit < 1 || limit > MOST) {
            faults.add(Refusals.fault("query limit", "This must be between 1 and " + MOST + "."));
        }
        if (account == null || !faults.isEmpty()) {
            throw Refusals.invalid(faults);
        }
        AccountKey key = new AccountKey(account.substring(0, slash), account.substring(slash + 1));
        return Response.ok(page(ledger.listByAccount(key, after, limit), limit)).build();
    }

    /** The stored bytes as they are, one after the other. */
    private static byte[] page(List<StoredDecision> decisions, int limit) {
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        page.writeBytes("{\"assignments\":[".getBytes(StandardCharsets.US_ASCII));
        for (int index = 0; index < decisions.size(); index++) {
            if (index > 0) {
                page.write(',');
            }
            page.writeBytes(decisions.get(index).decision());
        }
        page.write(']');
        if (decisions.size() == limit) {
            String next = decisions.get(limit - 1).id();
            page.writeBytes((",\"next\":\"" + next + "\"").getBytes(StandardCharsets.US_ASCII));
        }
        page.write('}');
        return page.toByteArray();
    }

    /**
     * A page of records, for the API's description.
     *
     * @param next names the page after this one; absent on the last
     */
    record Page(List<DecisionRecord> assignments, @Nullable String next) {}
}
