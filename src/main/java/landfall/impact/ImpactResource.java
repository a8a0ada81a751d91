package landfall.impact;

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
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
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
import landfall.http.SentFiles;
import landfall.http.UploadedFiles;
import landfall.impact.ImpactStore.Kept;
import org.jspecify.annotations.Nullable;

/** Who would move if a draft were active: asked for, worked out beside the calls, kept, and commented on. */
@Path(ImpactResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "impact")
public final class ImpactResource {

    public static final String PATH = "/api/rulesets/impact";

    private static final String ZIP = UploadedFiles.ZIP;
    private static final String CSV = "text/csv";
    private static final int LISTED = 100;
    private static final int MOST_MOVES = ImpactStore.PART;
    private static final int LONGEST_TEXT = 4_000;

    private final Impacts impacts;
    private final ImpactDesk desk;

    public ImpactResource(ImpactDesk desk) {
        this.impacts = desk.impacts();
        this.desk = desk;
    }

    /** The newest ones, without their results. */
    @Schema(name = "Impacts")
    record Listed(List<ImpactView> impacts) {}

    /** Some moves; {@code next} is absent behind the last. */
    @Schema(name = "MovePage")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MovePage(List<Move> moves, @Schema(description = "Ask with it as \"after\"") @Nullable Long next) {}

    /** What somebody says about a draft's impact. */
    @Schema(name = "NewImpactComment")
    record NewComment(@Schema(example = "Mountain is fine; ask Tokyo about the banks") @Nullable String text) {}

    /** One comment. */
    @Schema(name = "ImpactComment")
    record CommentView(int number, Instant at, String by, String text) {}

    /** All of them, in their order. */
    @Schema(name = "ImpactComments")
    record Comments(List<CommentView> comments) {}

