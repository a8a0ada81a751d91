package landfall.ruleset;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Which rule set decides calls now; taken over in one step, so that each decision is made wholly by one version. */
public final class ActiveRuleSet {

    /** A version that decides, and since when. */
    public record Activation(CompiledRuleSet rules, Instant since) {}

    private final AtomicReference<@Nullable Activation> current = new AtomicReference<>();

    /** The version that decides calls. */
    public CompiledRuleSet current() {
        Activation activation = current.get();
        if (activation == null) {
            throw new NoActiveRuleSetException();
        }
        return activation.rules();
    }

    public Optional<Activation> find() {
        return Optional.ofNullable(current.get());
    }

    void activate(CompiledRuleSet rules, Instant since) {
        current.set(new Activation(rules, since));
    }

    /** Nothing was ever published, or nothing of it could be used. */
    public static final class NoActiveRuleSetException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoActiveRuleSetException() {
            super("no rule set is active");
        }
    }
}
