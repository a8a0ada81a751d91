package landfall.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import landfall.http.Caller;
import landfall.http.ErrorCode;
import landfall.http.Fails;
import landfall.http.Needs;
import landfall.http.Role;

/** API keys: who has one, a new one, and one that is revoked. */
@Path("/api/keys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "keys")
public final class KeysResource {

    private final Keys keys;
    private final Supplier<Set<String>> teams;

    /** @param teams those of the roster now; empty where nobody knows them */
    public KeysResource(Keys keys, Supplier<Set<String>> teams) {
        this.keys = keys;
        this.teams = teams;
    }

    /** All of them. */
    @Schema(name = "ApiKeys")
    record All(List<ApiKey> keys) {}

    /** A key that was just made. */
    @Schema(name = "MadeApiKey")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MadeKey(
            @Schema(description = "The key itself; it is shown here and never again") String key, ApiKey about) {}

    @GET
    @Needs({Role.ADMIN, Role.AUDIT})
    @Operation(
            operationId = "listKeys",
            summary = "Every key there ever was",
            description = "Revoked and expired ones, too; none with its secret part.")
    @ApiResponse(
            responseCode = "200",
            description = "In the order in which they were made",
            content = @Content(schema = @Schema(implementation = All.class)))
    public All list() {
        return new All(keys.list());
    }

    @POST
    @Needs(Role.ADMIN)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createKey",
            summary = "Make a key",
            description = "The first one must hold admin: from then on every call needs a key.")
    @ApiResponse(
            responseCode = "201",
            description = "The key, this once",
            content = @Content(schema = @Schema(implementation = MadeKey.class)))
    @Fails(ErrorCode.KEY_NAME_TAKEN)
    public Response create(KeyBody body, @Context HttpServletRequest request) {
        Keys.Made made = keys.create(body, Caller.of(request).name(), teams.get());
        return Response.status(Response.Status.CREATED)
                .entity(new MadeKey(made.text(), made.key()))
                .build();
    }

    @DELETE
    @Needs(Role.ADMIN)
    @Path("/{id}")
    @Operation(
            operationId = "revokeKey",
            summary = "Revoke a key",
            description =
                    "By its id, or its name where only one valid key has it. It counts at once, and on every node within a second.")
    @ApiResponse(
            responseCode = "200",
            description = "The key, revoked",
            content = @Content(schema = @Schema(implementation = ApiKey.class)))
    @Fails(ErrorCode.LAST_ADMIN_KEY)
    public ApiKey revoke(@PathParam("id") String id, @Context HttpServletRequest request) {
        return keys.revoke(id, Caller.of(request).name());
    }
}
