package landfall.assignment;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import landfall.http.ApiException;
import landfall.http.CallIds;
import landfall.http.Caller;
import landfall.http.ErrorCode;
import landfall.http.Fails;
import landfall.http.Needs;
import landfall.http.ProblemIssue;
import landfall.http.Role;
import landfall.ruleset.CompiledRuleSet;
import landfall.ruleset.Versions;
import landfall.sources.Source;
import landfall.sources.SourceMap;
import landfall.sources.Sources;
import org.jspecify.annotations.Nullable;

/** One account in, its owner out. */
@Path("/api/assignments")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "assignments")
public final class AssignmentsResource {

    private static final String SOURCE =
            "A source of config.yml: the account is from it, and where it has a map the body is read by that";

    private final Intake intake;
    private final Assigner assigner;
    private final Versions versions;
    private final Sources sources;

    /** @param listener told of calls that make no decision */
    public AssignmentsResource(
            ObjectMapper mapper, Assigner assigner, Versions versions, Sources sources, IntakeListener listener) {
        this.intake = new Intake(mapper, listener);
        this.assigner = assigner;
        this.versions = versions;
        this.sources = sources;
    }

    @POST
    @Needs(Role.ROUTE)
    @Consumes({MediaType.APPLICATION_JSON, "application/cloudevents+json", MediaType.APPLICATION_FORM_URLENCODED})
    @Operation(
            operationId = "assign",
            summary = "Assign an account",
            description = "One account in, its owner out; recorded and durable before the answer.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = AccountBody.class)))
    @ApiResponse(
            responseCode = "200",
            description = "The owner",
            content = @Content(schema = @Schema(implementation = AssignmentAnswer.class)))
    @Fails({ErrorCode.NO_IDENTITY, ErrorCode.KEY_REUSED, ErrorCode.NOT_READY})
    public void assign(
            byte[] body,
            @Context HttpHeaders headers,
            @Parameter(description = SOURCE) @QueryParam("source") @Nullable String source,
            @QueryParam("idempotencyKey") @Nullable String queryKey,
            @Context HttpServletRequest call,
            @Suspended AsyncResponse response)
            throws IOException {
        SentBody sent = SentBody.of(body, headers.getMediaType(), oneByOne(sources.named(source)));
        AssignmentRequest request = intake.readWatched(
                sent, headers::getHeaderString, queryKey, Caller.of(call).name(), CallIds.current());
        if (request.flags().test()) {
            response.resume(preview(request, assigner::rules));
            return;
        }
        Replies.resume(response, () -> intake.watch().watch(request, () -> assigner.assign(request)));
    }

    @POST
    @Needs({Role.ROUTE, Role.EDIT, Role.APPROVE, Role.AUDIT})
    @Path("/preview")
    @Consumes({MediaType.APPLICATION_JSON, MediaType.APPLICATION_FORM_URLENCODED})
    @Operation(
            operationId = "preview",
            summary = "What would be decided",
            description = "Moves nothing, records nothing.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = AccountBody.class)))
    @ApiResponse(
            responseCode = "200",
            description = "The owner it would get",
            content = @Content(schema = @Schema(implementation = AssignmentAnswer.class)))
    @Fails({ErrorCode.NO_IDENTITY, ErrorCode.NOT_FOUND, ErrorCode.NOT_READY})
    public Response preview(
            byte[] body,
            @Context HttpHeaders headers,
            @Parameter(description = SOURCE) @QueryParam("source") @Nullable String source,
            @QueryParam("at") @Nullable String at,
            @QueryParam("version") @Nullable String version,
            @Context HttpServletRequest call)
            throws IOException {
        SentBody sent = SentBody.of(body, headers.getMediaType(), sources.named(source));
        AssignmentRequest request = intake.read(
                sent, headers::getHeaderString, null, Caller.of(call).name(), CallIds.current());
        List<ProblemIssue> faults = new ArrayList<>();
        Instant moment = Intake.instant(at, "query at", faults);
        if (!faults.isEmpty()) {
            throw Refusals.invalid(faults);
        }
        AssignmentRequest previewed = moment == null ? request : request.at(moment);
        return preview(previewed, () -> version == null ? assigner.rules() : published(version));
    }

    private static @Nullable Source oneByOne(@Nullable Source source) {
        SourceMap map = source == null ? null : source.map();
        if (map != null && map.each().isPresent()) {
            throw new ApiException(
                    ErrorCode.INVALID_PARAMETER,
                    "A parameter can't be understood.",
                    List.of(ProblemIssue.at(
                            "query source",
                            ErrorCode.INVALID_PARAMETER.code(),
                            "The bodies of this source have several events: send them to " + EventsResource.PATH
                                    + ".")));
        }
        return source;
    }

    private Response preview(AssignmentRequest request, Supplier<CompiledRuleSet> rules) {
        try {
            return Response.ok(assigner.preview(request, rules.get())).build();
        } catch (ApiException refused) {
            throw refused;
        } catch (RuntimeException thrown) {
            throw Refusals.translate(thrown);
        }
    }

    private CompiledRuleSet published(String version) {
        return versions.findWithActiveRoster(version)
                .orElseThrow(() -> Refusals.notFound("No rule set version " + version + " was ever published."));
    }
}
