package landfall.staff;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import landfall.http.ApiException;
import landfall.http.ErrorCode;
import landfall.http.Fails;
import landfall.http.Needs;
import landfall.http.Role;
import landfall.roster.Coordinates;
import landfall.roster.Rep;
import landfall.roster.Roster;
import landfall.ruleset.ActiveRuleSet;
import landfall.ruleset.RosterPublisher;
import landfall.ruleset.RosterPublisher.Wish;
import landfall.staff.RowFields.Kind;
import org.jspecify.annotations.Nullable;

/** Who sells: one row of the roster each. */
@Path("/api/reps")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "roster")
public final class RepsResource {

    private static final String FILE = "roster/reps.csv";

    private static final RowFields FIELDS = new RowFields(
            Map.ofEntries(
                    Map.entry("name", Kind.TEXT),
                    Map.entry("email", Kind.TEXT),
                    Map.entry("teams", Kind.SEVERAL),
                    Map.entry("manager", Kind.TEXT),
                    Map.entry("backup", Kind.TEXT),
                    Map.entry("zone", Kind.TEXT),
                    Map.entry("hours", Kind.TEXT),
                    Map.entry("weight", Kind.WHOLE),
                    Map.entry("capacity", Kind.NUMBER),
                    Map.entry("quota", Kind.NUMBER),
                    Map.entry("skills", Kind.SEVERAL),
                    Map.entry("languages", Kind.SEVERAL),
                    Map.entry("calendar", Kind.TEXT),
                    Map.entry("latitude", Kind.NUMBER),
                    Map.entry("longitude", Kind.NUMBER),
                    Map.entry("activeFrom", Kind.TEXT),
                    Map.entry("activeTo", Kind.TEXT)),
            Map.of("teams", "team"));

    private final RosterCalls calls;
    private final ActiveRuleSet active;

    public RepsResource(RosterPublisher publisher, ActiveRuleSet active) {
        this.calls = new RosterCalls(publisher);
        this.active = active;
    }

