package landfall.assignment;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.BooleanSupplier;
import landfall.http.CallIds;
import landfall.http.Caller;
import landfall.http.Limits;
import landfall.http.Needs;
import landfall.http.Role;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Many accounts in one call, answered as they come. */
@Path(BatchResource.PATH)
@Tag(name = "assignments")
public final class BatchResource {

    public static final String PATH = "/api/assignments/batch";

    private static final Logger LOG = LoggerFactory.getLogger(BatchResource.class);
    private static final String NDJSON = "application/x-ndjson";
    private static final String CSV = "text/csv";
    private static final Duration DRAINED_FOR = Duration.ofSeconds(5);
    /** With a line's number behind it, it is still no longer than a key may be. */
    private static final int LONGEST_KEY = 240;

    private final ObjectMapper mapper;
    private final Intake intake;
    private final Assigner assigner;
    private final Limits limits;
    private final BooleanSupplier stopping;
    /** Its threads are daemons, and end when there is nothing to do. */
    private final Executor cores = new ForkJoinPool(Runtime.getRuntime().availableProcessors());

    /**
     * @param stopping whether the service is about to end: then no more lines are read
     * @param listener told of lines that make no decision
     */
    public BatchResource(
            ObjectMapper mapper, Assigner assigner, Limits limits, BooleanSupplier stopping, IntakeListener listener) {
        this.mapper = mapper;
        this.intake = new Intake(mapper, listener);
        this.assigner = assigner;
        this.limits = limits;
        this.stopping = stopping;
    }

    @POST
    @Needs(Role.ROUTE)
    @Consumes(NDJSON)
    @Produces(NDJSON)
    @Operation(
            operationId = "assignBatch",
            summary = "Assign many accounts",
            description =
                    "An account in each line in, its answer in the same line out, in order and as they are decided; "
                            + "a line that can't be read is answered in its place by a problem, and the rest goes on. The "
                            + "Idempotency-Key is the beginning of each line's key.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = AccountBody.class)))
    @ApiResponse(
            responseCode = "200",
            description = "An answer, or a problem, in each line",
            content = @Content(schema = @Schema(implementation = AssignmentAnswer.class)))
    public Response ndjson(
            InputStream body,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @QueryParam("test") @DefaultValue("false") boolean test,
            @Context HttpServletRequest call) {
        BatchRun.Options options = options(key, test, Caller.of(call));
        StreamingOutput answers = out ->
                run(options, BatchLines.ndjson(body, limits.body().toBytes()), BatchAnswers.ndjson(out, mapper), body);
        return Response.ok(answers, NDJSON).build();
    }

    @POST
    @Needs(Role.ROUTE)
    @Consumes(CSV)
    @Produces(CSV)
    @Operation(hidden = true)
    public Response csv(
            InputStream body,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @QueryParam("test") @DefaultValue("false") boolean test,
            @Context HttpServletRequest call)
            throws IOException {
        BatchRun.Options options = options(key, test, Caller.of(call));
        BatchLines lines = BatchLines.csv(body, limits.body().toBytes(), mapper);
        StreamingOutput answers = out -> run(options, lines, BatchAnswers.csv(out, mapper), body);
        return Response.ok(answers, CSV).build();
    }

    private void run(BatchRun.Options options, BatchLines lines, BatchAnswers answers, InputStream body)
            throws IOException {
        new BatchRun(intake, assigner, options, answers, cores, stopping).run(lines);
        if (stopping.getAsBoolean()) {
            drain(body);
        }
    }

    /** A caller who sends all before he reads gets the answers, and no broken connection. */
    private static void drain(InputStream body) {
        byte[] chunk = new byte[64 * 1024];
        long end = System.nanoTime() + DRAINED_FOR.toNanos();
        try {
            int read = 0;
            while (read >= 0 && System.nanoTime() < end) {
                read = body.read(chunk);
            }
        } catch (IOException gone) {
            LOG.debug("Nothing more came", gone);
        }
    }

    private BatchRun.Options options(@Nullable String key, boolean test, Caller caller) {
        assigner.rules();
        if (key != null && key.length() > LONGEST_KEY) {
            throw Refusals.invalid(List.of(Refusals.fault(
                    "header Idempotency-Key", "The key of a batch has at most " + LONGEST_KEY + " characters.")));
        }
        return new BatchRun.Options(
                key == null || key.isBlank() ? null : key.strip(),
                test,
                limits.batch(),
                caller.name(),
                CallIds.current());
    }
}
