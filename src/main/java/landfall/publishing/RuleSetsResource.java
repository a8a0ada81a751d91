package landfall.publishing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import landfall.http.ApiException;
import landfall.http.ErrorCode;
import landfall.http.Fails;
import landfall.http.Needs;
import landfall.http.ProblemIssue;
import landfall.http.Role;
import landfall.ruleset.ActiveRuleSet;
import landfall.ruleset.Nodes;
import org.jspecify.annotations.Nullable;

/** Which version decides. */
@Path("/api/rulesets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "rule sets")
public final class RuleSetsResource {

    private final ActiveRuleSet active;
    private final Nodes nodes;

    public RuleSetsResource(ActiveRuleSet active, Nodes nodes) {
        this.active = active;
        this.nodes = nodes;
    }

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT, Role.ADMIN})
    @Path("/active")
    @Operation(
            operationId = "getActiveRuleSet",
            summary = "The version that decides calls, on each node",
            description = "For a second after an activation nodes may still decide by the version before.")
    @ApiResponse(
            responseCode = "200",
            description = "The version of the node that answers, and those of all nodes",
            content = @Content(schema = @Schema(implementation = Active.class)))
    @Fails({ErrorCode.NOT_READY})
    public Active active() {
        ActiveRuleSet.Activation now = active.find()
                .orElseThrow(() -> ApiException.notReady(List.of(ProblemIssue.at(
                        "rules", ErrorCode.NOT_READY.code(), "No rule set is active; the service's log says why."))));
        return new Active(
                now.rules().checked().version(),
                now.rules().roster().version(),
                now.since(),
                nodes.list().stream().map(Node::of).toList());
    }

    /** The version that decides, with which roster, since when. */
    record Active(String version, String rosterVersion, Instant activatedAt, List<Node> nodes) {}

    /**
     * One node.
     *
     * @param node new at each start
     * @param name of its machine
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Node(
            String node,
            String name,
            @Nullable String version,
            @Nullable String rosterVersion,
            @Nullable Instant since) {

        static Node of(Nodes.Node node) {
            return new Node(node.node(), node.name(), node.version(), node.rosterVersion(), node.since());
        }
    }
}
