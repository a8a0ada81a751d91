package landfall.impact;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import landfall.http.ApiException;
import landfall.http.Caller;
import landfall.http.ErrorCode;
import landfall.http.Fails;
import landfall.http.Needs;
import landfall.http.Role;
import landfall.impact.ImpactResource.Listed;
import landfall.ruleset.OneAtATime;
import landfall.ruleset.Versioned;
import org.jspecify.annotations.Nullable;

/** Who would move if a published version were active: what whoever approves it looks at. */
@Path("/api/rulesets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "impact")
public final class VersionImpactResource {

    private static final int LISTED = 100;
    private static final Duration SOON = Duration.ofSeconds(5);

    private final ImpactDesk desk;

    public VersionImpactResource(ImpactDesk desk) {
        this.desk = desk;
    }

    @POST
    @Needs({Role.EDIT, Role.APPROVE})
    @Path("/{version}/impact")
    @Operation(
            operationId = "beginVersionImpact",
            summary = "Ask who would move if a published version were active",
            description =
                    "Over the whole book, with the roster that is active. Nothing moves. Ask for the impact until its "
                            + "state is done; its digest is what an approver names.")
    @ApiResponse(
            responseCode = "202",
            description = "It has begun",
            content = @Content(schema = @Schema(implementation = ImpactView.class)))
    @Fails({ErrorCode.RULES_MISFIT, ErrorCode.IMPACT_RUNNING, ErrorCode.NOT_READY})
    public Response begin(
            @PathParam("version") String beginning,
            @Parameter(
                            description = "The moment to decide for; now where it is absent",
                            example = "2026-03-03T18:00:00Z")
                    @QueryParam("at")
                    @Nullable
                    String at,
            @Parameter(description = "What it is for") @QueryParam("message") @DefaultValue("") String message,
            @Context HttpServletRequest call)
            throws IOException {
        String version = version(beginning);
        return desk.begin(() -> {
            try {
                return desk.drafts()
                        .published(version, desk.terms(at, Caller.of(call).name(), message));
            } catch (OneAtATime.TooManyException crowd) {
                throw ApiException.busy("More calls of this kind wait than are taken at once.", SOON);
            }
        });
    }

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT, Role.ADMIN})
    @Path("/{version}/impact")
    @Operation(
            operationId = "listVersionImpacts",
            summary = "The newest impacts of a version",
            description = "Those of a draft with the same files, too: its version is the same.")
    @ApiResponse(
            responseCode = "200",
            description = "100 at most, without their results",
            content = @Content(schema = @Schema(implementation = Listed.class)))
    public Listed list(@PathParam("version") String beginning) {
        return new Listed(desk.views(desk.impacts().store().listOf(Versioned.RULES, version(beginning), LISTED)));
    }

    private String version(String beginning) {
        return desk.versions()
                .resolve(beginning)
                .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, Versioned.RULES.unknown(beginning)));
    }
}
