package landfall.assignment;

import java.util.concurrent.CompletionStage;
import landfall.ledger.Recorded;
import org.jspecify.annotations.Nullable;

/** One call of a simulated caller, who asks again until it is answered. */
final class SimulatedCall {

    /** How it comes to a node; throws what the node refuses at once. */
    @FunctionalInterface
    interface Sending {
        CompletionStage<Recorded> to(SimulatedNode node);
    }

    /** Also its request id. */
    final String name;

    final @Nullable String key;
    /** All that it says: the same key with another one is a conflict. */
    final String body;

    final Sending sending;
    /** Where it is under way; null: nowhere. */
    @Nullable
    SimulatedNode at;

    boolean over;

    SimulatedCall(String name, @Nullable String key, String body, Sending sending) {
        this.name = name;
        this.key = key;
        this.body = body;
        this.sending = sending;
    }
}
