package landfall.realign;

import com.fasterxml.jackson.annotation.JsonInclude;
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
import jakarta.ws.rs.core.StreamingOutput;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import landfall.assignment.PlannedMove;
import landfall.assignment.Stand;
import landfall.http.ApiException;
import landfall.http.ErrorCode;
import landfall.http.Fails;
import landfall.http.Needs;
import landfall.http.ProblemIssue;
import landfall.http.Role;
import landfall.impact.KeptAccount;
import landfall.run.MoveLists;
import landfall.run.PackedLines;
import landfall.run.Run;
import landfall.run.SkippedMove;
import org.jspecify.annotations.Nullable;

/** What a realignment moves, whom it leaves where they are, and the same for a CRM. */
@Path(RealignmentsResource.PATH + "/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "realignment")
public final class RealignmentListsResource {

    private static final String CSV = "text/csv";
    private static final String NDJSON = "application/x-ndjson";
    private static final int MOST = MoveLists.PART;

    private final Realignments realignments;
    private final CrmLists crm;

    public RealignmentListsResource(Realignments realignments, CrmLists crm) {
        this.realignments = realignments;
        this.crm = crm;
    }

    /** One move. */
    @Schema(name = "RealignmentMove")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MoveView(
            String source,
            String externalId,
            @Nullable String name,
            Stand from,
            Stand to,
            String because,
            @Schema(description = "In the base currency") @Nullable BigDecimal annualRevenue,
            @Schema(description = "In the base currency") @Nullable BigDecimal dealSize) {

        static MoveView of(PlannedMove move) {
            return new MoveView(
                    move.source(),
                    move.externalId(),
                    move.name(),
                    move.from(),
                    move.to(),
                    move.because(),
                    move.annualRevenue(),
                    move.dealSize());
        }
    }

    /** Some moves; {@code next} is absent behind the last. */
    @Schema(name = "RealignmentMoves")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Moves(List<MoveView> moves, @Schema(description = "Ask with it as \"after\"") @Nullable Long next) {}

    /** An account that stays. */
    @Schema(name = "HeldAccount")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record HeldView(
            String source,
            String externalId,
            @Nullable String name,
            String repId,
            @Nullable String territory,
            Instant until) {

        static HeldView of(KeptAccount kept) {
            return new HeldView(
                    kept.source(),
                    kept.externalId(),
                    kept.name(),
                    kept.at().repId(),
                    kept.at().territory(),
                    kept.until());
        }
    }

    /** Some of them; {@code next} is absent behind the last. */
    @Schema(name = "HeldAccounts")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Held(List<HeldView> held, @Schema(description = "Ask with it as \"after\"") @Nullable Long next) {}

    /** Some accounts that stayed; {@code next} is absent behind the last. */
    @Schema(name = "SkippedMoves")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Skipped(List<SkippedMove> skipped, @Schema(description = "Ask with it as \"after\"") @Nullable Long next) {}

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT, Role.ADMIN})
    @Path("/moves")
    @Operation(operationId = "listRealignmentMoves", summary = "What it moves, in the order in which it does")
    @ApiResponse(
            responseCode = "200",
            description = "Some of the moves",
            content = @Content(schema = @Schema(implementation = Moves.class)))
    @Fails(ErrorCode.PREVIEW_NOT_DONE)
    public Moves moves(
            @PathParam("id") String id,
            @Parameter(description = "\"next\" of the page before; 0 for the first")
                    @QueryParam("after")
                    @DefaultValue("0")
                    long after,
            @Parameter(description = "Moves in an answer, 1,000 at most") @QueryParam("limit") @DefaultValue("200")
                    int limit) {
        check(after, limit);
        Realignment found = realignments.previewed(id);
        List<PlannedMove> page = page(after, limit, part -> realignments.lists().list(id, part));
        return new Moves(page.stream().map(MoveView::of).toList(), next(after, page.size(), found.moves()));
    }

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT, Role.ADMIN})
    @Path("/moves.csv")
    @Produces({CSV, MediaType.APPLICATION_JSON})
    @Operation(operationId = "realignmentMovesAsCsv", summary = "All that it moves, as a table")
    @ApiResponse(
            responseCode = "200",
            description = "CSV, a line for each account",
            content = @Content(mediaType = CSV, schema = @Schema(type = "string")))
    @Fails(ErrorCode.PREVIEW_NOT_DONE)
    public Response table(@PathParam("id") String id) {
        realignments.previewed(id);
        return streamed(CSV, out -> MoveTable.write(realignments.planned(id).iterator(), out));
    }

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT, Role.ADMIN})
    @Path("/moves.ndjson")
    @Produces({NDJSON, MediaType.APPLICATION_JSON})
    @Operation(operationId = "realignmentMovesAsNdjson", summary = "All that it moves, an object in each line")
    @ApiResponse(
            responseCode = "200",
            description = "NDJSON, a line for each account",
            content = @Content(mediaType = NDJSON, schema = @Schema(type = "string")))
    @Fails(ErrorCode.PREVIEW_NOT_DONE)
    public Response lines(@PathParam("id") String id) {
        realignments.previewed(id);
        return streamed(NDJSON, out -> {
            for (Iterator<PlannedMove> all = realignments.planned(id).iterator(); all.hasNext(); ) {
                out.write(PackedLines.json(MoveView.of(all.next())));
                out.write('\n');
            }
        });
    }

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT, Role.ADMIN})
    @Path("/held")
    @Operation(
            operationId = "listHeldAccounts",
            summary = "Accounts that might move, and are held",
            description = "By exclusions, or by holds; with until when.")
    @ApiResponse(
            responseCode = "200",
            description = "Some of them",
            content = @Content(schema = @Schema(implementation = Held.class)))
    @Fails(ErrorCode.PREVIEW_NOT_DONE)
    public Held held(
            @PathParam("id") String id,
            @Parameter(description = "\"next\" of the page before; 0 for the first")
                    @QueryParam("after")
                    @DefaultValue("0")
                    long after,
            @Parameter(description = "Accounts in an answer, 1,000 at most") @QueryParam("limit") @DefaultValue("200")
                    int limit) {
        check(after, limit);
        Realignment found = realignments.previewed(id);
        List<KeptAccount> page = page(after, limit, part -> realignments.store().listHeld(id, part));
        return new Held(page.stream().map(HeldView::of).toList(), next(after, page.size(), found.held()));
    }

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT, Role.ADMIN})
    @Path("/skipped")
    @Operation(operationId = "listSkippedMoves", summary = "Accounts that its run left where they were, and why")
    @ApiResponse(
            responseCode = "200",
            description = "Some of them; none before it is run",
            content = @Content(schema = @Schema(implementation = Skipped.class)))
    public Skipped skipped(
            @PathParam("id") String id,
            @Parameter(description = "\"next\" of the page before; 0 for the first")
                    @QueryParam("after")
                    @DefaultValue("0")
                    long after,
            @Parameter(description = "Accounts in an answer, 1,000 at most") @QueryParam("limit") @DefaultValue("200")
                    int limit) {
        check(after, limit);
        return skipped(realignments.run(realignments.find(id).id()), after, limit);
    }

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT, Role.ADMIN})
    @Path("/undo/skipped")
    @Operation(operationId = "listSkippedUndone", summary = "Accounts that didn't go back, and why")
    @ApiResponse(
            responseCode = "200",
            description = "Some of them; none before it is taken back",
            content = @Content(schema = @Schema(implementation = Skipped.class)))
    public Skipped notUndone(
            @PathParam("id") String id,
            @Parameter(description = "\"next\" of the page before; 0 for the first")
                    @QueryParam("after")
                    @DefaultValue("0")
                    long after,
            @Parameter(description = "Accounts in an answer, 1,000 at most") @QueryParam("limit") @DefaultValue("200")
                    int limit) {
        check(after, limit);
        return skipped(realignments.undo(realignments.find(id).id()), after, limit);
    }

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT, Role.ADMIN})
    @Path("/crm.csv")
    @Produces({CSV, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "realignmentForCrm",
            summary = "New owners as a CRM imports them",
            description =
                    "salesforce: Id and OwnerId, for its Data Loader and its import wizard. hubspot: Record ID and Company "
                            + "owner, by mail address. Accounts that only change their territory are left out.")
    @ApiResponse(
            responseCode = "200",
            description = "CSV, a line for each account that has another owner",
            content = @Content(mediaType = CSV, schema = @Schema(type = "string")))
    @Fails({ErrorCode.PREVIEW_NOT_DONE, ErrorCode.CRM_ID_MISSING})
    public Response crm(
            @PathParam("id") String id,
            @Parameter(description = "Whose form it has", schema = @Schema(allowableValues = {"salesforce", "hubspot"}))
                    @QueryParam("for")
                    @DefaultValue("salesforce")
                    String form,
            @Parameter(
                            description =
                                    "planned: what was looked at; made: what the run moved; back: what the way back moved. Absent: the latest of these that there is",
                            schema = @Schema(allowableValues = {"planned", "made", "back"}))
                    @QueryParam("moves")
                    @Nullable
                    String moves,
            @Parameter(description = "Only accounts of this source") @QueryParam("source") @Nullable String source,
            @Parameter(
                            description =
                                    "The roster's column with the owner's id there; absent: salesforceId, for hubspot the mail address")
                    @QueryParam("column")
                    @Nullable
                    String column) {
        realignments.previewed(id);
        CrmLists.Prepared prepared = crm.prepare(id, form, moves, source, column);
        return streamed(CSV, prepared::write);
    }

    private Skipped skipped(Optional<Run> run, long after, int limit) {
        List<SkippedMove> page = new ArrayList<>();
        long next = after;
        if (run.isPresent()) {
            int parts = realignments.runs().progress(run.get().id()).parts();
            for (int part = (int) Math.min(parts, after / MOST); part < parts && page.size() < limit; part++) {
                for (SkippedMove skip : realignments.runs().skipped(run.get().id(), part)) {
                    if (skip.number() >= after && page.size() < limit) {
                        page.add(skip);
                        next = skip.number() + 1;
                    }
                }
            }
        }
        return new Skipped(page, page.size() < limit ? null : next);
    }

    private static <T> List<T> page(long after, int limit, IntFunction<List<T>> parts) {
        List<T> part = parts.apply((int) (after / MOST));
        int from = (int) Math.min(after % MOST, part.size());
        return part.subList(from, Math.min(part.size(), from + limit));
    }

    private static @Nullable Long next(long after, int size, long all) {
        return size > 0 && after + size < all ? after + size : null;
    }

    private static void check(long after, int limit) {
        List<ProblemIssue> faults = new ArrayList<>();
        if (after < 0 || after / MOST >= Integer.MAX_VALUE) {
            faults.add(parameter("query after", "This must be \"next\" of a page before, or 0."));
        }
        if (limit < 1 || limit > MOST) {
            faults.add(parameter("query limit", "This must be between 1 and " + MOST + "."));
        }
        if (!faults.isEmpty()) {
            throw new ApiException(ErrorCode.INVALID_PARAMETER, "The call can't be read as it was meant.", faults);
        }
    }

    private static ProblemIssue parameter(String place, String message) {
        return ProblemIssue.at(place, ErrorCode.INVALID_PARAMETER.code(), message);
    }

    /** Writes an answer that may be long. */
    @FunctionalInterface
    private interface Writing {
        void write(Writer out) throws java.io.IOException;
    }

    private static Response streamed(String type, Writing writing) {
        StreamingOutput output = stream -> {
            try (Writer out = new OutputStreamWriter(stream, StandardCharsets.UTF_8)) {
                writing.write(out);
            }
        };
        return Response.ok(output, type).build();
    }
}
