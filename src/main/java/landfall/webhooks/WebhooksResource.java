package landfall.webhooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.dropwizard.util.Duration;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import landfall.http.ApiException;
import landfall.http.Caller;
import landfall.http.ErrorCode;
import landfall.http.Fails;
import landfall.http.Needs;
import landfall.http.ProblemIssue;
import landfall.http.Role;
import org.jspecify.annotations.Nullable;

/** Webhooks: who is told of changes of owner, and how that goes. */
@Path("/api/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "webhooks")
public final class WebhooksResource {

    private static final java.time.Duration LONGEST_OVERLAP = java.time.Duration.ofDays(30);

    private final Webhooks webhooks;
    private final Supplier<Set<String>> territories;

    /** @param territories those of the roster now; empty where nobody knows them */
    public WebhooksResource(Webhooks webhooks, Supplier<Set<String>> territories) {
        this.webhooks = webhooks;
        this.territories = territories;
    }

    /** All of them. */
    @Schema(name = "Webhooks")
    record All(List<WebhookView> webhooks) {}

    /** A webhook with a secret that was just made. */
    @Schema(name = "MadeWebhook")
    record MadeWebhook(
            @Schema(description = "What it is signed with; it is shown here and never again") String secret,
            WebhookView about) {}

    /** What became of a test. */
    @Schema(name = "WebhookTest")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Tested(
            boolean delivered,
            @Schema(description = "Of the answer; absent where none came") @Nullable Integer status,
            @Nullable String failure) {}

    @GET
    @Needs({Role.ADMIN, Role.AUDIT})
    @Operation(operationId = "listWebhooks", summary = "Every webhook and how it stands")
    @ApiResponse(
            responseCode = "200",
            description = "In the order in which they were made",
            content = @Content(schema = @Schema(implementation = All.class)))
    public All list() {
        return new All(views(webhooks.list()));
    }

    @GET
    @Needs({Role.ADMIN, Role.AUDIT})
    @Path("/{id}")
    @Operation(operationId = "getWebhook", summary = "One webhook and how it stands")
    @ApiResponse(
            responseCode = "200",
            description = "The webhook",
            content = @Content(schema = @Schema(implementation = WebhookView.class)))
    public WebhookView get(@PathParam("id") String id) {
        return view(webhooks.find(id));
    }

    @POST
    @Needs(Role.ADMIN)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createWebhook",
            summary = "Have changes of owner posted to an address",
            description =
                    "Each is a signed POST as Standard Webhooks describes it, at least once, in order for each account.")
    @ApiResponse(
            responseCode = "201",
            description = "The webhook and its secret, this once",
            content = @Content(schema = @Schema(implementation = MadeWebhook.class)))
    @Fails(ErrorCode.TOO_MANY_WEBHOOKS)
    public Response create(WebhookBody body, @Context HttpServletRequest request) {
        NewWebhook wish = NewWebhook.of(body, webhooks.settings(), webhooks.last(), territories.get());
        return made(webhooks.create(wish, Caller.of(request).name()));
    }

    @DELETE
    @Needs(Role.ADMIN)
    @Path("/{id}")
    @Operation(
            operationId = "deleteWebhook",
            summary = "Post nothing more to an address",
            description = "What waits for it is forgotten. It counts within a second.")
    @ApiResponse(
            responseCode = "200",
            description = "The webhook as it was",
            content = @Content(schema = @Schema(implementation = WebhookView.class)))
    public WebhookView delete(@PathParam("id") String id, @Context HttpServletRequest request) {
        WebhookView before = view(webhooks.find(id));
        webhooks.delete(id, Caller.of(request).name());
        return before;
    }

    @POST
    @Needs(Role.ADMIN)
    @Path("/{id}/pause")
    @Operation(
            operationId = "pauseWebhook",
            summary = "Post nothing until it is resumed",
            description = "Nothing is lost meanwhile. It counts within a second; what is under way ends.")
    @ApiResponse(
            responseCode = "200",
            description = "The webhook",
            content = @Content(schema = @Schema(implementation = WebhookView.class)))
    public WebhookView pause(@PathParam("id") String id, @Context HttpServletRequest request) {
        return view(webhooks.pause(id, Caller.of(request).name()));
    }

    @POST
    @Needs(Role.ADMIN)
    @Path("/{id}/resume")
    @Operation(
            operationId = "resumeWebhook",
            summary = "Go on with a webhook that is paused or disabled",
            description = "All that changed meanwhile is sent.")
    @ApiResponse(
            responseCode = "200",
            description = "The webhook",
            content = @Content(schema = @Schema(implementation = WebhookView.class)))
    public WebhookView resume(@PathParam("id") String id, @Context HttpServletRequest request) {
        return view(webhooks.resume(id, Caller.of(request).name()));
    }

    @POST
    @Needs(Role.ADMIN)
    @Path("/{id}/test")
    @Operation(
            operationId = "testWebhook",
            summary = "Post a test event now",
            description = "Once, whether the webhook is paused or not; the answer says what became of it.")
    @ApiResponse(
            responseCode = "200",
            description = "What became of it",
            content = @Content(schema = @Schema(implementation = Tested.class)))
    public Tested test(@PathParam("id") String id) {
        Outcome outcome = webhooks.test(id);
        return new Tested(outcome.delivered(), outcome.status() == 0 ? null : outcome.status(), outcome.failure());
    }

    @POST
    @Needs(Role.ADMIN)
    @Path("/{id}/secret")
    @Operation(
            operationId = "rotateWebhookSecret",
            summary = "Make another secret",
            description = "Until the overlap is over, each event is signed under both.")
    @ApiResponse(
            responseCode = "201",
            description = "The webhook and its new secret, this once",
            content = @Content(schema = @Schema(implementation = MadeWebhook.class)))
    public Response rotate(
            @PathParam("id") String id,
            @Parameter(description = "How long the secret before counts, too, such as 24h; 0s where it leaked")
                    @QueryParam("overlap")
                    @DefaultValue("24h")
                    String overlap,
            @Context HttpServletRequest request) {
        return made(webhooks.rotate(id, overlap(overlap), Caller.of(request).name()));
    }

    private static java.time.Duration overlap(String text) {
        Optional<java.time.Duration> overlap;
        try {
            overlap = Optional.of(Duration.parse(text).toJavaDuration());
        } catch (IllegalArgumentException e) {
            overlap = Optional.empty();
        }
        return overlap.filter(each -> !each.isNegative() && each.compareTo(LONGEST_OVERLAP) <= 0)
                .orElseThrow(() -> {
                    String message = "This must be a time such as 24h or 7d, 30d at most.";
                    return new ApiException(
                            ErrorCode.INVALID_VALUE,
                            "The call can't be read as it was meant.",
                            List.of(ProblemIssue.at("query overlap", ErrorCode.INVALID_VALUE.code(), message)));
                });
    }

    private Response made(Webhooks.Made made) {
        return Response.status(Response.Status.CREATED)
                .entity(new MadeWebhook(made.secret(), view(made.webhook())))
                .build();
    }

    private WebhookView view(Webhook webhook) {
        List<WebhookView> views = views(List.of(webhook));
        if (views.isEmpty()) {
            throw new ApiException(ErrorCode.NOT_FOUND, "There is no webhook " + webhook.id() + " any more.");
        }
        return views.get(0);
    }

    private List<WebhookView> views(List<Webhook> all) {
        long last = webhooks.last();
        List<EventDao.Progress> progress = webhooks.store().read(EventDao::progress);
        List<EventDao.Count> counts = webhooks.store().read(EventDao::counts);
        return all.stream()
                .flatMap(webhook -> progress.stream()
                        .filter(stands -> stands.webhookId().equals(webhook.id()))
                        .map(stands -> WebhookView.of(webhook, stands, counts, last)))
                .toList();
    }
}
