package landfall.http;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The API's description, as the code has it. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
public final class OpenApiResource {

    private final List<Object> resources;

    /** @param resources those that are served; more may be added until the first call */
    public OpenApiResource(List<Object> resources) {
        this.resources = resources;
    }

    @GET
    @Needs({})
    @Path("/openapi.json")
    @Operation(operationId = "openApi", summary = "This API, as OpenAPI 3.1")
    @ApiResponse(
            responseCode = "200",
            description = "The description",
            content = @Content(schema = @Schema(type = "object")))
    public byte[] openApi31() {
        return ApiDescription.of(resources).openApi31();
    }

    @GET
    @Needs({})
    @Path("/openapi-3.0.json")
    @Operation(operationId = "openApi30", summary = "This API, as OpenAPI 3.0, for callers that read no later one")
    @ApiResponse(
            responseCode = "200",
            description = "The description",
            content = @Content(schema = @Schema(type = "object")))
    public byte[] openApi30() {
        return ApiDescription.of(resources).openApi30();
    }
}
