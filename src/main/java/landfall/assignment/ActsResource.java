package landfall.assignment;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import landfall.assignment.HandActs.Kind;
import landfall.assignment.HandActs.Wish;
import landfall.http.ErrorCode;
import landfall.http.Fails;
import landfall.http.ProblemIssue;
import landfall.ledger.IdempotencyKey;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** What people do with an assignment by hand. */
@Path("/api/assignments")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "by hand")
public final class ActsResource {

    private static final Set<String> OUTCOMES = new TreeSet<>(Set.of("won", "lost", "disqualified", "recycled"));
    private static final int LONGEST = 1_000;

    private final HandActs acts;
    private final ObjectMapper mapper;

    public ActsResource(HandActs acts, ObjectMapper mapper) {
        this.acts = acts;
        this.mapper = mapper;
    }

    /** Who gets it, who says so, and why. */
    @Schema(name = "Reassignment")
    record Reassignment(
            @Schema(description = "Rep id") @Nullable String rep,
            @Schema(description = "Who does it", example = "carol") @Nullable String by,
            @Nullable String reason) {}

    /** Who takes what waits. */
    @Schema(name = "Claim")
    record ClaimBody(@Schema(description = "Rep id: who takes it") @Nullable String rep, @Nullable String reason) {}

    /** How it ended. */
    @Schema(name = "Closing")
    record Closing(
            @Schema(allowableValues = {"won", "lost", "disqualified", "recycled"}) @Nullable String outcome,
            @Schema(description = "Who does it") @Nullable String by,
            @Nullable String reason) {}

    @POST
    @Path("/{id}/reassign")
    @Operation(
            operationId = "reassign",
            summary = "Give it to another rep",
            description =
                    "By the id of the account's latest assignment. Nobody's turn is taken or given back; the company keeps its owner.")
    @ApiResponse(
            responseCode = "200",
            description = "The new assignment",
            content = @Content(schema = @Schema(implementation = AssignmentAnswer.class)))
    @Fails({ErrorCode.SUPERSEDED, ErrorCode.KEY_REUSED, ErrorCode.NOT_READY})
    public void reassign(
            @PathParam("id") String id,
            Reassignment body,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Suspended AsyncResponse response) {
        List<ProblemIssue> faults = new ArrayList<>();
        String rep = rep(body.rep(), faults);
        String by = required(body.by(), "/by", "who does it", faults);
        String reason = required(body.reason(), "/reason", "why", faults);
        refuse(faults);
        act(id, new Wish(Kind.REASSIGN, rep, by, reason, null, caller(), requestId()), key, body, response);
    }

    @POST
    @Path("/{id}/claim")
    @Operation(
            operationId = "claim",
            summary = "Take what waits in a queue, or fell back",
            description = "The first who claims it gets it.")
    @ApiResponse(
            responseCode = "200",
            description = "The new assignment",
            content = @Content(schema = @Schema(implementation = AssignmentAnswer.class)))
    @Fails({ErrorCode.SUPERSEDED, ErrorCode.NOT_WAITING, ErrorCode.KEY_REUSED, ErrorCode.NOT_READY})
    public void claim(
            @PathParam("id") String id,
            ClaimBody body,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Suspended AsyncResponse response) {
        List<ProblemIssue> faults = new ArrayList<>();
        String rep = rep(body.rep(), faults);
        String reason = optional(body.reason(), "/reason", faults);
        refuse(faults);
        act(id, new Wish(Kind.CLAIM, rep, rep, reason, null, caller(), requestId()), key, body, response);
    }

    @POST
    @Path("/{id}/close")
    @Operation(operationId = "close", summary = "It ended", description = "The owner stays who it is.")
    @ApiResponse(
            responseCode = "200",
            description = "The new assignment",
            content = @Content(schema = @Schema(implementation = AssignmentAnswer.class)))
    @Fails({ErrorCode.SUPERSEDED, ErrorCode.KEY_REUSED, ErrorCode.NOT_READY})
    public void close(
            @PathParam("id") String id,
            Closing body,
            @HeaderParam("Idempotency-Key") @Nullable String key,
            @Suspended AsyncResponse response) {
        List<ProblemIssue> faults = new ArrayList<>();
        String by = required(body.by(), "/by", "who does it", faults);
        String reason = optional(body.reason(), "/reason", faults);
        String outcome = body.outcome();
        if (outcome == null || !OUTCOMES.contains(outcome)) {
            faults.add(Refusals.fault("/outcome", "This must be one of " + String.join(", ", OUTCOMES) + "."));
        }
        refuse(faults);
        act(id, new Wish(Kind.CLOSE, null, by, reason, outcome, caller(), requestId()), key, body, response);
    }

    private void act(String id, Wish wish, @Nullable String key, Object body, AsyncResponse response) {
        Replies.resume(response, () -> acts.act(id, wish, key(id, wish, key, body)));
    }

    private @Nullable IdempotencyKey key(String id, Wish wish, @Nullable String key, Object body) {
        if (key != null && key.length() > Intake.LONGEST_KEY) {
            throw Refusals.keyTooLong();
        }
        return key == null || key.isBlank()
                ? null
                : new IdempotencyKey(
                        wish.caller(), key.strip(), RequestDigest.of(id + wish.kind() + mapper.valueToTree(body)));
    }

    private String rep(@Nullable String rep, List<ProblemIssue> faults) {
        if (rep == null || !acts.isActive(rep)) {
            faults.add(Refusals.fault("/rep", "This must be the id of a rep of the roster who is active now."));
            return "";
        }
        return rep;
    }

    private static String required(@Nullable String text, String place, String what, List<ProblemIssue> faults) {
        String given = optional(text, place, faults);
        if (given == null) {
            faults.add(Refusals.fault(place, "This must say " + what + "."));
            return "";
        }
        return given;
    }

    private static @Nullable String optional(@Nullable String text, String place, List<ProblemIssue> faults) {
        if (text != null && text.length() > LONGEST) {
            faults.add(Refusals.fault(place, "This has at most " + LONGEST + " characters."));
        }
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static void refuse(List<ProblemIssue> faults) {
        if (!faults.isEmpty()) {
            throw Refusals.invalid(faults);
        }
    }

    private static String caller() {
        return AssignmentsResource.ANONYMOUS;
    }

    private static String requestId() {
        return Objects.requireNonNullElse(MDC.get("requestId"), "-");
    }
}
