package landfall.http;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** Whether the service runs, and whether it can assign. */
@Path("/api/health")
@Produces(MediaType.APPLICATION_JSON)
public final class HealthResource {

    static final String LIVE = "/api/health/live";
    static final String READY = "/api/health/ready";

    private final Readiness readiness;

    public HealthResource(Readiness readiness) {
        this.readiness = readiness;
    }

    @GET
    @Open
    @Path("/live")
    @Operation(
            operationId = "live",
            summary = "Whether the process answers; it asks neither the database nor the rules")
    public Health live() {
        return new Health("alive");
    }

    @GET
    @Open
    @Path("/ready")
    @Operation(
            operationId = "ready",
            summary = "Whether accounts can be assigned; 503 names everything that is missing",
            description = "Once keys are configured, what is missing is told to who shows one.")
    @Fails(ErrorCode.NOT_READY)
    public Health ready(@Context HttpServletRequest request) {
        if (Caller.find(request).isEmpty() && !readiness.missing().isEmpty()) {
            throw ApiException.notReady(List.of());
        }
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
