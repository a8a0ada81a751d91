package landfall.publishing;

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
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import landfall.http.Caller;
import landfall.http.ErrorCode;
import landfall.http.Fails;
import landfall.http.Needs;
import landfall.http.Role;
import landfall.http.SentFiles;
import landfall.http.UploadedFiles;
import landfall.ruleset.Analyses;
import landfall.ruleset.AnalysisSummary;
import landfall.ruleset.RuleFile;
import landfall.ruleset.RuleSetPublisher;
import landfall.ruleset.RuleSetPublisher.Outcome;
import landfall.ruleset.RuleSetPublisher.Wish;
import landfall.ruleset.VersionAnalysis;
import landfall.ruleset.VersionResult;
import landfall.upload.FolderUpload;
import org.jspecify.annotations.Nullable;

/** Rules come in: only checked, or published as a version. */
@Path(PublishResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "rule sets")
public final class PublishResource {

    public static final String PATH = "/api/rulesets";
    public static final String CHECK_PATH = PATH + "/check";

    private static final String ZIP = UploadedFiles.ZIP;
    private static final String FILES =
            "A zip of the folder of rules, its files as multipart/form-data, each with its path as filename, or as JSON. A roster "
                    + "in it is left out: it is published apart.";

    /** So long an answer waits for the analysis; only large rule sets take longer. */
    private static final Duration SOON = Duration.ofMillis(100);

    private final RuleSetPublisher publisher;
    private final Analyses analyses;

    public PublishResource(RuleSetPublisher publisher, Analyses analyses) {
        this.publisher = publisher;
        this.analyses = analyses;
    }

    /** What rules came to that were only checked. */
    @Schema(name = "RuleSetCheck")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Checked(
            @Schema(description = "Whether they could be published") boolean ok,
            VersionResult result,
            @Schema(description = "What the rules say of each other; absent where they have errors") @Nullable
                    AnalysisSummary analysis,
            @Schema(description = "Files of the roster that were sent, and left out") List<String> leftOut) {}

    /** What became of rules that were sent. */
    @Schema(name = "RuleSetPublished")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Published(
            @Schema(description = "SHA-256 of its files; absent for a check of rules that have errors") @Nullable
                    String version,
            @Schema(
                            description =
                                    "Whether it is a version from now on; false where it was one already, and for a check")
                    boolean published,
            @Schema(description = "Whether it decides from the next call on") boolean active,
            @Schema(description = "Whether somebody has to approve it before it can decide") boolean waiting,
            VersionResult result,
            @Schema(
                            description =
                                    "What the rules say of each other; absent where that is still looked at: ask for it at "
                                            + "/api/rulesets/{version}/analysis")
                    @Nullable
                    AnalysisSummary analysis,
            @Schema(description = "Files of the roster that were sent, and left out") List<String> leftOut) {}

    @POST
    @Needs({Role.EDIT, Role.APPROVE})
    @Path("/check")
    @Consumes({ZIP, MediaType.MULTIPART_FORM_DATA, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "checkRuleSet",
            summary = "Check rules, run their cases and analyse them; keep nothing",
            description = FILES + " They are checked with the roster that is active.")
    @RequestBody(
            required = true,
            content = {
                @Content(mediaType = ZIP, schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = MediaType.MULTIPART_FORM_DATA, schema = @Schema(type = "object")),
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = SentFiles.class))
            })
    @ApiResponse(
            responseCode = "200",
            description =
                    "Every issue, what the cases came to and reach of the rules, and what the rules say of each other",
            content = @Content(schema = @Schema(implementation = Checked.class)))
    @Fails({ErrorCode.MALFORMED_ARCHIVE, ErrorCode.NOT_READY})
    public Checked check(
            InputStream body, @Parameter(hidden = true) @HeaderParam("Content-Type") @Nullable MediaType type)
            throws IOException {
        FolderUpload upload = FolderUpload.ofRules(body, type);
        RuleSetPublisher.Checked checked = checked(upload);
        return new Checked(checked.result().isOk(), checked.result(), checked.analysis(), leftOut(upload));
    }

    @POST
    @Needs({Role.EDIT, Role.APPROVE})
    @Consumes({ZIP, MediaType.MULTIPART_FORM_DATA, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "publishRuleSet",
            summary = "Publish rules",
            description = FILES
                    + " They are checked with the roster that is active and tried on their cases; then they are a version that never changes, and can be activated. "
                    + "Rules with an error, or with a case that fails, change nothing.")
    @RequestBody(
            required = true,
            content = {
                @Content(mediaType = ZIP, schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = MediaType.MULTIPART_FORM_DATA, schema = @Schema(type = "object")),
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = SentFiles.class))
            })
    @ApiResponse(
            responseCode = "200",
            description = "The version",
            content = @Content(schema = @Schema(implementation = Published.class)))
    @Fails({ErrorCode.MALFORMED_ARCHIVE, ErrorCode.RULES_REFUSED, ErrorCode.NOT_READY})
    public Published publish(
            InputStream body,
            @Context HttpServletRequest request,
            @Parameter(hidden = true) @HeaderParam("Content-Type") @Nullable MediaType type,
            @Parameter(description = VersionWishes.BY) @QueryParam("by") @Nullable String by,
            @Parameter(description = "Why") @QueryParam("message") @Nullable String message,
            @Parameter(description = "true: it decides at once, unless it waits for approval; takes a key with approve")
                    @QueryParam("activate")
                    @Nullable
                    String activate,
            @Parameter(description = "true: only say what would happen") @QueryParam("check") @Nullable String check)
            throws IOException {
        VersionWishes query = VersionWishes.ofQuery();
        Wish wish = new Wish(
                query.by(request, by), query.text(message, "query message"), query.flag(activate, "query activate"));
        boolean onlyCheck = query.flag(check, "query check");
        query.refuse();
        if (wish.activate()) {
            Caller.of(request).require(Role.APPROVE);
        }
        FolderUpload upload = FolderUpload.ofRules(body, type);
        if (onlyCheck) {
            RuleSetPublisher.Checked checked = checked(upload);
            return new Published(null, false, false, false, checked.result(), checked.analysis(), leftOut(upload));
        }
        Outcome outcome = RuleSetAnswers.inTurn(() -> publisher.publish(upload.rules(), wish));
        if (outcome instanceof Outcome.Refused refused) {
            throw RuleSetAnswers.refused(refused.result());
        }
        if (!(outcome instanceof Outcome.Published published)) {
            throw RuleSetAnswers.noRoster();
        }
        return new Published(
                published.version(),
                published.fresh(),
                published.active(),
                published.waiting(),
                published.result(),
                analyses.await(published.version(), SOON)
                        .map(VersionAnalysis::summary)
                        .orElse(null),
                leftOut(upload));
    }

    private static List<String> leftOut(FolderUpload upload) {
        return upload.roster().stream().map(RuleFile::path).toList();
    }

    private RuleSetPublisher.Checked checked(FolderUpload upload) {
        return RuleSetAnswers.inTurn(() -> publisher.check(upload.rules())).orElseThrow(RuleSetAnswers::noRoster);
    }
}
