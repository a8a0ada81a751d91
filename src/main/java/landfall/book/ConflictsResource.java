package landfall.book;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import landfall.http.ApiException;
import landfall.http.ErrorCode;
import landfall.http.Fails;
import landfall.http.Needs;
import landfall.http.ProblemIssue;
import landfall.http.Role;
import landfall.ledger.CompanyConflicts;
import landfall.ledger.Ledger;
import landfall.ruleset.ActiveRuleSet;
import landfall.ruleset.CompiledRuleSet;
import landfall.ruleset.source.Suggestions;
import org.jspecify.annotations.Nullable;

/** Companies whose accounts have several owners, each with a proposal who keeps it. */
@Path(ConflictsResource.PATH)
@Tag(name = "book")
public final class ConflictsResource {

    static final String PATH = "/api/companies/conflicts";

    private static final String NDJSON = "application/x-ndjson";
    private static final String CSV = "text/csv";
    private static final List<String> FORMATS = List.of("csv", "ndjson");
    private static final String CURSOR = "Book-Cursor";

    private final Ledger ledger;
    private final ActiveRuleSet active;
    private final Clock clock;

    public ConflictsResource(Ledger ledger, ActiveRuleSet active, Clock clock) {
        this.ledger = ledger;
        this.active = active;
        this.clock = clock;
    }

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT, Role.ADMIN})
    @Produces({NDJSON, CSV, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "listCompanyConflicts",
            summary = "Companies that have several owners, and who should keep each",
            description =
                    "In the order in which companies were founded, as the book stood when the answer began; nothing moves. "
                            + "Accounts that wait, fell back, or don't go with their company count for no owner. Ask on with "
                            + "the last company as \"after\" and Book-Cursor as \"at\", and no company is missing or there twice.")
    @ApiResponse(
            responseCode = "200",
            description = "A company in each line; as a table, an account in each row",
            headers =
                    @Header(
                            name = CURSOR,
                            description = "Ask with it as \"at\" for the same book again",
                            schema = @Schema(type = "integer", format = "int64")),
            content = {
                @Content(mediaType = NDJSON, schema = @Schema(implementation = CompanyReport.class)),
                @Content(mediaType = CSV, schema = @Schema(type = "string"))
            })
    @Fails({ErrorCode.INVALID_PARAMETER, ErrorCode.NOT_READY})
    public Response list(
            @Parameter(
                            description =
                                    "Who keeps it: whose the \"company\" is, who has most \"accounts\", who has had one "
                                            + "\"longest\", or whose have the largest \"revenue\"")
                    @QueryParam("keeps")
                    @DefaultValue("company")
                    String keeps,
            @Parameter(description = "The last company that was told; 0 for the first")
                    @QueryParam("after")
                    @DefaultValue("0")
                    long after,
            @Parameter(description = "Companies at most; all where it is absent") @QueryParam("limit") @Nullable
                    Long limit,
            @Parameter(description = "Book-Cursor of an answer before; the book as it is where it is absent")
                    @QueryParam("at")
                    @Nullable
                    Long at,
            @Parameter(description = "csv or ndjson; what Accept says where it is absent")
                    @QueryParam("format")
                    @Nullable
                    String format,
            @Context HttpHeaders headers) {
        List<ProblemIssue> faults = new ArrayList<>();
        long known = ledger.count();
        Keeps by = Keeps.find(keeps).orElse(null);
        if (by == null) {
            faults.add(fault("keeps", "Nothing is called \"" + keeps + "\".", Keeps.WORDS, keeps));
        }
        if (format != null && !FORMATS.contains(format)) {
            faults.add(fault("format", "There is no format \"" + format + "\".", FORMATS, format));
        }
        if (after < 0) {
            faults.add(fault("after", "This must be the company of an answer before, or 0."));
        }
        if (limit != null && limit < 1) {
            faults.add(fault("limit", "This must be at least 1."));
        }
        if (at != null && (at < 0 || at > known)) {
            faults.add(fault("at", "This must be the Book-Cursor of an answer before, at most " + known + "."));
        }
        if (by == null || !faults.isEmpty()) {
            throw new ApiException(ErrorCode.INVALID_PARAMETER, "A parameter can't be understood.", faults);
        }
        Sellers sellers = sellers();
        CompanyConflicts conflicts = ledger.companyConflicts(at == null ? known : at);
        conflicts.skip(after);
        ConflictOutput output = new ConflictOutput(conflicts, by, sellers, limit == null ? Long.MAX_VALUE : limit);
        boolean table = format == null ? prefersTable(headers) : format.equals("csv");
        StreamingOutput out = table ? output::csv : output::ndjson;
        return Response.ok(out, table ? CSV + ";charset=utf-8" : NDJSON)
                .header(CURSOR, conflicts.last())
                .build();
    }

    private Sellers sellers() {
        CompiledRuleSet rules = active.find()
                .orElseThrow(() -> ApiException.notReady(List.of(ProblemIssue.at(
                        "rules", ErrorCode.NOT_READY.code(), "No rule set is active; the service's log says why."))))
                .rules();
        return new Sellers(rules.roster(), clock.instant(), rules.checked().zone());
    }

    private static boolean prefersTable(HttpHeaders headers) {
        return headers.getAcceptableMediaTypes().stream()
                .findFirst()
                .filter(type -> (type.getType() + "/" + type.getSubtype()).equals(CSV))
                .isPresent();
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
