package landfall.realign;

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
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import landfall.assignment.PlannedMove;
import landfall.http.ErrorCode;
import landfall.http.Fails;
import landfall.http.Needs;
import landfall.http.Role;
import landfall.impact.KeptAccount;
import landfall.run.PackedLines;
import org.jspecify.annotations.Nullable;

/** What a realignment moves, whom it leaves where they are, and the same for a CRM. */
@Path(RealignmentsResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "realignment")
public final class RealignmentListsResource {

    private static final String CSV = "text/csv";
    private static final String NDJSON = "application/x-ndjson";

    private final Realignments realignments;
    private final CrmLists crm;

    public RealignmentListsResource(Realignments realignments, CrmLists crm) {
        this.realignments = realignments;
        this.crm = crm;
    }

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT, Role.ADMIN})
    @Path("/{id}/moves")
    @Operation(operationId = "listRealignmentMoves", summary = "What it moves, in the order in which it does")
    @ApiResponse(
            responseCode = "200",
            description = "Some of the moves",
            content = @Content(schema = @Schema(implementation = ListPages.Moves.class)))
    @Fails(ErrorCode.PREVIEW_NOT_DONE)
    public ListPages.Moves moves(
            @PathParam("id") String id,
            @Parameter(description = "\"next\" of the page before; 0 for the first")
                    @QueryParam("after")
                    @DefaultValue("0")
                    long after,
            @Parameter(description = "Moves in an answer, 1,000 at most") @QueryParam("limit") @DefaultValue("200")
                    int limit) {
        ListPages.check(after, limit);
        Realignment found = realignments.previewed(id);
        List<PlannedMove> page =
                ListPages.page(after, limit, part -> realignments.lists().list(id, part));
        return new ListPages.Moves(
                page.stream().map(ListPages.MoveView::of).toList(), ListPages.next(after, page.size(), found.moves()));
    }

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT, Role.ADMIN})
    @Path("/{id}/moves.csv")
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
    @Path("/{id}/moves.ndjson")
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
                out.write(PackedLines.json(ListPages.MoveView.of(all.next())));
                out.write('\n');
            }
        });
    }

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT, Role.ADMIN})
    @Path("/{id}/held")
    @Operation(
            operationId = "listHeldAccounts",
            summary = "Accounts that might move, and are held",
            description = "By exclusions, or by holds; with until when.")
    @ApiResponse(
            responseCode = "200",
            description = "Some of them",
            content = @Content(schema = @Schema(implementation = ListPages.Held.class)))
    @Fails(ErrorCode.PREVIEW_NOT_DONE)
    public ListPages.Held held(
            @PathParam("id") String id,
            @Parameter(description = "\"next\" of the page before; 0 for the first")
                    @QueryParam("after")
                    @DefaultValue("0")
                    long after,
            @Parameter(description = "Accounts in an answer, 1,000 at most") @QueryParam("limit") @DefaultValue("200")
                    int limit) {
        ListPages.check(after, limit);
        Realignment found = realignments.previewed(id);
        List<KeptAccount> page =
                ListPages.page(after, limit, part -> realignments.store().listHeld(id, part));
        return new ListPages.Held(
                page.stream().map(ListPages.HeldView::of).toList(), ListPages.next(after, page.size(), found.held()));
    }

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT, Role.ADMIN})
    @Path("/{id}/skipped")
    @Operation(operationId = "listSkippedMoves", summary = "Accounts that its run left where they were, and why")
    @ApiResponse(
            responseCode = "200",
            description = "Some of them; none before it is run",
            content = @Content(schema = @Schema(implementation = ListPages.Skipped.class)))
    public ListPages.Skipped skipped(
            @PathParam("id") String id,
            @Parameter(description = "\"next\" of the page before; 0 for the first")
                    @QueryParam("after")
                    @DefaultValue("0")
                    long after,
            @Parameter(description = "Accounts in an answer, 1,000 at most") @QueryParam("limit") @DefaultValue("200")
                    int limit) {
        ListPages.check(after, limit);
        return ListPages.skipped(
                realignments.runs(), realignments.run(realignments.find(id).id()), after, limit);
    }

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT, Role.ADMIN})
    @Path("/{id}/undo/skipped")
    @Operation(operationId = "listSkippedUndone", summary = "Accounts that didn't go back, and why")
    @ApiResponse(
            responseCode = "200",
            description = "Some of them; none before it is taken back",
            content = @Content(schema = @Schema(implementation = ListPages.Skipped.class)))
    public ListPages.Skipped notUndone(
            @PathParam("id") String id,
            @Parameter(description = "\"next\" of the page before; 0 for the first")
                    @QueryParam("after")
                    @DefaultValue("0")
                    long after,
            @Parameter(description = "Accounts in an answer, 1,000 at most") @QueryParam("limit") @DefaultValue("200")
                    int limit) {
        ListPages.check(after, limit);
        return ListPages.skipped(
                realignments.runs(), realignments.undo(realignments.find(id).id()), after, limit);
    }

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT, Role.ADMIN})
    @Path("/{id}/crm.csv")
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
