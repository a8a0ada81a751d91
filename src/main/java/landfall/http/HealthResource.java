package landfall.http;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Whether the service runs, and whether it can assign. */
@Path("/api/health")
@Produces(MediaType.APPLICATION_JSON)
public final class HealthResource {

    private final Readiness readiness;

    public HealthResource(Readiness readiness) {
        this.readiness = readiness;
    }

    @GET
    @Path("/live")
    @Operation(
            operationId = "live",
            summary = "Whether the process answers; it asks neither the database nor the rules")
    public Health live() {
        return new Health("alive");
    }

    @GET
    @Path("/ready")
    @Operation(
            operationId = "ready",
            summary = "Whether accounts can be assigned; 503 names everything that is missing")
    @Fails(ErrorCode.NOT_READY)
    public Health ready() {
        readiness.require();
        return new Health("ready");
    }

    /**
     * A healthy answer.
     *
     * @param status {@code alive} or {@code ready}
     */
    public record Health(String status) {}
}
