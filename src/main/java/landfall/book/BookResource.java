package landfall.book;

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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import landfall.assignment.Imports;
import landfall.http.ApiException;
import landfall.http.CallIds;
import landfall.http.Caller;
import landfall.http.ErrorCode;
import landfall.http.Fails;
import landfall.http.Limits;
import landfall.http.Needs;
import landfall.http.ProblemIssue;
import landfall.http.Role;
import landfall.ruleset.CompiledRuleSet;
import org.jspecify.annotations.Nullable;

/** The book, brought in as another system has it. */
@Path(BookResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "book")
public final class BookResource {

    public static final String PATH = "/api/book";

    private static final String NDJSON = "application/x-ndjson";
    private static final String CSV = "text/csv";

    private final Imports imports;
    private final Limits limits;
    private final Function<@Nullable String, Set<String>> admitted;
    private final BooleanSupplier stopping;
    /** Its threads are daemons, and end when there is nothing to do. */
    private final Executor cores = new ForkJoinPool(Runtime.getRuntime().availableProcessors());

    /**
     * @param admitted further fields by source
     * @param stopping whether the service is about to end: then no more rows are read
     */
    public BookResource(
            Imports imports,
            Limits limits,
            Function<@Nullable String, Set<String>> admitted,
            BooleanSupplier stopping) {
        this.imports = imports;
        this.limits = limits;
        this.admitted = admitted;
        this.stopping = stopping;
    }

    @POST
    @Needs(Role.ADMIN)
    @Consumes({CSV, NDJSON})
    @Operation(
            operationId = "importBook",
            summary = "Bring in who owns what",
            description =
                    "An account in each row, with its owner. Answered once every row is on disk; what can't be taken "
                            + "is told row by row, and the rest is taken. The same rows again change nothing.")
    @RequestBody(
            required = true,
            content = {
                @Content(mediaType = CSV, schema = @Schema(type = "string")),
                @Content(mediaType = NDJSON, schema = @Schema(type = "string"))
            })
    @ApiResponse(
            responseCode = "200",
            description = "What came of it",
            content = @Content(schema = @Schema(implementation = ImportAnswer.class)))
    @Fails({ErrorCode.INVALID_PARAMETER, ErrorCode.NOT_READY})
    ImportAnswer bringIn(
            InputStream body,
            @Parameter(description = "COLUMN=FIELD; may be given several times") @QueryParam("map") List<String> map,
            @Parameter(description = "Whose export it is: salesforce or hubspot") @QueryParam("preset") @Nullable
                    String preset,
            @Parameter(description = "Of rows that name none; the preset's name, or the key's, where it is absent")
                    @QueryParam("source")
                    @Nullable
                    String source,
            @Parameter(description = "What the rows come from, for the record") @QueryParam("file") @Nullable
                    String file,
            @Context HttpServletRequest call)
            throws IOException {
        ColumnMapping mapping = ColumnMapping.of(map, preset, admitted);
        CompiledRuleSet rules = rules();
        Caller caller = Caller.of(call);
        boolean table = String.valueOf(call.getContentType()).startsWith(CSV);
        long mostBytes = limits.body().toBytes();
        SentRows rows = table ? SentRows.csv(body, mostBytes) : SentRows.ndjson(body, mostBytes);
        requireColumns(mapping, rows.columns());
        ImportTally tally = new ImportTally();
        RowReading reading = new RowReading(
                rules,
                new RepNames(rules.roster()),
                mapping,
                source == null || source.isBlank() ? mapping.source().orElse(caller.name()) : source.strip(),
                imports.now(),
                tally::leftOut,
                file == null || file.isBlank() ? "" : " of " + file.strip());
        new ImportRun(
                        imports,
                        new Imports.Context(rules, caller.name(), CallIds.current()),
                        reading,
                        tally,
                        cores,
                        stopping)
                .run(rows, limits.batch());
        return tally.answer();
    }

    private CompiledRuleSet rules() {
        try {
            return imports.rules();
        } catch (RuntimeException notReady) {
            throw Imports.translate(notReady);
        }
    }

    /** Before anything is taken: a wrong name would leave out a whole column. */
    private static void requireColumns(ColumnMapping mapping, List<String> columns) {
        List<String> missing = columns.isEmpty() ? List.of() : mapping.missing(columns);
        if (!missing.isEmpty()) {
            throw new ApiException(
                    ErrorCode.INVALID_PARAMETER,
                    "The call can't be read as it was meant.",
                    missing.stream()
                            .map(column -> ProblemIssue.at(
                                    "query map",
                                    ErrorCode.INVALID_PARAMETER.code(),
                                    "The table has no column \"" + column + "\"."))
                            .toList());
        }
    }
}
