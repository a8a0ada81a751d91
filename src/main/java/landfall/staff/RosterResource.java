package landfall.staff;

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
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import landfall.http.ApiException;
import landfall.http.ErrorCode;
import landfall.http.Fails;
import landfall.http.Needs;
import landfall.http.ProblemIssue;
import landfall.http.Role;
import landfall.http.SentFiles;
import landfall.roster.Rep;
import landfall.roster.Roster;
import landfall.ruleset.Activation;
import landfall.ruleset.ActiveRuleSet;
import landfall.ruleset.CompiledRuleSet;
import landfall.ruleset.RosterPublisher;
import landfall.ruleset.RosterPublisher.Wish;
import landfall.ruleset.RuleFile;
import landfall.ruleset.Versioned;
import landfall.upload.FolderUpload;
import org.jspecify.annotations.Nullable;

/** The roster as a whole: which version is active, every version there was, another one, and back. */
@Path(RosterResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "roster")
public final class RosterResource {

    public static final String PATH = "/api/roster";

    static final String CHECK = "true: only say what would happen";
    static final String BY = "Who changes it; a person's key says so by itself";
    static final String MESSAGE = "Why";

    private static final String ZIP = "application/zip";

    private final RosterPublisher publisher;
    private final RosterCalls calls;
    private final ActiveRuleSet active;
    private final Clock clock;

    public RosterResource(RosterPublisher publisher, ActiveRuleSet active, Clock clock) {
        this.publisher = publisher;
        this.calls = new RosterCalls(publisher);
        this.active = active;
        this.clock = clock;
    }

    /** How many there are of each. */
    record Counts(
            int reps,
            @Schema(description = "Those who sell today") int activeReps,
            int teams,
            int territories,
            int dutyRosters) {}

    /** The roster that decides. */
    @Schema(name = "ActiveRoster")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ActiveRoster(
            String version,
            Instant since,
            String by,
            String message,
            @Schema(
                            description = "api: the roster files beside the rules no longer count",
                            allowableValues = {"folder", "api"})
                    String keptBy,
            Counts counts) {}

