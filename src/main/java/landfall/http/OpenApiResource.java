package landfall.http;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The API's description, as the code has it. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
public final class OpenApiResource {

    private final ApiDescription description;

    public OpenApiResource(ApiDescription description) {
        this.description = description;
    }

    @GET
    @Path("/openapi.json")
    @Operation(operationId = "openApi", summary = "This API, as OpenAPI 3.1")
    @ApiResponse(
            responseCode = "200",
            description = "The description",
            content = @Content(schema = @Schema(type = "object")))
    public byte[] openApi31() {
        return description.openApi31();
    }

    @GET
    @Path("/openapi-3.0.json")
    @Operation(operationId = "openApi30", summary = "This API, as OpenAPI 3.0, for callers that read no later one")
    @ApiResponse(
            responseCode = "200",
            description = "The description",
            content = @Content(schema = @Schema(type = "object")))
    public byte[] openApi30() {
        return description.openApi30();
    }
}
