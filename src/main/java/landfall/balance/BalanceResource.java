package landfall.balance;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.net.URI;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import landfall.balance.BalanceStore.Kept;
import landfall.http.ApiException;
import landfall.http.Caller;
import landfall.http.ErrorCode;
import landfall.http.Fails;
import landfall.http.Needs;
import landfall.http.ProblemIssue;
import landfall.http.Role;
import landfall.ruleset.source.Suggestions;
import org.jspecify.annotations.Nullable;

/** Who has how much: the newest snapshot, those of some days, and a new one. */
@Path(BalanceResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "balance")
public final class BalanceResource {

    public static final String PATH = "/api/balance";

    private static final String CSV = "text/csv";
    private static final List<String> FORMATS = List.of("csv", "json");
    private static final int MOST_DAYS = 3_660;
    private static final int USUAL_DAYS = 30;

    private final BalanceRuns runs;

    public BalanceResource(BalanceRuns runs) {
        this.runs = runs;
    }

    /** Some of them, the oldest first. */
    @Schema(name = "BalanceSnapshots")
    record Snapshots(List<SnapshotView> snapshots) {}

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT})
    @Produces({MediaType.APPLICATION_JSON, CSV})
    @Operation(
            operationId = "getBalance",
            summary = "Who has how much, and how evenly it is spread over reps",
            description =
                    "The newest snapshot; with \"from\" or \"to\", the one of each of these days. Each has what all "
                            + "together, each territory, team and rep have.")
    @ApiResponse(
            responseCode = "200",
            description = "The oldest first; none where none was made yet",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Snapshots.class)),
                @Content(mediaType = CSV, schema = @Schema(type = "string"))
            })
    @Fails(ErrorCode.INVALID_PARAMETER)
    public Response balance(
            @Parameter(
                            description = "First day; 30 days before the last one where only that is said",
                            example = "2026-11-01")
                    @QueryParam("from")
                    @Nullable
                    String from,
            @Parameter(
                            description = "Last day, 3,659 days later at most; today where only the first one is said",
                            example = "2026-11-30")
                    @QueryParam("to")
                    @Nullable
                    String to,
            @Parameter(description = "all, territory, team or rep; each of them where it is absent")
                    @QueryParam("of")
                    @Nullable
                    String of,
            @Parameter(description = "Of one territory, team or rep") @QueryParam("id") @Nullable String id,
            @Parameter(description = "csv or json; what Accept says where it is absent") @QueryParam("format") @Nullable
                    String format,
            @Context HttpHeaders headers) {
        List<ProblemIssue> faults = new ArrayList<>();
        LocalDate first = day(from, "from", faults);
        LocalDate last = day(to, "to", faults);
        Grouping grouping = of == null ? null : Grouping.find(of).orElse(null);
        if (of != null && grouping == null) {
            faults.add(fault("of", "There is nothing like \"" + of + "\".", Grouping.WORDS, of));
        }
        if (format != null && !FORMATS.contains(format)) {
            faults.add(fault("format", "There is no format \"" + format + "\".", FORMATS, format));
        }
        if (first != null || last != null) {
            last = last == null ? runs.today() : last;
            first = first == null ? last.minusDays(USUAL_DAYS) : first;
            long days = ChronoUnit.DAYS.between(first, last) + 1;
            if (days < 1 || days > MOST_DAYS) {
                faults.add(fault("to", "This must be from 0 to " + (MOST_DAYS - 1) + " days after from."));
            }
        }
        if (!faults.isEmpty()) {
            throw new ApiException(ErrorCode.INVALID_PARAMETER, "A parameter can't be understood.", faults);
        }
        List<Kept> kept = first == null || last == null
                ? runs.store().newest().stream().toList()
                : runs.store().listDays(first, last);
        List<SnapshotView> views =
                kept.stream().map(each -> SnapshotView.of(each, null)).toList();
        BalanceOutput output = new BalanceOutput(runs.store(), new BalanceQuery(grouping, id));
        boolean table = format == null ? prefersTable(headers) : format.equals("csv");
        StreamingOutput out = table ? stream -> output.csv(views, stream) : stream -> output.json(views, stream);
        return Response.ok(out, table ? CSV + ";charset=utf-8" : MediaType.APPLICATION_JSON)
                .build();
    }

    @POST
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE})
    @Operation(
            operationId = "takeBalance",
            summary = "Make a new snapshot of who has how much",
            description = "Beside the calls, one at a time on each node. Ask for it until its state is done.")
    @ApiResponse(
            responseCode = "202",
            description = "It has begun",
            content = @Content(schema = @Schema(implementation = SnapshotView.class)))
    @Fails({ErrorCode.BALANCE_RUNNING, ErrorCode.NOT_READY})
    public Response begin(@Context HttpServletRequest call) {
        if (!runs.isReady()) {
            throw ApiException.notReady(List.of(ProblemIssue.at(
                    "rules", ErrorCode.NOT_READY.code(), "No rule set is active; the service's log says why.")));
        }
        Kept begun = runs.begin(Caller.of(call).name()).orElseThrow(this::busy);
        return Response.status(Response.Status.ACCEPTED)
                .location(URI.create(PATH + "/" + begun.id()))
                .entity(SnapshotView.of(begun, 0))
                .build();
    }

    private ApiException busy() {
        return new ApiException(
                ErrorCode.BALANCE_RUNNING,
                runs.running()
                        .map(id -> "Snapshot " + id + " is being made.")
                        .orElse("Another one was being made just now, or the service stops."));
    }

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT})
    @Path("/{id}")
    @Operation(operationId = "getBalanceSnapshot", summary = "How far a snapshot is, and what came of it")
    @ApiResponse(
            responseCode = "200",
            description = "The snapshot; with all its rows once it is done",
            content = @Content(schema = @Schema(implementation = SnapshotView.class)))
    @Fails(ErrorCode.NOT_FOUND)
    public SnapshotView find(@PathParam("id") String id) {
        // asked first: what ended meanwhile has noted its end
        Integer percent = runs.percent(id).orElse(null);
        Kept kept = runs.store()
                .find(id)
                .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "There is no snapshot " + id + "."));
        SnapshotView view = SnapshotView.of(kept, percent);
        return kept.isDone() ? view.with(BalanceQuery.ALL, runs.store()) : view;
    }

    private static boolean prefersTable(HttpHeaders headers) {
        return headers.getAcceptableMediaTypes().stream()
                .findFirst()
                .filter(type -> (type.getType() + "/" + type.getSubtype()).equals(CSV))
                .isPresent();
    }

    private static @Nullable LocalDate day(@Nullable String text, String name, List<ProblemIssue> faults) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeParseException noDay) {
            faults.add(fault(name, "This must be a day such as 2026-11-01."));
            return null;
        }
    }

    private static ProblemIssue fault(String parameter, String message) {
        return ProblemIssue.at("query " + parameter, ErrorCode.INVALID_PARAMETER.code(), message);
    }

    private static ProblemIssue fault(String parameter, String message, List<String> known, String sent) {
        return new ProblemIssue(
                ErrorCode.INVALID_PARAMETER.code(),
                "query " + parameter,
                message,
                Suggestions.hint(sent, known, "there are " + String.join(", ", known)));
    }
}
