package landfall.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import landfall.assignment.Resubmission;
import landfall.http.ApiException;
import landfall.http.Caller;
import landfall.http.ErrorCode;
import landfall.http.Fails;
import landfall.http.Needs;
import landfall.http.ProblemIssue;
import landfall.http.Role;
import org.jspecify.annotations.Nullable;

/** Calls for an assignment that were refused, and what became of them. */
@Path("/api/intake")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "intake")
public final class IntakeResource {

    private static final int MOST = 200;
    private static final String SUBMITTED = "submitted";
    private static final List<String> STATUSES = List.of(IntakeCounts.REFUSED, SUBMITTED);

    private final RefusedCalls calls;
    private final Resubmission resubmission;

    public IntakeResource(RefusedCalls calls, Resubmission resubmission) {
        this.calls = calls;
        this.resubmission = resubmission;
    }

    /**
     * A refused call, without what is personal in it.
     *
     * @param caller name of its key
     * @param told what the caller was answered, each fault on a line of its own
     * @param body with *** for what is personal
     * @param whole whether the body was kept as it came, so that it can be submitted again without another
     */
    @Schema(name = "RefusedCall")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Refused(
            String id,
            @Schema(allowableValues = {"refused", "submitted"}) String status,
            Instant refusedAt,
            String caller,
            String source,
            String code,
            String told,
            String body,
            boolean whole,
            @Nullable Instant submittedAt,
            @Nullable String submittedBy,
            @Nullable String assignmentId) {

        static Refused of(StoredRefusal stored) {
            return new Refused(
                    stored.id(),
                    stored.assignment() == null ? IntakeCounts.REFUSED : SUBMITTED,
                    stored.refusedAt(),
                    stored.caller(),
                    stored.source(),
                    stored.code(),
                    stored.detail(),
                    stored.masked(),
                    stored.sealed() != null,
                    stored.submittedAt(),
                    stored.submittedBy(),
                    stored.assignment());
        }
    }

    /**
     * A page of them.
     *
     * @param next names the page after this one; absent on the last
     * @param notKept calls that this node refused since it started and did not keep: too many at once, or lines without content
     */
    @Schema(name = "RefusedCalls")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Page(List<Refused> calls, @Nullable String next, long notKept) {}

    @GET
    @Needs({Role.EDIT, Role.AUDIT})
    @Operation(
            operationId = "listRefusedCalls",
            summary = "Calls for an assignment that were refused, the oldest first",
            description =
                    "For thirty days, and the newest 20,000 at most; what is personal in them is masked. Page on with \"next\" as "
                            + "\"after\".")
    @ApiResponse(
            responseCode = "200",
            description = "A page of them",
            content = @Content(schema = @Schema(implementation = Page.class)))
    public Page list(
            @Parameter(description = "refused, or submitted: those that were submitted again")
                    @QueryParam("status")
                    @DefaultValue("refused")
                    String status,
            @Parameter(description = "next of the page before") @QueryParam("after") @DefaultValue("") String after,
            @Parameter(description = "Calls in a page, 200 at most") @QueryParam("limit") @DefaultValue("50")
                    int limit) {
        List<ProblemIssue> faults = new ArrayList<>();
        if (!STATUSES.contains(status)) {
            faults.add(fault("query status", "This must be one of " + String.join(", ", STATUSES) + "."));
        }
        if (limit < 1 || limit > MOST) {
            faults.add(fault("query limit", "This must be between 1 and " + MOST + "."));
        }
        if (!faults.isEmpty()) {
            throw new ApiException(ErrorCode.INVALID_PARAMETER, "A parameter can't be understood.", faults);
        }
        List<Refused> page = calls.list(after, status.equals(SUBMITTED), limit).stream()
                .map(Refused::of)
                .toList();
        return new Page(page, page.size() == limit ? page.get(limit - 1).id() : null, calls.notKept());
    }

    @POST
    @Path("/{id}/submit")
    @Needs({Role.ROUTE, Role.EDIT})
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "submitRefusedCall",
            summary = "Submit a refused call again",
            description =
                    "As it came, or with the body that this call has. It is decided now and once, by the name of whoever submits it; an "
                            + "account that names no source keeps that of the call.")
    @RequestBody(content = @Content(schema = @Schema(ref = "#/components/schemas/Account")))
    @ApiResponse(
            responseCode = "200",
            description = "The owner",
            content = @Content(schema = @Schema(ref = "#/components/schemas/Assignment")))
    @Fails({ErrorCode.ALREADY_SUBMITTED, ErrorCode.NO_IDENTITY, ErrorCode.KEY_REUSED, ErrorCode.NOT_READY})
    public void submit(
            @PathParam("id") String id,
            byte[] mended,
            @Parameter(description = "With a body: the source of config.yml by whose map it is read")
                    @QueryParam("source")
                    @Nullable
                    String source,
            @Context HttpServletRequest request,
            @Suspended AsyncResponse response)
            throws IOException {
        StoredRefusal refusal = calls.find(id)
                .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "There is no refused call " + id + "."));
        if (refusal.assignment() != null) {
            throw new ApiException(ErrorCode.ALREADY_SUBMITTED, "It became assignment " + refusal.assignment() + ".");
        }
        Resubmission.Body body = mended.length > 0
                ? new Resubmission.Body(mended, null, source)
                : calls.body(refusal)
                        .map(bytes -> new Resubmission.Body(bytes, refusal.form(), refusal.readBy()))
                        .orElseThrow(() -> new ApiException(
                                ErrorCode.INVALID_VALUE,
                                "The body was too large to be kept: send the account with this call."));
        String caller = Caller.of(request).name();
        resubmission.submit(
                body,
                "intake-" + id,
                refusal.source(),
                caller,
                response,
                assignment -> calls.submitted(id, caller, assignment));
    }

    private static ProblemIssue fault(String place, String message) {
        return ProblemIssue.at(place, ErrorCode.INVALID_PARAMETER.code(), message);
    }
}
