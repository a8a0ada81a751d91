package landfall.http;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Something to call from outside: it echoes, and it fails as it is told. */
@Path("/api/probe")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ProbeResource {

    enum Size {
        SMALL,
        LARGE
    }

    /** A typed body. */
    record Probe(
            @NotBlank String name,
            @Positive int employees,
            @Nullable Size size,
            @Nullable Instant at,
            @Nullable BigDecimal money,
            @Nullable List<@Valid Part> parts) {}

    /** A part of it. */
    record Part(@NotNull String id, @Max(10) int count) {}

    @POST
    @Needs({})
    @Path("/typed")
    public Probe typed(@Valid @NotNull Probe probe) {
        return probe;
    }

    @POST
    @Needs({})
    @Path("/free")
    public Map<String, Object> free(@NotNull Map<String, Object> body) {
        return body;
    }

    /** Whose author forgot to say who may call it. */
    @GET
    @Path("/silent")
    public Map<String, Object> silent() {
        return Map.of();
    }

    @GET
    @Needs({})
    public Map<String, Object> query(
            @QueryParam("at") @Nullable InstantQuery at, @QueryParam("limit") @Max(100) @Nullable Integer limit) {
        return Map.of("at", at == null ? "none" : at.value.toString(), "limit", limit == null ? 0 : limit);
    }

    /** A parameter whose reading throws. */
    static final class InstantQuery {
        private final Instant value;

        public InstantQuery(String text) {
            this.value = Instant.parse(text);
        }
    }

    @GET
    @Needs({})
    @Path("/defect")
    public String defect() {
        throw new IllegalStateException("the secret is 42", new IllegalArgumentException("deeper secret"));
    }

    @GET
    @Needs({})
    @Path("/unwritable")
    public Object unwritable() {
        return new Object() {
            public String getName() {
                throw new IllegalStateException("the secret is 42");
            }
        };
    }

    @GET
    @Needs({})
    @Path("/busy")
    public String busy() {
        throw ApiException.busy("The same event is still being decided.", Duration.ofMillis(2500));
    }

    @POST
    @Needs({})
    @Path("/reused")
    @Fails(ErrorCode.KEY_REUSED)
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = String.class)))
    public CompletionStage<String> reused() {
        return CompletableFuture.supplyAsync(() -> {
            throw new ApiException(ErrorCode.KEY_REUSED, "The key came with another body before.");
        });
    }

    /** Answers later, from another thread. */
    @POST
    @Needs({})
    @Path("/later")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = Probe.class)))
    public void later(@Valid @NotNull Probe probe, @Suspended AsyncResponse answer) {
        CompletableFuture.runAsync(
                () -> answer.resume(probe),
                CompletableFuture.delayedExecutor(probe.employees(), java.util.concurrent.TimeUnit.MILLISECONDS));
    }
}
