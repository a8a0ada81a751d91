package landfall.book;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
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
import landfall.ledger.BookPages;
import landfall.ledger.Ledger;
import landfall.ruleset.Background;
import landfall.ruleset.CompiledRuleSet;
import landfall.ruleset.source.Suggestions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The book: brought in as another system has it, and given out. */
@Path(BookResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "book")
public final class BookResource {

    public static final String PATH = "/api/book";

    private static final String NDJSON = "application/x-ndjson";
    private static final String CSV = "text/csv";

    private static final String CURSOR = "Book-Cursor";
    private static final Logger LOG = LoggerFactory.getLogger(BookResource.class);
    private static final Duration DRAINED_FOR = Duration.ofSeconds(5);
    private static final int LISTED = 20;
    private static final int COLUMNS_TOLD = 12;

    private final Imports imports;
    private final Ledger ledger;
    private final Limits limits;
    private final Function<@Nullable String, Set<String>> admitted;
    private final BooleanSupplier stopping;
    private final Deque<ImportTally> begun = new ArrayDeque<>();
    /** Calls go first. Its threads are daemons, and end when there is nothing to do. */
    private final Executor cores = new Background(Runtime.getRuntime().availableProcessors(), "book").pool();

    /**
     * @param admitted further fields by source
     * @param stopping whether the service is about to end: then no more rows are read
     */
    public BookResource(
            Imports imports,
            Ledger ledger,
            Limits limits,
            Function<@Nullable String, Set<String>> admitted,
            BooleanSupplier stopping) {
        this.imports = imports;
        this.ledger = ledger;
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
    public Response bringIn(
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
        try {
            ColumnMapping mapping = ColumnMapping.of(map, preset, admitted);
            CompiledRuleSet rules = rules();
            Caller caller = Caller.of(call);
            boolean table = String.valueOf(call.getContentType()).startsWith(CSV);
            long mostBytes = limits.body().toBytes();
            SentRows rows = table ? SentRows.csv(body, mostBytes) : SentRows.ndjson(body, mostBytes);
            requireColumns(mapping, rows.columns());
            String from = file == null || file.isBlank() ? null : file.strip();
            IssueSpool issues = new IssueSpool();
            ImportTally tally = running(new ImportTally(imports.now(), caller.name(), from, issues));
            RowReading reading = new RowReading(
                    rules,
                    new RepNames(rules.roster()),
                    mapping,
                    source == null || source.isBlank() ? mapping.source().orElse(caller.name()) : source.strip(),
                    imports.now(),
                    tally::leftOut,
                    from == null ? "" : " of " + from);
            ImportRun run = new ImportRun(
                    imports,
                    new Imports.Context(rules, caller.name(), CallIds.current()),
                    reading,
                    tally,
                    cores,
                    stopping);
            finish(run, rows, tally, issues);
            StreamingOutput answer = out -> {
                try (issues) {
                    issues.write(tally.answer(), out);
                }
            };
            return Response.ok(answer, MediaType.APPLICATION_JSON).build();
        } catch (ApiException refused) {
            drain(body);
            throw refused;
        }
    }

    private void finish(ImportRun run, SentRows rows, ImportTally tally, IssueSpool issues) throws IOException {
        boolean done = false;
        Imports.Incoming incoming = imports.begin();
        try {
            run.run(rows, limits.batch());
            done = true;
        } finally {
            incoming.close();
            tally.end(done, imports.now());
            if (!done) {
                issues.close();
            }
        }
    }

    /** A caller who sends all before he reads gets the answer, and no broken connection. */
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

    private synchronized ImportTally running(ImportTally tally) {
        begun.addFirst(tally);
        while (begun.size() > LISTED) {
            begun.removeLast();
        }
        return tally;
    }

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT, Role.ADMIN})
    @Path("/imports")
    @Operation(
            operationId = "listBookImports",
            summary = "How far imports are",
            description = "The newest 20 of this node since it started, those under way among them.")
    @ApiResponse(
            responseCode = "200",
            description = "The newest first",
            content = @Content(schema = @Schema(implementation = Listed.class)))
    public synchronized Listed list() {
        return new Listed(begun.stream().map(ImportTally::view).toList());
    }

    /** The newest ones. */
    @Schema(name = "BookImports")
    record Listed(List<ImportView> imports) {}

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT, Role.ADMIN})
    @Produces({NDJSON, CSV, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "exportBook",
            summary = "Give out who owns what",
            description =
                    "Every account with its fields, its owner, its territory, and the decision that says so, as they "
                            + "stood when the answer began; without personal fields. Can be brought in again as it is. Keep "
                            + "Book-Cursor, and ask with it as \"since\" for what was decided from there on.")
    @ApiResponse(
            responseCode = "200",
            description = "An account in each line, or row",
            headers =
                    @Header(
                            name = CURSOR,
                            description = "Ask with it as \"since\" for what comes after",
                            schema = @Schema(type = "integer", format = "int64")),
            content = {
                @Content(mediaType = NDJSON, schema = @Schema(type = "string")),
                @Content(mediaType = CSV, schema = @Schema(type = "string"))
            })
    @Fails({ErrorCode.INVALID_PARAMETER})
    public Response giveOut(
            @Parameter(description = "Book-Cursor of an answer before; 0 for all")
                    @QueryParam("since")
                    @DefaultValue("0")
                    long since,
            @Parameter(description = "csv or ndjson; what Accept says where it is absent")
                    @QueryParam("format")
                    @Nullable
                    String format,
            @Context HttpHeaders headers) {
        boolean table = format == null
                ? headers.getAcceptableMediaTypes().stream()
                        .findFirst()
                        .filter(type -> (type.getType() + "/" + type.getSubtype()).equals(CSV))
                        .isPresent()
                : isTable(format);
        long known = ledger.count();
        if (since < 0 || since > known) {
            throw invalid(
                    "query since", "This must be the Book-Cursor of an answer before, at most " + known + ".", null);
        }
        BookPages pages = ledger.bookPages(since);
        Instant now = imports.now();
        StreamingOutput out =
                table ? stream -> BookOutput.csv(pages, now, stream) : stream -> BookOutput.ndjson(pages, now, stream);
        return Response.ok(out, table ? CSV + ";charset=utf-8" : NDJSON)
                .header(CURSOR, pages.cursor())
                .build();
    }

    private static boolean isTable(String format) {
        if (!format.equals("csv") && !format.equals("ndjson")) {
            throw invalid(
                    "query format",
                    "There is no format \"" + format + "\".",
                    Suggestions.hint(format, List.of("csv", "ndjson"), "it is csv or ndjson"));
        }
        return format.equals("csv");
    }

    private static ApiException invalid(String place, String message, @Nullable String hint) {
        return new ApiException(
                ErrorCode.INVALID_PARAMETER,
                "The call can't be read as it was meant.",
                List.of(fault(place, message, hint)));
    }

    private CompiledRuleSet rules() {
        try {
            return imports.rules();
        } catch (RuntimeException notReady) {
            throw Imports.translate(notReady);
        }
    }

    /** Before anything is taken: a wrong name would leave out a whole column, and without owners no row is one of a book. */
    private static void requireColumns(ColumnMapping mapping, List<String> columns) {
        if (columns.isEmpty()) {
            return;
        }
        List<ProblemIssue> faults = new ArrayList<>();
        for (String column : mapping.missing(columns)) {
            faults.add(fault("query map", "The table has no column \"" + column + "\".", null));
        }
        if (faults.isEmpty() && !mapping.nameOwners(columns)) {
            faults.add(fault(
                    "the table's header",
                    "No column becomes the owner; nothing was taken. The columns are "
                            + columns.stream()
                                    .limit(COLUMNS_TOLD)
                                    .map(column -> "\"" + column + "\"")
                                    .collect(Collectors.joining(", "))
                            + (columns.size() > COLUMNS_TOLD ? ", …." : "."),
                    "say which one it is by map=COLUMN=owner, or by a preset"));
        }
        if (!faults.isEmpty()) {
            throw new ApiException(ErrorCode.INVALID_PARAMETER, "The call can't be read as it was meant.", faults);
        }
    }

    private static ProblemIssue fault(String place, String message, @Nullable String hint) {
        return new ProblemIssue(ErrorCode.INVALID_PARAMETER.code(), place, message, hint);
    }
}