    @POST
    @Needs({Role.EDIT, Role.APPROVE})
    @Consumes({ZIP, MediaType.MULTIPART_FORM_DATA, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "beginImpact",
            summary = "Ask who would move if a draft were active",
            description =
                    "A zip of the draft's folder of rules, its files as multipart/form-data, each with its path as "
                            + "filename, or as JSON. It is asked against the whole book, or against accounts.csv or accounts.ndjson "
                            + "among the files. Nothing moves. Ask for the impact until its state is "
                            + "done; one is worked out at a time.")
    @RequestBody(
            required = true,
            content = {
                @Content(mediaType = ZIP, schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = MediaType.MULTIPART_FORM_DATA, schema = @Schema(type = "object")),
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = SentFiles.class))
            })
    @ApiResponse(
            responseCode = "202",
            description = "It has begun",
            content = @Content(schema = @Schema(implementation = ImpactView.class)))
    @Fails({
        ErrorCode.MALFORMED_ARCHIVE,
        ErrorCode.INVALID_PARAMETER,
        ErrorCode.RULES_REFUSED,
        ErrorCode.IMPACT_RUNNING,
        ErrorCode.NOT_READY
    })
    public Response begin(
            InputStream body,
            @Parameter(hidden = true) @HeaderParam("Content-Type") @Nullable MediaType type,
            @Parameter(
                            description = "The moment to decide for; now where it is absent",
                            example = "2026-03-03T18:00:00Z")
                    @QueryParam("at")
                    @Nullable
                    String at,
            @Parameter(description = "What the draft is for") @QueryParam("message") @DefaultValue("") String message,
            @Context HttpServletRequest call)
            throws IOException {
        return desk.begin(() ->
                desk.drafts().sent(body, type, desk.terms(at, Caller.of(call).name(), message)));
    }

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT, Role.ADMIN})
    @Operation(operationId = "listImpacts", summary = "The newest impacts that were asked for")
    @ApiResponse(
            responseCode = "200",
            description = "100 at most, without their results",
            content = @Content(schema = @Schema(implementation = Listed.class)))
    public Listed list() {
        return new Listed(desk.views(impacts.store().list(LISTED)));
    }

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT, Role.ADMIN})
    @Path("/{id}")
    @Operation(
            operationId = "getImpact",
            summary = "How far an impact is, and what came of it",
            description = "Kept for good: what is read here is what whoever approves the draft has read.")
    @ApiResponse(
            responseCode = "200",
            description = "The impact",
            content = @Content(schema = @Schema(implementation = ImpactView.class)))
    public ImpactView find(@PathParam("id") String id) {
        return view(id).with(impacts.store().findResult(id).orElse(null));
    }

    @DELETE
    @Needs({Role.EDIT, Role.APPROVE})
    @Path("/{id}")
    @Operation(
            operationId = "cancelImpact",
            summary = "Break an impact off",
            description = "One that is over stays as it is.")
    @ApiResponse(
            responseCode = "200",
            description = "The impact; it is cancelled within a second",
            content = @Content(schema = @Schema(implementation = ImpactView.class)))
    public ImpactView cancel(@PathParam("id") String id) {
        impacts.cancel(kept(id).id());
        return view(id);
    }

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT, Role.ADMIN})
    @Path("/{id}/moves")
    @Operation(operationId = "listImpactMoves", summary = "Who would move, in the order of accounts")
    @ApiResponse(
            responseCode = "200",
            description = "Some of them",
            content = @Content(schema = @Schema(implementation = MovePage.class)))
    @Fails({ErrorCode.IMPACT_NOT_DONE})
    public MovePage moves(
            @PathParam("id") String id,
            @Parameter(description = "\"next\" of the page before; 0 for the first")
                    @QueryParam("after")
                    @DefaultValue("0")
                    long after,
            @Parameter(description = "Moves in an answer, 1,000 at most") @QueryParam("limit") @DefaultValue("200")
                    int limit) {
        List<ProblemIssue> faults = new ArrayList<>();
        if (after < 0 || after / MOST_MOVES >= Integer.MAX_VALUE) {
            faults.add(parameter("query after", "This must be \"next\" of a page before, or 0."));
        }
        if (limit < 1 || limit > MOST_MOVES) {
            faults.add(parameter("query limit", "This must be between 1 and " + MOST_MOVES + "."));
        }
        if (!faults.isEmpty()) {
            throw new ApiException(ErrorCode.INVALID_PARAMETER, "The call can't be read as it was meant.", faults);
        }
        long all = done(id).moves();
        List<Move> part = impacts.store().listMoves(id, (int) (after / MOST_MOVES));
        int from = (int) Math.min(after % MOST_MOVES, part.size());
        List<Move> moves = part.subList(from, Math.min(part.size(), from + limit));
        long next = after + moves.size();
        return new MovePage(moves, next < all && !moves.isEmpty() ? next : null);
    }

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT, Role.ADMIN})
    @Path("/{id}/moves.csv")
    @Produces({CSV, MediaType.APPLICATION_JSON})
    @Operation(operationId = "impactMovesAsCsv", summary = "All who would move, as a table")
    @ApiResponse(
            responseCode = "200",
            description = "CSV, one line for each account",
            content = @Content(mediaType = CSV, schema = @Schema(type = "string")))
    @Fails({ErrorCode.IMPACT_NOT_DONE})
    public Response table(@PathParam("id") String id) {
        done(id);
        StreamingOutput table = out -> {
            try (MoveTable moves = MoveTable.begin(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
                int part = 0;
                for (List<Move> some = impacts.store().listMoves(id, part);
                        !some.isEmpty();
                        some = impacts.store().listMoves(id, part)) {
                    for (Move move : some) {
                        moves.add(move);
                    }
                    part++;
                }
            }
        };
        return Response.ok(table, CSV).build();
    }

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT, Role.ADMIN})
    @Path("/{id}/report.txt")
    @Produces({MediaType.TEXT_PLAIN, MediaType.APPLICATION_JSON})
    @Operation(operationId = "impactReport", summary = "An impact as text, to be sent round")
    @ApiResponse(
            responseCode = "200",
            description = "The summary, and tables of what changes most",
            content = @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = "string")))
    @Fails({ErrorCode.IMPACT_NOT_DONE})
    public Response report(@PathParam("id") String id) {
        return Response.ok(Report.of(done(id)), "text/plain;charset=utf-8").build();
    }

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT, Role.ADMIN})
    @Path("/{id}/comments")
    @Operation(operationId = "listImpactComments", summary = "What was said about an impact")
    @ApiResponse(
            responseCode = "200",
            description = "All comments, in their order",
            content = @Content(schema = @Schema(implementation = Comments.class)))
    public Comments comments(@PathParam("id") String id) {
        return new Comments(impacts.store().listComments(kept(id).id()).stream()
                .map(comment ->
                        new CommentView(comment.number(), comment.commentedAt(), comment.commentedBy(), comment.text()))
                .toList());
    }

    @POST
    @Needs({Role.EDIT, Role.APPROVE, Role.AUDIT})
    @Path("/{id}/comments")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "addImpactComment",
            summary = "Say something about an impact",
            description = "It stays beside the impact, with who said it and when; nothing of it can be changed.")
    @ApiResponse(
            responseCode = "201",
            description = "All comments, in their order",
            content = @Content(schema = @Schema(implementation = Comments.class)))
    public Response comment(@PathParam("id") String id, NewComment body, @Context HttpServletRequest call) {
        Kept about = kept(id);
        String text = body.text() == null ? "" : body.text().strip();
        if (text.isEmpty() || text.length() > LONGEST_TEXT) {
            throw new ApiException(
                    ErrorCode.INVALID_VALUE,
                    "The comment can't be taken as it is.",
                    List.of(fault("/text", "This must be a text of 1 to " + LONGEST_TEXT + " characters.")));
        }
        impacts.store().insertComment(about.id(), impacts.now(), Caller.of(call).name(), text);
        return Response.status(Response.Status.CREATED).entity(comments(id)).build();
    }

    private Kept kept(String id) {
        return impacts.store()
                .find(id)
                .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "There is no impact " + id + "."));
    }

    private Impact done(String id) {
        String state = view(id).state();
        return impacts.store()
                .findResult(id)
                .orElseThrow(() -> new ApiException(ErrorCode.IMPACT_NOT_DONE, "Impact " + id + " is " + state + "."));
    }

    /** How far it is, is asked first: what ended meanwhile has noted its end. */
    private ImpactView view(String id) {
        Integer percent = impacts.percent(id).orElse(null);
        return ImpactView.of(kept(id), percent);
    }

    private static ProblemIssue parameter(String place, String message) {
        return ProblemIssue.at(place, ErrorCode.INVALID_PARAMETER.code(), message);
    }

    private static ProblemIssue fault(String place, String message) {
        return ProblemIssue.at(place, ErrorCode.INVALID_VALUE.code(), message);
    }
}
