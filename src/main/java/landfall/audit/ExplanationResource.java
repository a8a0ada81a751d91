package landfall.audit;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import landfall.http.ApiException;
import landfall.http.ErrorCode;
import landfall.http.Needs;
import landfall.http.Role;

/** Why an account landed where it did. */
@Path("/api/assignments/{id}/explanation")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "records")
public final class ExplanationResource {

    private final Explainer explainer;

    public ExplanationResource(Explainer explainer) {
        this.explainer = explainer;
    }

    @GET
    @Needs({Role.MANAGE, Role.EDIT, Role.APPROVE, Role.AUDIT})
    @Operation(
            operationId = "explainAssignment",
            summary = "Why an account landed where it did",
            description = "The rule that decided, each of its conditions with the value it read, the rules that also "
                    + "matched, and whose turn it was.")
    @ApiResponse(
            responseCode = "200",
            description = "The explanation",
            content = @Content(schema = @Schema(implementation = Explanation.class)))
    public Explanation explain(@PathParam("id") String id) {
        return explainer
                .explain(id)
                .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "There is no assignment " + id + "."));
    }
}