    /** A version that was published once. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RosterVersion(
            String version,
            Instant publishedAt,
            String by,
            String message,
            boolean active,
            @Schema(
                            description = "free: nobody needs to approve it",
                            allowableValues = {"free", "waiting", "approved", "rejected"})
                    String approval) {}

    /** All of them. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RosterVersions(List<RosterVersion> versions) {}

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT, Role.ADMIN})
    @Operation(operationId = "roster", summary = "The roster that decides now")
    @ApiResponse(
            responseCode = "200",
            description = "The roster",
            content = @Content(schema = @Schema(implementation = ActiveRoster.class)))
    @Fails(ErrorCode.NOT_READY)
    public ActiveRoster roster() {
        CompiledRuleSet rules = rules();
        Roster roster = rules.roster();
        Activation activation = publisher.activation();
        if (activation == null) {
            throw nothingActive();
        }
        long today = roster.reps().keySet().stream()
                .filter(rep ->
                        roster.isActive(rep, clock.instant(), rules.checked().zone()))
                .count();
        long teams = roster.reps().values().stream()
                .map(Rep::teams)
                .flatMap(java.util.Set::stream)
                .distinct()
                .count();
        return new ActiveRoster(
                activation.rosterVersion(),
                activation.activatedAt(),
                activation.activatedBy(),
                activation.reason(),
                activation.rosterByApi() ? "api" : "folder",
                new Counts(
                        roster.reps().size(),
                        (int) today,
                        (int) teams,
                        roster.territories().size(),
                        roster.duties().size()));
    }

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT, Role.ADMIN})
    @Path("/versions")
    @Operation(operationId = "listRosterVersions", summary = "Every version of the roster, the newest first")
    @ApiResponse(
            responseCode = "200",
            description = "The versions",
            content = @Content(schema = @Schema(implementation = RosterVersions.class)))
    public RosterVersions versions() {
        String now = active.find()
                .map(activation -> activation.rules().roster().version())
                .orElse("");
        return new RosterVersions(publisher.versions().stream()
                .map(each -> new RosterVersion(
                        each.version(),
                        each.publishedAt(),
                        each.publishedBy(),
                        each.message(),
                        each.version().equals(now),
                        publisher
                                .approvals()
                                .state(Versioned.ROSTER, each.version())
                                .name()
                                .toLowerCase(Locale.ROOT)))
                .toList());
    }

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT, Role.ADMIN})
    @Path("/versions/{version}/files")
    @Produces({ZIP, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "rosterFiles",
            summary = "The files of a version of the roster",
            description = "A zip, as it can be published again; to be edited as a whole, or kept.")
    @ApiResponse(
            responseCode = "200",
            description = "The zip",
            content = @Content(mediaType = ZIP, schema = @Schema(type = "string", format = "binary")))
    public Response files(@PathParam("version") String version) {
        return publisher
                .archive(version)
                .map(zip -> Response.ok(zip, ZIP).build())
                .orElseThrow(() -> noVersion(version));
    }

    @POST
    @Needs(Role.ADMIN)
    @Consumes({ZIP, MediaType.MULTIPART_FORM_DATA, MediaType.APPLICATION_JSON})
    @Operation(
            operationId = "publishRoster",
            summary = "Publish a whole roster",
            description =
                    "A zip of the roster's folder: reps.csv, territories.csv and the others; or these as multipart/form-data, each "
                            + "with its path as filename, or as JSON. It is checked against "
                            + "the active rules; if it fits, it decides from the next call on.")
    @RequestBody(
            required = true,
            content = {
                @Content(mediaType = ZIP, schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = MediaType.MULTIPART_FORM_DATA, schema = @Schema(type = "object")),
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = SentFiles.class))
            })
    @ApiResponse(
            responseCode = "200",
            description = "What has changed, or would",
            content = @Content(schema = @Schema(implementation = RosterChange.class)))
    @Fails({ErrorCode.MALFORMED_ARCHIVE, ErrorCode.ROSTER_REFUSED, ErrorCode.NOT_READY})
    public RosterChange publish(
            InputStream body,
            @Parameter(hidden = true) @HeaderParam("Content-Type") @Nullable MediaType type,
            @Parameter(description = BY) @QueryParam("by") @Nullable String by,
            @Parameter(description = MESSAGE) @QueryParam("message") @Nullable String message,
            @Parameter(description = CHECK) @QueryParam("check") @Nullable String check,
            @Context HttpServletRequest request)
            throws IOException {
        Wish wish = RosterCalls.wish(by, message, check, request);
        List<RuleFile> files = FolderUpload.ofRoster(body, type).roster();
        return calls.answer(() -> publisher.publish(files, wish));
    }

    @POST
    @Needs(Role.ADMIN)
    @Path("/versions/{version}/activate")
    @Operation(
            operationId = "activateRoster",
            summary = "Go back to a version of the roster",
            description =
                    "It is checked against the rules that are active now, like a new one. In an emergency it goes "
                            + "without approval, where config.yml allows that, and is recorded as one.")
    @ApiResponse(
            responseCode = "200",
            description = "What has changed, or would",
            content = @Content(schema = @Schema(implementation = RosterChange.class)))
    @Fails({ErrorCode.NOT_APPROVED, ErrorCode.ROSTER_OUTDATED, ErrorCode.ROSTER_REFUSED, ErrorCode.NOT_READY})
    public RosterChange activate(
            @PathParam("version") String version,
            @Parameter(description = BY) @QueryParam("by") @Nullable String by,
            @Parameter(description = MESSAGE) @QueryParam("message") @Nullable String message,
            @Parameter(description = CHECK) @QueryParam("check") @Nullable String check,
            @Parameter(description = "true: it can't wait") @QueryParam("emergency") @Nullable String emergency,
            @Context HttpServletRequest request) {
        Wish wish = RosterCalls.wish(by, message, check, emergency, request);
        return calls.answer(() -> publisher.activate(version, wish).orElseThrow(() -> noVersion(version)));
    }

    private static ApiException noVersion(String version) {
        return new ApiException(ErrorCode.NOT_FOUND, "There is no version " + version + " of the roster.");
    }

    private CompiledRuleSet rules() {
        return active.find().orElseThrow(RosterResource::nothingActive).rules();
    }

    static ApiException nothingActive() {
        return ApiException.notReady(List.of(ProblemIssue.at(
                "rules", ErrorCode.NOT_READY.code(), "No rule set is active; the service's log says why.")));
    }
}
