package landfall.http;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;

/** The help pages that a problem's {@code type} points to. */
@Path("/api/errors")
@Produces(MediaType.APPLICATION_JSON)
public final class ErrorResource {

    @GET
    @Needs({})
    @Operation(operationId = "listErrors", summary = "Every error code, what it means and what to do")
    public List<ErrorHelp> list() {
        return Arrays.stream(ErrorCode.values()).map(ErrorHelp::of).toList();
    }

    @GET
    @Needs({})
    @Path("/{code}")
    @Operation(operationId = "explainError", summary = "One error code, what it means and what to do")
    public ErrorHelp find(@PathParam("code") String code) {
        return ErrorCode.find(code)
                .map(ErrorHelp::of)
                .orElseThrow(() -> new ApiException(ErrorCode.NOT_FOUND, "There is no error code of that name."));
    }
}
