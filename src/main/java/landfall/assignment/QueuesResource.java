package landfall.assignment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import landfall.http.ErrorCode;
import landfall.http.Fails;
import landfall.http.Needs;
import landfall.http.ProblemIssue;
import landfall.http.Role;
import landfall.ledger.Ledger;
import landfall.ledger.Waiting;
import landfall.ruleset.ActiveRuleSet;
import org.jspecify.annotations.Nullable;

/** What waits for a person, by territory. */
@Path("/api/queues")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "by hand")
public final class QueuesResource {

    private static final int MOST = 200;

    private final Ledger ledger;
    private final ActiveRuleSet active;

    public QueuesResource(Ledger ledger, ActiveRuleSet active) {
        this.ledger = ledger;
        this.active = active;
    }

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT})
    @Path("/{territory}")
    @Operation(
            operationId = "listQueue",
            summary = "What waits in a territory, the longest waiting first",
            description =
                    "Accounts in a queue, and those that fell back there; claim, reassign or close them by their assignmentId.")
    @ApiResponse(
            responseCode = "200",
            description = "Accounts that wait, after that position",
            content = @Content(schema = @Schema(implementation = Queue.class)))
    @Fails({ErrorCode.NOT_FOUND, ErrorCode.NOT_READY})
    public Queue list(
            @PathParam("territory") String territory,
            @Parameter(description = "position of the last one of the page before; 0 for the first")
                    @QueryParam("after")
                    @DefaultValue("0")
                    long after,
            @Parameter(description = "Accounts in an answer, 200 at most") @QueryParam("limit") @DefaultValue("50")
                    int limit) {
        List<ProblemIssue> faults = new ArrayList<>();
        if (after < 0) {
            faults.add(Refusals.fault("query after", "This must be a position of the page before, or 0."));
        }
        if (limit < 1 || limit > MOST) {
            faults.add(Refusals.fault("query limit", "This must be between 1 and " + MOST + "."));
        }
        if (!faults.isEmpty()) {
            throw Refusals.invalid(faults);
        }
        List<Waiting> waiting = ledger.waiting(territory, after, limit);
        long count = ledger.countWaiting(territory);
        if (count == 0 && active.current().roster().territory(territory).isEmpty()) {
            throw Refusals.notFound("There is no territory " + territory + ".");
        }
        return new Queue(territory, count, waiting.stream().map(this::item).toList());
    }

    private Item item(Waiting waiting) {
        DecisionRecord decision = ledger.find(waiting.holding().decisionId())
                .map(stored -> CanonicalJson.decision(stored.decision()))
                .orElseThrow();
        return new Item(
                waiting.position(),
                waiting.holding().decisionId(),
                waiting.account().source(),
                waiting.account().externalId(),
                decision.account().name(),
                decision.account().company(),
                decision.account().country(),
                waiting.holding().status(),
                waiting.holding().owner(),
                waiting.holding().rule(),
                decision.reason(),
                waiting.since());
    }

    /**
     * Some of what waits.
     *
     * @param waiting how many accounts wait there in all
     */
    record Queue(String territory, long waiting, List<Item> accounts) {}

    /**
     * One account.
     *
     * @param position ask with it as {@code after} for those that wait less long
     * @param repId who keeps it meanwhile
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Item(
            long position,
            String assignmentId,
            String source,
            String externalId,
            @Nullable String name,
            @Nullable String company,
            @Nullable String country,
            String status,
            String repId,
            @Nullable String rule,
            String reason,
            Instant since) {}
}
