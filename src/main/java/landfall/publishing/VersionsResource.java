package landfall.publishing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.util.List;
import java.util.Map;
import landfall.http.ApiException;
import landfall.http.ErrorCode;
import landfall.http.Fails;
import landfall.http.Needs;
import landfall.http.Role;
import landfall.impact.ImpactStore;
import landfall.publishing.RuleSetView.Period;
import landfall.ruleset.Activation;
import landfall.ruleset.Analyses;
import landfall.ruleset.AnalysisSummary;
import landfall.ruleset.Approvals;
import landfall.ruleset.Blame;
import landfall.ruleset.FileArchive;
import landfall.ruleset.Provenance;
import landfall.ruleset.Publication;
import landfall.ruleset.RuleSetVersions;
import landfall.ruleset.VersionAnalysis;
import landfall.ruleset.VersionDifference;
import landfall.ruleset.Versioned;
import org.jspecify.annotations.Nullable;

/** Every version of the rules there was: what is in it, who made it, and how it differs from others. */
@Path(PublishResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "rule sets")
public final class VersionsResource {

    private static final String ZIP = "application/zip";
    private static final int USUAL = 100;
    private static final int MOST = 1_000;

    private final RuleSetVersions versions;
    private final Analyses analyses;
    private final SeenImpacts impacts;

    public VersionsResource(RuleSetVersions versions, Analyses analyses, ImpactStore impacts) {
        this.versions = versions;
        this.analyses = analyses;
        this.impacts = new SeenImpacts(impacts);
    }

    /** Some of them. */
    @Schema(name = "RuleSetVersions")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Listed(
            List<RuleSetView> versions,
            @Schema(description = "Where there are more: what to give as before") @Nullable String next) {}

    /** Who changed each rule last. */
    @Schema(name = "RuleSetBlame")
    record BlameList(String version, List<Blame> rules) {}

    /** What a version holds. */
    @Schema(name = "RuleSetFiles")
    record FileList(String version, List<FileEntry> files) {}

