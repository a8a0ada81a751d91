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
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import landfall.http.ApiException;
import landfall.http.ErrorCode;
import landfall.http.Fails;
import landfall.http.Needs;
import landfall.http.Role;
import landfall.roster.Roster;
import landfall.roster.TerritoryEntry;
import landfall.ruleset.ActiveRuleSet;
import landfall.ruleset.RosterPublisher;
import landfall.ruleset.RosterPublisher.Wish;
import landfall.staff.RowFields.Kind;
import org.jspecify.annotations.Nullable;

/** What is sold to: one row of the roster each. */
@Path("/api/territories")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "roster")
public final class TerritoriesResource {

    private static final String FILE = "roster/territories.csv";

    private static final RowFields FIELDS = new RowFields(
            Map.of(
                    "name", Kind.TEXT,
                    "parent", Kind.TEXT,
                    "type", Kind.TEXT,
                    "role", Kind.TEXT,
                    "fallbackRep", Kind.TEXT),
            Map.of());

    private final RosterCalls calls;
    private final ActiveRuleSet active;

    public TerritoriesResource(RosterPublisher publisher, ActiveRuleSet active) {
        this.calls = new RosterCalls(publisher);
        this.active = active;
    }

    /** A territory, as callers see one. */
    @Schema(name = "RosterTerritory")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TerritoryView(
            @Schema(example = "us-west") String id,
            String name,
            @Nullable String parent,
            @Schema(allowableValues = {"territory", "overlay", "queue", "fallback"}) String type,
            @Schema(description = "Of an overlay", example = "sdr") @Nullable String role,
            @Schema(description = "Who gets what nobody of it can take") @Nullable String fallbackRep) {}

    /** What a caller sends of one: what is left out stays as it is, and null empties it. */
    @Schema(name = "TerritoryFields")
    record TerritoryViewFields(
            @Nullable String id,
            @Schema(description = "Needed for a new territory") @Nullable String name,
            @Nullable String parent,
            @Nullable String type,
            @Nullable String role,
            @Nullable String fallbackRep) {}

    /** All of them. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Territories(List<TerritoryView> territories) {}

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT, Role.ADMIN})
    @Operation(operationId = "listTerritories", summary = "Every territory")
    @ApiResponse(
            responseCode = "200",
            description = "In the order of the roster",
            content = @Content(schema = @Schema(implementation = Territories.class)))
    @Fails(ErrorCode.NOT_READY)
    public Territories list() {
        return new Territories(roster().territories().values().stream()
                .map(TerritoriesResource::view)
                .toList());
    }

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT, Role.ADMIN})
    @Path("/{id}")
    @Operation(operationId = "territory", summary = "One territory")
    @ApiResponse(
            responseCode = "200",
            description = "As the roster has it",
            content = @Content(schema = @Schema(implementation = TerritoryView.class)))
    @Fails(ErrorCode.NOT_READY)
    public TerritoryView find(@PathParam("id") String id) {
        return roster().territory(id).map(TerritoriesResource::view).orElseThrow(() -> unknown(id));
    }

    @PUT
    @Needs(Role.ADMIN)
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "putTerritory",
            summary = "Add a territory, or change one",
            description = "Rewrites the territory's row of the active roster; what the body leaves out stays as it is.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = TerritoryViewFields.class)))
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
            operationId = "deleteTerritory",
            summary = "Take a territory out of the roster",
            description = "Refused while a rule, a list or another territory names it.")
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
        return new ApiException(ErrorCode.NOT_FOUND, "The roster has no territory " + id + ".");
    }

    private static TerritoryView view(TerritoryEntry territory) {
        return new TerritoryView(
                territory.id(),
                territory.name(),
                territory.parent(),
                territory.type().word(),
                territory.role(),
                territory.fallbackRep());
    }
}
