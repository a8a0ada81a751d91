package landfall.webhooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import landfall.ledger.OwnerChange;
import org.jspecify.annotations.Nullable;

/**
 * What is sent, as Standard Webhooks advises: what happened, when, and the rest under {@code data}. It follows from the ledger
 * alone, so it is the same at each attempt.
 */
record Payload(String type, Instant timestamp, Object data) {

    static final String CHANGED = "owner.changed";
    static final String PREFIX = "change_";
    static final String TEST = "webhook.test";

    /** The same as in {@code /api/changes}. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Change(
            long position,
            String assignmentId,
            String source,
            String externalId,
            String kind,
            String status,
            String repId,
            @Nullable String previousRepId,
            @Nullable String territory,
            @Nullable String previousTerritory,
            @Nullable String rule,
            Map<String, String> overlays,
            Instant at) {}

    /** Of a test. */
    @Schema(name = "WebhookTestData")
    record Test(String webhookId) {}

    static Payload of(OwnerChange change) {
        return new Payload(
                CHANGED,
                change.at(),
                new Change(
                        change.position(),
                        change.decisionId(),
                        change.account().source(),
                        change.account().externalId(),
                        change.kind(),
                        change.status(),
                        change.owner(),
                        change.before(),
                        change.territory(),
                        change.territoryBefore(),
                        change.rule(),
                        change.overlays(),
                        change.at()));
    }

    /** Of the event: another change never has it, also where a database was set back and numbers come again. */
    static String id(OwnerChange change) {
        return PREFIX + change.decisionId();
    }

    byte[] bytes(ObjectMapper mapper) {
        try {
            return mapper.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a change of owner is no JSON", e);
        }
    }
}
