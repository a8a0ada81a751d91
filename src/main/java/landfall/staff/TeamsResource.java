package landfall.staff;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import landfall.http.ApiException;
import landfall.http.ErrorCode;
import landfall.http.Fails;
import landfall.http.Needs;
import landfall.http.ProblemIssue;
import landfall.http.Role;
import landfall.roster.Rep;
import landfall.roster.Roster;
import landfall.ruleset.ActiveRuleSet;
import landfall.ruleset.RosterPublisher;
import landfall.ruleset.RosterPublisher.Wish;
import landfall.ruleset.source.Suggestions;
import org.jspecify.annotations.Nullable;

/** Teams, which are what reps say they are in; a rep can be in several. */
@Path("/api/teams")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "roster")
public final class TeamsResource {

    private static final String FILE = "roster/reps.csv";
    private static final int LONGEST = 100;

    private final RosterCalls calls;
    private final ActiveRuleSet active;

    public TeamsResource(RosterPublisher publisher, ActiveRuleSet active) {
        this.calls = new RosterCalls(publisher);
        this.active = active;
    }

    /** A team; its members in the order of the roster. */
    @Schema(name = "Team")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Team(@Schema(example = "us-west") String id, List<String> members) {}

    /** All of them. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Teams(List<Team> teams) {}

    /** Who shall be in a team. */
    @Schema(name = "TeamMembers")
    record Body(@Schema(example = "[\"alvarez\", \"nguyen\"]") @Nullable List<@Nullable String> members) {}

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT, Role.ADMIN})
    @Operation(operationId = "listTeams", summary = "Every team")
    @ApiResponse(
            responseCode = "200",
            description = "By id",
            content = @Content(schema = @Schema(implementation = Teams.class)))
    @Fails(ErrorCode.NOT_READY)
    public Teams list() {
        Map<String, List<String>> teams = new TreeMap<>();
        for (Rep rep : roster().reps().values()) {
            rep.teams().forEach(team -> teams.computeIfAbsent(team, id -> new ArrayList<>())
                    .add(rep.id()));
        }
        return new Teams(teams.entrySet().stream()
                .map(team -> new Team(team.getKey(), team.getValue()))
                .toList());
    }

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT, Role.ADMIN})
    @Path("/{id}")
    @Operation(operationId = "team", summary = "One team")
    @ApiResponse(
            responseCode = "200",
            description = "Its members in the order of the roster",
            content = @Content(schema = @Schema(implementation = Team.class)))
    @Fails(ErrorCode.NOT_READY)
    public Team find(@PathParam("id") String id) {
        List<String> members = roster().team(id).stream().map(Rep::id).toList();
        if (members.isEmpty()) {
            throw new ApiException(ErrorCode.NOT_FOUND, "Nobody in the roster is in a team " + id + ".");
        }
        return new Team(id, members);
    }

    @PUT
    @Needs(Role.ADMIN)
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "putTeam",
            summary = "Say who is in a team",
            description =
                    "Adds and takes out whom it has to; the other teams of these reps stay. A team that nobody is in "
                            + "is gone, which is refused while a rule names it.")
    @ApiResponse(
            responseCode = "200",
            description = "What has changed, or would",
            content = @Content(schema = @Schema(implementation = RosterChange.class)))
    @Fails({ErrorCode.UNKNOWN_PROPERTY, ErrorCode.ROSTER_REFUSED, ErrorCode.NOT_READY})
    public RosterChange put(
            @PathParam("id") String id,
            Body body,
            @Parameter(description = RosterResource.BY) @QueryParam("by") @Nullable String by,
            @Parameter(description = RosterResource.MESSAGE) @QueryParam("message") @Nullable String message,
            @Parameter(description = RosterResource.CHECK) @QueryParam("check") @Nullable String check,
            @Context HttpServletRequest request) {
        Wish wish = RosterCalls.wish(by, message, check, request);
        return calls.edit(
                (roster, files) -> {
                    Set<String> members = members(id, body, roster);
                    return CsvText.edited(files, FILE, table -> write(table, id, members, roster));
                },
                wish);
    }

    private static void write(CsvText table, String team, Set<String> members, Roster roster) {
        for (String rep : roster.reps().keySet()) {
            int row = table.find("id", rep).orElseThrow();
            Set<String> teams = RowFields.parts(table.cell(row, "team"));
            boolean changed = members.contains(rep) ? teams.add(team) : teams.remove(team);
            if (changed) {
                table.set(row, "team", String.join(";", teams));
            }
        }
    }

    /** Whoever the newest roster knows; a name that it doesn't know is a fault of the body. */
    private static Set<String> members(String team, Body body, Roster roster) {
        List<ProblemIssue> faults = new ArrayList<>();
        if (team.isBlank()
                || team.length() > LONGEST
                || team.indexOf(';') >= 0
                || team.chars().anyMatch(Character::isISOControl)) {
            faults.add(fault("/", "A team has a name of at most " + LONGEST + " characters without a semicolon."));
        }
        Set<String> members = new LinkedHashSet<>();
        List<@Nullable String> named = body.members();
        if (named == null) {
            faults.add(fault("/members", "This must list the ids of the members."));
        } else {
            for (int i = 0; i < named.size(); i++) {
                String rep = named.get(i);
                if (rep == null || !roster.reps().containsKey(rep)) {
                    faults.add(new ProblemIssue(
                            ErrorCode.INVALID_VALUE.code(),
                            "/members/" + i,
                            "The roster has no rep " + rep + ".",
                            Suggestions.hint(String.valueOf(rep), roster.reps().keySet(), "add the rep first")));
                } else {
                    members.add(rep);
                }
            }
        }
        if (!faults.isEmpty()) {
            throw new ApiException(ErrorCode.INVALID_VALUE, "The body can't be taken as it is.", faults);
        }
        return members;
    }

    private Roster roster() {
        return active.find().orElseThrow(RosterResource::nothingActive).rules().roster();
    }

    private static ProblemIssue fault(String place, String message) {
        return ProblemIssue.at(place, ErrorCode.INVALID_VALUE.code(), message);
    }
}
