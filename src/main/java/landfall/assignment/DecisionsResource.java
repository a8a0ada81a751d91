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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import landfall.http.Needs;
import landfall.http.ProblemIssue;
import landfall.http.Role;
import landfall.ledger.AccountKey;
import landfall.ledger.FoundDecisions;
import landfall.ledger.Ledger;
import landfall.ledger.StoredDecision;
import org.jspecify.annotations.Nullable;

/** The record of assignments: one by its id, or an account's, newest first. */
@Path("/api/assignments")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "records")
public final class DecisionsResource {

    private static final int MOST = 200;
    private static final Pattern TRACE = Pattern.compile("[0-9a-f]{32}");

    private final Ledger ledger;

    public DecisionsResource(Ledger ledger) {
        this.ledger = ledger;
    }

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT})
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
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT})
    @Operation(
            operationId = "searchAssignments",
            summary = "An account's assignments, newest first; or those of a trace, in order of time",
            description =
                    "Page on with the last answer's \"next\" as \"after\". Traces have no index: a page with \"trace\" is what was found "
                            + "among 20,000 decisions after \"from\", and may be empty and still have a next.")
    @ApiResponse(
            responseCode = "200",
            description = "A page of records",
            content = @Content(schema = @Schema(implementation = Page.class)))
    public Response search(
            @Parameter(description = "source/externalId", example = "marketo/lead-8841")
                    @QueryParam("account")
                    @Nullable
                    String account,
            @Parameter(description = "Trace id, 32 hexadecimal digits", example = "4bf92f3577b34da6a3ce929d0e0e4736")
                    @QueryParam("trace")
                    @Nullable
                    String trace,
            @Parameter(description = "With trace: the moment to begin at", example = "2026-11-24T04:10:22Z")
                    @QueryParam("from")
                    @Nullable
                    String from,
            @Parameter(description = "next of the page before") @QueryParam("after") @Nullable String after,
            @Parameter(description = "Records in a page, 200 at most") @QueryParam("limit") @DefaultValue("50")
                    int limit) {
        if (trace != null) {
            return Response.ok(ofTrace(trace, from, after)).build();
        }
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
        return Response.ok(ofAccount(key, after, limit)).build();
    }

    private byte[] ofAccount(AccountKey key, @Nullable String after, int limit) {
        List<StoredDecision> decisions = ledger.listByAccount(key, after, limit);
        return page(
                decisions, decisions.size() == limit ? decisions.get(limit - 1).id() : null);
    }

    private byte[] ofTrace(String trace, @Nullable String from, @Nullable String after) {
        List<ProblemIssue> faults = new ArrayList<>();
        Instant moment = Intake.instant(from, "query from", faults);
        if (!TRACE.matcher(trace).matches()) {
            faults.add(Refusals.fault("query trace", "This must be a trace id: 32 hexadecimal digits in lower case."));
        }
        if (moment == null && faults.isEmpty()) {
            faults.add(Refusals.fault("query from", "Say when the call was: an instant such as 2026-03-03T18:00:00Z."));
        }
        if (moment == null || !faults.isEmpty()) {
            throw Refusals.invalid(faults);
        }
        FoundDecisions found = ledger.search(moment, after, decision -> isOf(trace, decision.decision()));
        return page(found.decisions(), found.next());
    }

    /** Most records don't have the text at all, and need not be read for that. */
    private static boolean isOf(String trace, byte[] record) {
        return new String(record, StandardCharsets.ISO_8859_1).contains(trace)
                && trace.equals(CanonicalJson.decision(record).traceId());
    }

    /** The stored bytes as they are, one after the other. */
    private static byte[] page(List<StoredDecision> decisions, @Nullable String next) {
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        page.writeBytes("{\"assignments\":[".getBytes(StandardCharsets.US_ASCII));
        for (int index = 0; index < decisions.size(); index++) {
            if (index > 0) {
                page.write(',');
            }
            page.writeBytes(decisions.get(index).decision());
        }
        page.write(']');
        if (next != null) {
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
