package landfall.publishing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import landfall.http.ApiException;
import landfall.http.ErrorCode;
import landfall.http.Fails;
import landfall.http.Needs;
import landfall.http.ProblemIssue;
import landfall.http.Role;
import landfall.ruleset.Activator;
import landfall.ruleset.RuleSetVersions;
import landfall.ruleset.Schedule;
import landfall.ruleset.Scheduled;
import landfall.ruleset.Versioned;
import org.jspecify.annotations.Nullable;

/** Which version is to decide: now, or from an instant on. */
@Path(PublishResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "rule sets")
public final class ActivationResource {

    private static final int ENDED = 100;
    private static final Duration FURTHEST = Duration.ofDays(366);

    private final RuleSetVersions versions;
    private final Schedule schedule;
    private final Clock clock;

    public ActivationResource(RuleSetVersions versions, Schedule schedule, Clock clock) {
        this.versions = versions;
        this.schedule = schedule;
        this.clock = clock;
    }

    /** What is wanted, and why. */
    @Schema(name = "RuleSetActivation")
    record Wish(
            String reason,
            @Schema(description = "Where somebody else reads about it") @Nullable String ticket,
            @Schema(description = "From when on it is to decide; absent: from now on") @Nullable Instant at,
            @Schema(
                            description =
                                    "It can't wait: recorded as such, rules may name reps who have left, and where config.yml allows it nobody needs to approve it")
                    @Nullable
                    Boolean emergency) {}

    /** What became of it. */
    @Schema(name = "RuleSetActivated")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Activated(
            String version,
            @Schema(description = "The version that decided until then") @Nullable String before,
            @Schema(
                            description =
                                    "Whether it decides from the next call on; false where it did already, or is to later")
                    boolean activated,
            @Schema(allowableValues = {"activation", "rollback", "emergency"}) @Nullable String kind,
            @Nullable String rosterVersion,
            @Nullable Instant activatedAt,
            @Schema(description = "Where it was put off") @Nullable ScheduledView scheduled,
            List<ProblemIssue> warnings) {}

    /** An activation that was put off. */
    @Schema(name = "ScheduledActivation")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ScheduledView(
            String id,
            String version,
            Instant at,
            String by,
            Instant scheduledAt,
            String reason,
            @Nullable String ticket,
            @Schema(allowableValues = {"pending", "done", "failed", "cancelled"}) String status,
            @Nullable Instant endedAt,
            @Nullable String endedBy,
            @Schema(description = "Why it failed, or was cancelled") @Nullable String detail) {

        static ScheduledView of(Scheduled scheduled) {
            Scheduled.End end = scheduled.end();
            return new ScheduledView(
                    scheduled.id(),
                    scheduled.version(),
                    scheduled.at(),
                    scheduled.by(),
                    scheduled.scheduledAt(),
                    scheduled.reason(),
                    scheduled.ticket(),
                    end == null ? "pending" : end.outcome(),
                    end == null ? null : end.at(),
                    end == null ? null : end.by(),
                    end == null || end.detail().isEmpty() ? null : end.detail());
        }
    }

    /** All of them. */
    @Schema(name = "ScheduledActivations")
    record ScheduledList(List<ScheduledView> scheduled) {}

    @POST
    @Needs(Role.APPROVE)
    @Path("/{version}/activate")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "activateRuleSet",
            summary = "Let a version decide, now or later; also to go back to an earlier one",
            description =
                    "It is checked again with the roster that is active. Its cases are run again as well, and only warn. Other nodes follow within a second.")
    @ApiResponse(
            responseCode = "200",
            description = "What has changed, or will",
            content = @Content(schema = @Schema(implementation = Activated.class)))
    @Fails({ErrorCode.UNKNOWN_PROPERTY, ErrorCode.NOT_APPROVED, ErrorCode.RULES_MISFIT, ErrorCode.NOT_READY})
    public Activated activate(
            @PathParam("version") String beginning,
            Wish body,
            @Context HttpServletRequest request,
            @Parameter(description = VersionWishes.BY) @QueryParam("by") @Nullable String by) {
        VersionWishes wishes = VersionWishes.ofBody();
        String who = wishes.by(request, by);
        String reason = wishes.required(body.reason(), "/reason", "why");
        String ticket = wishes.ticket(body.ticket(), "/ticket");
        boolean emergency = Boolean.TRUE.equals(body.emergency());
        Instant at = body.at();
        Instant now = clock.instant();
        if (at != null && emergency) {
            wishes.fault("/at", "An emergency is now; leave one of at and emergency out.");
        } else if (at != null && !at.isAfter(now)) {
            wishes.fault("/at", "This instant is over; leave it out for now.");
        } else if (at != null && at.isAfter(now.plus(FURTHEST))) {
            wishes.fault("/at", "This is at most " + FURTHEST.toDays() + " days from now.");
        }
        wishes.refuse();
        String version = version(beginning);
        if (at != null) {
            Scheduled scheduled = schedule.add(version, at, who, reason, ticket);
            return new Activated(version, null, false, null, null, null, ScheduledView.of(scheduled), List.of());
        }
        Activator.Outcome.Activated activated = RuleSetAnswers.activated(
                RuleSetAnswers.inTurn(() -> versions.activate(version, who, reason, ticket, emergency)));
        return new Activated(
                version,
                activated.before(),
                activated.changed(),
                activated.activation().kind().word(),
                activated.activation().rosterVersion(),
                activated.activation().activatedAt(),
                null,
                activated.warnings().stream().map(RuleSetAnswers::told).toList());
    }

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT, Role.ADMIN})
    @Path("/schedule")
    @Operation(
            operationId = "listScheduledActivations",
            summary = "Activations that are to come, the next first; then those that are over, the last " + ENDED)
    @ApiResponse(
            responseCode = "200",
            description = "All of them",
            content = @Content(schema = @Schema(implementation = ScheduledList.class)))
    public ScheduledList schedule() {
        return new ScheduledList(
                schedule.list(ENDED).stream().map(ScheduledView::of).toList());
    }

    @DELETE
    @Needs(Role.APPROVE)
    @Path("/schedule/{id}")
    @Operation(operationId = "cancelScheduledActivation", summary = "Call a scheduled activation off")
    @ApiResponse(
            responseCode = "200",
            description = "It will not be done",
            content = @Content(schema = @Schema(implementation = ScheduledView.class)))
    @Fails(ErrorCode.NOT_PENDING)
    public ScheduledView cancel(
            @PathParam("id") String id,
            @Context HttpServletRequest request,
            @Parameter(description = VersionWishes.BY) @QueryParam("by") @Nullable String by,
            @Parameter(description = "Why") @QueryParam("reason") @Nullable String reason) {
        VersionWishes query = VersionWishes.ofQuery();
        String who = query.by(request, by);
        String why = query.text(reason, "query reason");
        query.refuse();
        Scheduled found = find(id);
        if (!schedule.cancel(id, who, why)) {
            String how = found.end() == null ? "is over" : "was " + found.end().outcome();
            throw new ApiException(ErrorCode.NOT_PENDING, "It " + how + " already.");
        }
        return ScheduledView.of(find(id));
    }

    private Scheduled find(String id) {
        return schedule.find(id)
                .orElseThrow(() ->
                        new ApiException(ErrorCode.NOT_FOUND, "No activation with the id " + id + " was scheduled."));
    }

    private String version(String beginning) {
        return versions.resolve(beginning).orElseThrow(() -> RuleSetAnswers.noVersion(Versioned.RULES, beginning));
    }
}