    /**
     * A rep, as callers see one; every further column of the roster is a text beside these.
     *
     * @param hours such as {@code Mon-Fri 09:00-18:00}
     */
    @Schema(name = "Rep", additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RepEntry(
            @Schema(example = "sato") String id,
            String name,
            @Nullable String email,
            List<String> teams,
            @Nullable String manager,
            @Nullable String backup,
            @Schema(example = "Asia/Tokyo") @Nullable String zone,
            @Schema(example = "Mon-Fri 09:00-18:00") @Nullable String hours,
            int weight,
            @Nullable BigDecimal capacity,
            @Nullable BigDecimal quota,
            List<String> skills,
            List<String> languages,
            @Schema(description = "Of his holidays; without one, the country of his zone", example = "DE-BY") @Nullable
                    String calendar,
            @Schema(description = "Of where he sets out from: degrees north", example = "48.137") @Nullable
                    BigDecimal latitude,
            @Schema(description = "Degrees east", example = "11.575") @Nullable BigDecimal longitude,
            @Schema(description = "First day") @Nullable LocalDate activeFrom,
            @Schema(description = "Last day") @Nullable LocalDate activeTo) {}

    /** What a caller sends of one: what is left out stays as it is, and null empties it. */
    @Schema(name = "RepFields", additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
    record RepEntryFields(
            @Nullable String id,
            @Schema(description = "Needed for a new rep") @Nullable String name,
            @Nullable String email,
            @Nullable List<String> teams,
            @Nullable String manager,
            @Nullable String backup,
            @Nullable String zone,
            @Nullable String hours,
            @Nullable Integer weight,
            @Nullable BigDecimal capacity,
            @Nullable BigDecimal quota,
            @Nullable List<String> skills,
            @Nullable List<String> languages,
            @Nullable String calendar,
            @Nullable BigDecimal latitude,
            @Nullable BigDecimal longitude,
            @Nullable LocalDate activeFrom,
            @Nullable LocalDate activeTo) {}

    /** All of them. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Reps(List<RepEntry> reps) {}

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT, Role.ADMIN})
    @Operation(operationId = "listReps", summary = "Everybody in the roster")
    @ApiResponse(
            responseCode = "200",
            description = "In the order of the roster",
            content = @Content(schema = @Schema(implementation = Reps.class)))
    @Fails(ErrorCode.NOT_READY)
    public Map<String, Object> list() {
        return Map.of(
                "reps",
                roster().reps().values().stream().map(RepsResource::view).toList());
    }

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT, Role.ADMIN})
    @Path("/{id}")
    @Operation(operationId = "rep", summary = "One rep")
    @ApiResponse(
            responseCode = "200",
            description = "As the roster has it",
            content = @Content(schema = @Schema(implementation = RepEntry.class)))
    @Fails(ErrorCode.NOT_READY)
    public Map<String, Object> find(@PathParam("id") String id) {
        return roster().rep(id).map(RepsResource::view).orElseThrow(() -> unknown(id));
    }

    @PUT
    @Needs(Role.ADMIN)
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "putRep",
            summary = "Add a rep, or change one",
            description =
                    "Rewrites the rep's row of the active roster; what the body leaves out stays as it is. It counts from the next decision on, unless the rules could not work with it.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = RepEntryFields.class)))
    @ApiResponse(
            responseCode = "200",
            description = "What has changed, or would",
            content = @Content(schema = @Schema(implementation = RosterChange.class)))
    @Fails({ErrorCode.UNKNOWN_PROPERTY, ErrorCode.ROSTER_REFUSED, ErrorCode.NOT_READY})
    public RosterChange put(
            @PathParam("id") String id,
            ObjectNode body,
            @Parameter(description = RosterResource.BY) @QueryParam("by") @Nullable String by,
            @Parameter(description = RosterResource.MESSAGE) @QueryParam("message") @Nullable String message,
            @Parameter(description = RosterResource.CHECK) @QueryParam("check") @Nullable String check,
            @Context HttpServletRequest request) {
        Wish wish = RosterCalls.wish(by, message, check, request);
        return calls.edit((roster, files) -> edited(files, table -> FIELDS.write(table, id, body)), wish);
    }

    @DELETE
    @Needs(Role.ADMIN)
    @Path("/{id}")
    @Operation(
            operationId = "deleteRep",
            summary = "Take a rep out of the roster",
            description =
                    "Refused while a rule, a list, a territory or another rep names him. Whoever leaves rather gets an activeTo.")
    @ApiResponse(
            responseCode = "200",
            description = "What has changed, or would",
            content = @Content(schema = @Schema(implementation = RosterChange.class)))
    @Fails({ErrorCode.ROSTER_REFUSED, ErrorCode.NOT_READY})
    public RosterChange delete(
            @PathParam("id") String id,
            @Parameter(description = RosterResource.BY) @QueryParam("by") @Nullable String by,
            @Parameter(description = RosterResource.MESSAGE) @QueryParam("message") @Nullable String message,
            @Parameter(description = RosterResource.CHECK) @QueryParam("check") @Nullable String check,
            @Context HttpServletRequest request) {
        Wish wish = RosterCalls.wish(by, message, check, request);
        return calls.edit(
                (roster, files) ->
                        edited(files, table -> table.remove(table.find("id", id).orElseThrow(() -> unknown(id)))),
                wish);
    }

    private static Map<String, byte[]> edited(Map<String, byte[]> files, Consumer<CsvText> edit) {
        return CsvText.edited(files, FILE, edit);
    }

    private Roster roster() {
        return active.find().orElseThrow(RosterResource::nothingActive).rules().roster();
    }

    private static ApiException unknown(String id) {
        return new ApiException(ErrorCode.NOT_FOUND, "The roster has no rep " + id + ".");
    }

    private static Map<String, Object> view(Rep rep) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("id", rep.id());
        view.put("name", rep.name());
        put(view, "email", rep.email());
        view.put("teams", rep.teams().stream().sorted().toList());
        put(view, "manager", rep.manager());
        put(view, "backup", rep.backup());
        put(view, "zone", rep.zone() == null ? null : rep.zone().getId());
        put(view, "hours", rep.hours() == null ? null : rep.hours().toString());
        view.put("weight", rep.weight());
        put(view, "capacity", rep.capacity());
        put(view, "quota", rep.quota());
        view.put("skills", rep.skills().stream().sorted().toList());
        view.put("languages", rep.languages().stream().sorted().toList());
        put(view, "calendar", rep.calendar());
        Coordinates coordinates = rep.coordinates();
        if (coordinates != null) {
            put(view, "latitude", coordinates.latitude());
            put(view, "longitude", coordinates.longitude());
        }
        put(view, "activeFrom", rep.activeFrom());
        put(view, "activeTo", rep.activeTo());
        new TreeMap<>(rep.extra()).forEach(view::putIfAbsent);
        return Collections.unmodifiableMap(view);
    }

    private static void put(Map<String, Object> view, String field, @Nullable Object value) {
        if (value != null) {
            view.put(field, value);
        }
    }
}