    /** One file. */
    @Schema(name = "RuleSetFile")
    record FileEntry(String path, int bytes) {}

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT, Role.ADMIN})
    @Operation(
            operationId = "listRuleSets",
            summary = "The versions of the rules, the newest first",
            description = "Without results; one version has its own.")
    @ApiResponse(
            responseCode = "200",
            description = "The versions",
            content = @Content(schema = @Schema(implementation = Listed.class)))
    public Listed list(
            @Parameter(description = "At most so many, 1 to " + MOST + "; " + USUAL + " if absent")
                    @QueryParam("limit")
                    @Nullable
                    Integer limit,
            @Parameter(description = "Only versions that were published before this one")
                    @QueryParam("before")
                    @Nullable
                    String before) {
        int most = limit == null ? USUAL : limit;
        VersionWishes query = VersionWishes.ofQuery();
        if (most < 1 || most > MOST) {
            query.fault("query limit", "This is from 1 to " + MOST + ".");
        }
        query.refuse();
        Map<String, List<Period>> periods = RuleSetView.periods(versions.listActivations());
        List<Publication> all = versions.list();
        if (before != null) {
            String version = resolve(before);
            all = all.stream()
                    .dropWhile(each -> !each.version().equals(version))
                    .skip(1)
                    .toList();
        }
        List<RuleSetView> views = all.stream()
                .limit(most)
                .map(each -> view(each, periods, null, null, null, null))
                .toList();
        return new Listed(views, all.size() > most ? views.get(views.size() - 1).version() : null);
    }

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT, Role.ADMIN})
    @Path("/{version}")
    @Operation(
            operationId = "getRuleSet",
            summary = "One version of the rules",
            description =
                    "Who published and approved it, when it decided, what its check and its cases came to, and what its rules say of each other.")
    @ApiResponse(
            responseCode = "200",
            description = "The version",
            content = @Content(schema = @Schema(implementation = RuleSetView.class)))
    public RuleSetView find(@PathParam("version") String beginning) {
        String version = resolve(beginning);
        Provenance provenance = versions.provenance(version);
        String digest = provenance.result() == null ? null : Approvals.digest(provenance.result());
        List<Activation> activations = versions.listActivations();
        return view(
                versions.publication(version),
                RuleSetView.periods(activations),
                provenance,
                digest,
                analyses.find(version).map(VersionAnalysis::summary).orElse(null),
                impacts.list(Versioned.RULES, version));
    }

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT, Role.ADMIN})
    @Path("/{version}/analysis")
    @Operation(
            operationId = "analyseRuleSet",
            summary = "What the rules of a version say of each other",
            description =
                    "Gaps, overlaps, shadowed and dead rules, each with an account that shows it, as they were when the "
                            + "version was published, with the roster of then. Waits where that is still being found out.")
    @ApiResponse(
            responseCode = "200",
            description = "What the check of the command line tells under analysis",
            content = @Content(schema = @Schema(implementation = VersionAnalysis.class)))
    @Fails({ErrorCode.RULES_MISFIT, ErrorCode.NOT_READY})
    public VersionAnalysis analysis(@PathParam("version") String beginning) {
        String version = resolve(beginning);
        return RuleSetAnswers.inTurn(() -> analyses.await(version))
                .orElseThrow(() -> new ApiException(
                        ErrorCode.RULES_MISFIT,
                        "Version " + version + " doesn't go with its roster any more, so it can't be analysed."));
    }

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT, Role.ADMIN})
    @Path("/{version}/files")
    @Produces({MediaType.APPLICATION_JSON, ZIP})
    @Operation(
            operationId = "listRuleSetFiles",
            summary = "The files of a version",
            description = "Their paths, or with Accept: application/zip all of them in a zip, as it can be published.")
    @ApiResponse(
            responseCode = "200",
            description = "By path",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = FileList.class)),
                @Content(mediaType = ZIP, schema = @Schema(type = "string", format = "binary"))
            })
    public Response files(@PathParam("version") String beginning, @Context Request request) {
        String version = resolve(beginning);
        Map<String, byte[]> files = versions.files(version);
        if (ZIP.equals(chosen(request))) {
            return Response.ok(FileArchive.pack(files), ZIP).build();
        }
        return Response.ok(
                        new FileList(
                                version,
                                files.entrySet().stream()
                                        .map(file -> new FileEntry(file.getKey(), file.getValue().length))
                                        .toList()),
                        MediaType.APPLICATION_JSON)
                .build();
    }

    private static String chosen(Request request) {
        Variant variant =
                request.selectVariant(Variant.mediaTypes(MediaType.APPLICATION_JSON_TYPE, MediaType.valueOf(ZIP))
                        .build());
        return variant == null
                ? MediaType.APPLICATION_JSON
                : variant.getMediaType().toString();
    }

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT, Role.ADMIN})
    @Path("/{version}/files/{path: .+}")
    @Produces({MediaType.APPLICATION_OCTET_STREAM, MediaType.APPLICATION_JSON})
    @Operation(operationId = "getRuleSetFile", summary = "One file of a version, as it was published")
    @ApiResponse(
            responseCode = "200",
            description = "Its bytes",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_OCTET_STREAM,
                            schema = @Schema(type = "string", format = "binary")))
    public Response file(@PathParam("version") String beginning, @PathParam("path") String path) {
        byte[] bytes = versions.files(resolve(beginning)).get(path);
        if (bytes == null) {
            throw new ApiException(ErrorCode.NOT_FOUND, "This version has no file " + path + ".");
        }
        return Response.ok(bytes, MediaType.APPLICATION_OCTET_STREAM_TYPE).build();
    }

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT, Role.ADMIN})
    @Path("/{version}/diff")
    @Operation(
            operationId = "diffRuleSets",
            summary = "What leads from one version to another",
            description = "A rule is the same as long as its name and what it says are; its place doesn't matter.")
    @ApiResponse(
            responseCode = "200",
            description = "Files and rules that were added, removed or changed",
            content = @Content(schema = @Schema(implementation = VersionDifference.class)))
    @Fails(ErrorCode.NOT_READY)
    public VersionDifference diff(
            @PathParam("version") String beginning,
            @Parameter(description = "The version after; if absent, the one that is active") @QueryParam("to") @Nullable
                    String to) {
        String from = resolve(beginning);
        String other = to == null
                ? versions.active().orElseThrow(RuleSetAnswers::noRoster).ruleSetVersion()
                : resolve(to);
        return RuleSetAnswers.inTurn(() -> versions.difference(from, other));
    }

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT, Role.ADMIN})
    @Path("/{version}/blame")
    @Operation(
            operationId = "blameRuleSet",
            summary = "Who changed each rule of a version last",
            description =
                    "Among the versions that it came from. A rule that only moved, or was only commented, was not changed.")
    @ApiResponse(
            responseCode = "200",
            description = "In the order of the rules",
            content = @Content(schema = @Schema(implementation = BlameList.class)))
    public BlameList blame(@PathParam("version") String beginning) {
        String version = resolve(beginning);
        return new BlameList(version, RuleSetAnswers.inTurn(() -> versions.blame(version)));
    }

    private String resolve(String beginning) {
        return versions.resolve(beginning).orElseThrow(() -> RuleSetAnswers.noVersion(Versioned.RULES, beginning));
    }

    private RuleSetView view(
            Publication publication,
            Map<String, List<Period>> periods,
            @Nullable Provenance provenance,
            @Nullable String digest,
            @Nullable AnalysisSummary analysis,
            @Nullable List<SeenImpacts.Link> links) {
        String version = publication.version();
        Approvals approvals = versions.approvals();
        return RuleSetView.of(
                publication,
                periods.getOrDefault(version, List.of()),
                approvals.state(Versioned.RULES, version),
                impacts.view(Versioned.RULES, version, approvals.list(Versioned.RULES, version)),
                provenance == null ? null : provenance.base(),
                provenance == null ? null : versions.result(version).orElse(null),
                digest,
                analysis,
                links);
    }
}
