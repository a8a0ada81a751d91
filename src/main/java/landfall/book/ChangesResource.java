package landfall.book;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import landfall.assignment.Handings;
import landfall.http.ApiException;
import landfall.http.ErrorCode;
import landfall.http.Needs;
import landfall.http.ProblemIssue;
import landfall.http.Role;
import landfall.ledger.Ledger;
import landfall.ledger.OwnerChange;
import landfall.ledger.OwnerChanges;

/** Who owns what since when, in the order of commits, for whoever keeps a copy. */
@Path("/api/changes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "book")
public final class ChangesResource {

    private static final int MOST = 1_000;

    private final Ledger ledger;

    public ChangesResource(Ledger ledger) {
        this.ledger = ledger;
    }

    @GET
    @Needs({Role.ROUTE, Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT})
    @Operation(
            operationId = "listChanges",
            summary = "Every change of owner, in order",
            description =
                    "Keep \"position\" of the last answer and ask with it as \"after\" again and again: no change is "
                            + "missing, and none comes twice.")
    @ApiResponse(
            responseCode = "200",
            description = "The changes after that position",
            content = @Content(schema = @Schema(implementation = ChangePage.class)))
    public ChangePage list(
            @Parameter(description = "position of the answer before; 0 for the first")
                    @QueryParam("after")
                    @DefaultValue("0")
                    long after,
            @Parameter(description = "Changes in an answer, 1,000 at most") @QueryParam("limit") @DefaultValue("200")
                    int limit) {
        List<ProblemIssue> faults = new ArrayList<>();
        if (after < 0) {
            faults.add(fault("query after", "This must be a position of an answer before, or 0."));
        }
        if (limit < 1 || limit > MOST) {
            faults.add(fault("query limit", "This must be between 1 and " + MOST + "."));
        }
        if (!faults.isEmpty()) {
            throw new ApiException(ErrorCode.INVALID_VALUE, "The call can't be read as it was meant.", faults);
        }
        OwnerChanges found = ledger.changes(after, limit);
        Map<Long, String> notes = notes(found.changes());
        return new ChangePage(
                found.changes().stream()
                        .map(change -> ChangeView.of(change, notes.get(change.position())))
                        .toList(),
                Math.max(after, found.position()),
                found.more());
    }

    /** For the next reps, by the positions of handovers. */
    private Map<Long, String> notes(List<OwnerChange> changes) {
        List<Long> handedOver = changes.stream()
                .filter(change -> change.kind().equals(Handings.KIND))
                .map(OwnerChange::position)
                .toList();
        Map<Long, String> notes = new HashMap<>();
        ledger.personal(handedOver).forEach((position, personal) -> {
            String note = personal.get(Handings.NOTE);
            if (note != null) {
                notes.put(position, note);
            }
        });
        return notes;
    }

    private static ProblemIssue fault(String place, String message) {
        return ProblemIssue.at(place, ErrorCode.INVALID_VALUE.code(), message);
    }

    /**
     * Some changes.
     *
     * @param position ask with it as {@code after} for what comes next
     * @param more whether something comes next already
     */
    record ChangePage(List<ChangeView> changes, long position, boolean more) {}
}
