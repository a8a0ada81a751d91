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
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import landfall.http.CallIds;
import landfall.http.Caller;
import landfall.http.ErrorCode;
import landfall.http.Fails;
import landfall.http.Limits;
import landfall.http.Needs;
import landfall.http.ProblemIssue;
import landfall.http.Role;
import landfall.ledger.HeldAccounts;
import landfall.ledger.Hold;
import org.jspecify.annotations.Nullable;

/** What is held, and holding many accounts in one call. */
@Path(HoldsResource.PATH)
@Tag(name = "holds")
public final class HoldsResource {

    public static final String PATH = "/api/holds";

    private static final String NDJSON = "application/x-ndjson";
    private static final String CSV = "text/csv";
    private static final int MOST = 200;
    private static final List<String> COLUMNS =
            List.of("source", "externalId", "repId", "until", "since", "by", "reason", "assignmentId");

    private final HoldActs holds;
    private final ObjectMapper mapper;
    private final Limits limits;
    private final BooleanSupplier stopping;

    /** @param stopping whether the service is about to end: then no more rows are read */
    public HoldsResource(HoldActs holds, ObjectMapper mapper, Limits limits, BooleanSupplier stopping) {
        this.holds = holds;
        this.mapper = mapper;
        this.limits = limits;
        this.stopping = stopping;
    }

    /** One row of many. */
    @Schema(
            name = "HoldRow",
            requiredProperties = {"source", "externalId"})
    record Row(
            String source,
            String externalId,
            @Schema(description = "A day, which counts whole, or a moment", example = "2026-12-31") @Nullable
                    String until,
            @Nullable String reason,
            @Schema(description = "Who holds it; a person's key says so by itself") @Nullable String by,
            @Schema(description = "true: the hold is lifted, and until is left out") @Nullable Boolean lift) {}

    @POST
    @Needs({Role.MANAGE, Role.APPROVE})
    @Consumes(NDJSON)
    @Produces(NDJSON)
    @Operation(
            operationId = "holdMany",
            summary = "Hold many accounts, or lift their holds",
            description =
                    "An account in each line in, its hold in the same line out, in order and once it is on disk; what can't be done is "
                            + "answered in its place by a problem, and the rest goes on. The same rows again change nothing.")
    @RequestBody(
            required = true,
            content = {
                @Content(mediaType = NDJSON, schema = @Schema(implementation = Row.class)),
                @Content(mediaType = CSV, schema = @Schema(type = "string"))
            })
    @ApiResponse(
            responseCode = "200",
            description = "A hold, or a problem, in each line",
            content = {
                @Content(mediaType = NDJSON, schema = @Schema(implementation = HoldView.class)),
                @Content(mediaType = CSV, schema = @Schema(type = "string"))
            })
    @Fails({ErrorCode.NOT_READY})
    public Response ndjson(InputStream body, @Context HttpServletRequest call) {
        HoldRun.Options options = options(call);
        StreamingOutput answers =
                out -> run(options, BatchLines.ndjson(body, limits.body().toBytes()), BatchAnswers.ndjson(out, mapper));
        return Response.ok(answers, NDJSON).build();
    }

    @POST
    @Needs({Role.MANAGE, Role.APPROVE})
    @Consumes(CSV)
    @Produces(CSV)
    @Operation(hidden = true)
    public Response csv(InputStream body, @Context HttpServletRequest call) throws IOException {
        HoldRun.Options options = options(call);
        BatchLines lines = BatchLines.csv(body, limits.body().toBytes(), mapper);
        StreamingOutput answers = out -> run(options, lines, BatchAnswers.csv(out, mapper, COLUMNS));
        return Response.ok(answers, CSV).build();
    }

    private HoldRun.Options options(HttpServletRequest call) {
        try {
            return new HoldRun.Options(holds.zone(), limits.batch(), Caller.of(call), CallIds.current());
        } catch (RuntimeException notReady) {
            throw Refusals.translate(notReady);
        }
    }

    private void run(HoldRun.Options options, BatchLines lines, BatchAnswers answers) throws IOException {
        new HoldRun(holds, mapper, options, answers, stopping).run(lines);
    }

    /**
     * Some accounts that are held.
     *
     * @param next ask with it as {@code after} for those that come then; absent where there are none
     */
    @Schema(name = "Holds")
    record Page(List<Item> holds, @Nullable Long next) {}

    /** One of them. */
    @Schema(name = "HeldAccount")
    record Item(
            String source,
            String externalId,
            String repId,
            @Nullable String territory,
            Instant until,
            Instant since,
            String by,
            String reason,
            String assignmentId) {

        static Item of(HeldAccounts.HeldAccount held, Hold hold) {
            return new Item(
                    held.account().source(),
                    held.account().externalId(),
                    held.holding().owner(),
                    held.holding().territory(),
                    hold.until(),
                    hold.since(),
                    hold.by(),
                    hold.reason(),
                    held.holding().decisionId());
        }
    }

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT})
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listHolds",
            summary = "Accounts that are held now, those that are held longest first",
            description = "A page with \"rep\" may be empty and still have a next.")
    @ApiResponse(
            responseCode = "200",
            description = "A page of them",
            content = @Content(schema = @Schema(implementation = Page.class)))
    @Fails(ErrorCode.NOT_READY)
    public Page list(
            @Parameter(description = "Only those of that rep") @QueryParam("rep") @Nullable String rep,
            @Parameter(description = "next of the page before; 0 for the first") @QueryParam("after") @DefaultValue("0")
                    long after,
            @Parameter(description = "Accounts in a page, 200 at most") @QueryParam("limit") @DefaultValue("50")
                    int limit) {
        List<ProblemIssue> faults = new ArrayList<>();
        if (after < 0) {
            faults.add(Refusals.fault("query after", "This must be the next of the page before, or 0."));
        }
        if (limit < 1 || limit > MOST) {
            faults.add(Refusals.fault("query limit", "This must be between 1 and " + MOST + "."));
        }
        if (!faults.isEmpty()) {
            throw Refusals.invalid(faults);
        }
        HeldAccounts page = holds.list(after, limit, holding -> rep == null || rep.equals(holding.owner()));
        List<Item> items = new ArrayList<>();
        for (HeldAccounts.HeldAccount held : page.accounts()) {
            Hold hold = held.holding().standing().hold();
            if (hold != null) {
                items.add(Item.of(held, hold));
            }
        }
        return new Page(items, page.next());
    }
}
