package landfall.assignment;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import landfall.http.ApiException;
import landfall.http.CallIds;
import landfall.http.Caller;
import landfall.http.ErrorCode;
import landfall.http.Fails;
import landfall.http.Needs;
import landfall.http.Problem;
import landfall.http.ProblemIssue;
import landfall.http.Role;
import landfall.sources.Source;
import landfall.sources.SourceMap;
import landfall.sources.Sources;
import org.jspecify.annotations.Nullable;

/** Several events in one body, as the webhooks of apps send them; an answer for each. */
@Path(EventsResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "assignments")
public final class EventsResource {

    public static final String PATH = "/api/assignments/events";

    private static final int ANSWER_WITHIN_SECONDS = 10;
    /** With an event's number behind it, it is still no longer than a key may be. */
    private static final int LONGEST_KEY = 240;

    private final ObjectMapper mapper;
    private final Intake intake;
    private final EventBodies bodies;
    private final Assigner assigner;
    private final Sources sources;
    private final Executor cores = new ForkJoinPool(Runtime.getRuntime().availableProcessors());

    /** @param listener told of events that make no decision */
    public EventsResource(ObjectMapper mapper, Assigner assigner, Sources sources, IntakeListener listener) {
        this.mapper = mapper;
        this.intake = new Intake(mapper, listener);
        this.bodies = new EventBodies(mapper);
        this.assigner = assigner;
        this.sources = sources;
    }

    @POST
    @Needs(Role.ROUTE)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "assignEvents",
            summary = "Assign the accounts of several events",
            description =
                    "A body of a source that has several events in one, and its answers as a list in the same order; an "
                            + "event that can't be read is answered in its place by a problem, and the rest goes on. 503 where some "
                            + "could not be decided: sent again, the others get the answers that they had.")
    @RequestBody(
            required = true,
            description = "As the source sends it",
            content = @Content(schema = @Schema(description = "Anything in which the source's map finds a list")))
    @ApiResponse(
            responseCode = "200",
            description = "An answer, or a problem, for each event",
            content = @Content(array = @ArraySchema(schema = @Schema(anyOf = {AssignmentAnswer.class, Problem.class}))))
    @Fails({ErrorCode.INVALID_PARAMETER, ErrorCode.NOT_READY})
    public void assign(
            byte[] body,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Parameter(description = "The source of config.yml by whose map the body is read", required = true)
                    @QueryParam("source")
                    @Nullable
                    String source,
            @Context HttpServletRequest call,
            @Suspended AsyncResponse response)
            throws IOException {
        Source named = source(source);
        SourceMap map = named.map();
        JsonPointer each = map == null ? null : map.each().orElse(null);
        if (map == null || each == null) {
            throw fault(
                    "query source",
                    "The bodies of \"" + named.name() + "\" are one account each: send them to /api/assignments.");
        }
        if (key != null && key.length() > LONGEST_KEY) {
            throw fault(
                    "header Idempotency-Key", "The key of several events has at most " + LONGEST_KEY + " characters.");
        }
        assigner.rules();
        String caller = Caller.of(call).name();
        SentBody sent = new SentBody(body, null, named);
        List<byte[]> events = split(sent, each, caller);
        EventRun.Options options = new EventRun.Options(
                key == null || key.isBlank() ? null : key.strip(), map.tellsChanges(), caller, CallIds.current());
        response.setTimeout(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS);
        response.setTimeoutHandler(late -> late.resume(Refusals.stillUnderWay()));
        var unused = new EventRun(intake, assigner, mapper, options, cores)
                .run(sent, events)
                .whenComplete((answers, thrown) ->
                        response.resume(thrown == null ? answer(answers) : Refusals.translate(thrown)));
    }

    private static Response answer(EventRun.Answers answers) {
        Response.ResponseBuilder response = Response.ok(answers.json(), MediaType.APPLICATION_JSON_TYPE);
        return answers.replayed() ? response.header("Idempotent-Replay", "true").build() : response.build();
    }

    private List<byte[]> split(SentBody sent, JsonPointer each, String caller) throws IOException {
        try {
            return bodies.split(sent.bytes(), each);
        } catch (IOException | RuntimeException fault) {
            intake.watch().refused(sent, caller, null, fault);
            throw fault;
        }
    }

    private Source source(@Nullable String name) {
        Source named = sources.named(name);
        if (named == null) {
            throw fault("query source", "Name the source of config.yml that sends this: ?source=…");
        }
        return named;
    }

    private static ApiException fault(String place, String message) {
        return new ApiException(
                ErrorCode.INVALID_PARAMETER,
                "A parameter can't be understood.",
                List.of(ProblemIssue.at(place, ErrorCode.INVALID_PARAMETER.code(), message)));
    }
}
