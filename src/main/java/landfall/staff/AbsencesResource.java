package landfall.staff;

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
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import landfall.http.ApiException;
import landfall.http.Caller;
import landfall.http.ErrorCode;
import landfall.http.Fails;
import landfall.http.Needs;
import landfall.http.ProblemIssue;
import landfall.http.Role;
import landfall.language.Years;
import landfall.ruleset.ActiveRuleSet;
import org.jspecify.annotations.Nullable;

/** Who is away; why, nobody is asked. */
@Path("/api/absences")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "roster")
public final class AbsencesResource {

    private final Attendance attendance;
    private final ActiveRuleSet active;

    public AbsencesResource(Attendance attendance, ActiveRuleSet active) {
        this.attendance = attendance;
        this.active = active;
    }

    /**
     * An absence as it is told.
     *
     * @param from a day or a moment by the rep's own clock
     * @param to a day, which is a whole day away, or the first moment at which he is back
     */
    @Schema(name = "NewAbsence")
    record Body(
            @Schema(example = "sato") @Nullable String rep,
            @Schema(example = "2026-12-21") @Nullable String from,
            @Schema(example = "2026-12-24T13:00") @Nullable String to) {}

    /** All that were told by API; those of the roster's files are not among them. */
    record Absences(List<AbsenceRow> absences) {}

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT, Role.ADMIN})
    @Operation(operationId = "listAbsences", summary = "Who is away, by the order of beginning")
    @ApiResponse(
            responseCode = "200",
            description = "The absences that were told by API",
            content = @Content(schema = @Schema(implementation = Absences.class)))
    public Absences list(@Parameter(description = "Of one rep only") @QueryParam("rep") @Nullable String rep) {
        return new Absences(attendance.list().stream()
                .filter(row -> rep == null || row.rep().equals(rep))
                .toList());
    }

    @POST
    @Needs({Role.MANAGE, Role.ADMIN})
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "addAbsence",
            summary = "Somebody will be away",
            description = "Counts from the next decision on; rotations pass him over, and owe him nothing meanwhile.")
    @ApiResponse(
            responseCode = "201",
            description = "The absence",
            content = @Content(schema = @Schema(implementation = AbsenceRow.class)))
    @Fails(ErrorCode.NOT_OWN_TEAM)
    public Response add(Body body, @Context HttpServletRequest request) {
        List<ProblemIssue> faults = new ArrayList<>();
        String rep = rep(body.rep(), faults);
        LocalDateTime from = moment(body.from(), "/from", 0, faults);
        LocalDateTime to = moment(body.to(), "/to", 1, faults);
        if (from != null && to != null && !from.isBefore(to)) {
            faults.add(fault("/to", "This must be later than the beginning."));
        }
        if (rep == null || from == null || to == null || !faults.isEmpty()) {
            throw new ApiException(ErrorCode.INVALID_VALUE, "The absence can't be taken as it is.", faults);
        }
        requireTeamOf(rep, Caller.of(request));
        return Response.status(Response.Status.CREATED)
                .entity(attendance.add(rep, from, to))
                .build();
    }

    @DELETE
    @Needs({Role.MANAGE, Role.ADMIN})
    @Path("/{id}")
    @Operation(
            operationId = "deleteAbsence",
            summary = "Forget an absence",
            description = "For good: no copy is kept. Decisions only say that somebody was away.")
    @ApiResponse(responseCode = "204", description = "It is forgotten")
    @Fails(ErrorCode.NOT_OWN_TEAM)
    public void delete(@PathParam("id") String id, @Context HttpServletRequest request) {
        attendance.list().stream()
                .filter(row -> row.id().equals(id))
                .forEach(row -> requireTeamOf(row.rep(), Caller.of(request)));
        if (!attendance.delete(id)) {
            throw new ApiException(ErrorCode.NOT_FOUND, "There is no absence " + id + ".");
        }
    }

    /** Whoever keeps the roster may say so of everybody. */
    private void requireTeamOf(String rep, Caller caller) {
        if (!caller.may(Role.ADMIN)) {
            caller.requireTeamOf(
                    rep,
                    active.find()
                            .map(activation -> activation.rules().roster().teamsOf(rep))
                            .orElse(Set.of()));
        }
    }

    private @Nullable String rep(@Nullable String rep, List<ProblemIssue> faults) {
        Set<String> reps = active.find()
                .map(activation -> activation.rules().roster().reps().keySet())
                .orElse(Set.of());
        if (rep == null || !reps.contains(rep)) {
            String known =
                    String.join(", ", new TreeSet<>(reps).stream().limit(20).toList());
            faults.add(fault("/rep", "This must be the id of a rep of the roster, such as " + known + "."));
            return null;
        }
        return rep;
    }

    private static @Nullable LocalDateTime moment(
            @Nullable String text, String place, int days, List<ProblemIssue> faults) {
        try {
            if (text != null && text.indexOf('T') < 0) {
                return Years.checked(LocalDate.parse(text)).plusDays(days).atStartOfDay();
            }
            if (text != null) {
                return Years.checked(LocalDateTime.parse(text));
            }
        } catch (DateTimeException noMoment) {
            // said below
        }
        faults.add(fault(place, "This must be a day such as 2026-12-21, or a moment such as 2026-12-21T13:00."));
        return null;
    }

    private static ProblemIssue fault(String place, String message) {
        return ProblemIssue.at(place, ErrorCode.INVALID_VALUE.code(), message);
    }
}
