package landfall.webhooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import landfall.book.ChangeView;
import landfall.ledger.OwnerChange;

/**
 * What is sent, as Standard Webhooks advises: what happened, when, and the rest under {@code data}. It follows from the ledger
 * alone, so it is the same at each attempt.
 */
record Payload(String type, Instant timestamp, Object data) {

    static final String CHANGED = "owner.changed";
    static final String PREFIX = "change_";
    static final String TEST = "webhook.test";

    /** Of a test. */
    @Schema(name = "WebhookTestData")
    record Test(String webhookId) {}

    static Payload of(OwnerChange change) {
        return new Payload(CHANGED, change.at(), ChangeView.of(change));
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
