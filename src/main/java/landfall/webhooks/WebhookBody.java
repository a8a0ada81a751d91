package landfall.webhooks;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A webhook as it is asked for. */
@Schema(name = "NewWebhook")
public record WebhookBody(
        @Schema(description = "Where events are posted to", example = "https://crm.example.com/landfall") @Nullable
                String address,
        @Schema(description = "Only accounts of these sources; left out: all", example = "[\"marketo\"]") @Nullable
                List<@Nullable String> sources,
        @Schema(
                        description = "Only accounts that come to one of these territories or leave one; left out: all",
                        example = "[\"us-west-enterprise\"]")
                @Nullable
                List<@Nullable String> territories,
        @Schema(
                        description =
                                "A position of /api/changes: changes after it are sent; 0: all there ever were; left out: those from now on")
                @Nullable
                Long after) {}
