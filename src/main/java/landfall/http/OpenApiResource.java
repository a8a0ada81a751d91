package landfall.http;

import com.google.common.base.Suppliers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.function.Supplier;

/** The API's description, as the code has it. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
public final class OpenApiResource {

    private final Supplier<ApiDescription> description;

    /** Made when somebody first asks for it: it takes a second, which the start shouldn't. */
    public OpenApiResource(List<Object> resources) {
        this.description = Suppliers.memoize(() -> ApiDescription.of(resources));
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
        return description.get().openApi31();
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
        return description.get().openApi30();
    }
}
