package landfall.ruleset;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import landfall.roster.Absences.Absence;
import org.jspecify.annotations.Nullable;

/** Which rule set decides calls now; taken over in one step, so that each decision is made wholly by one version. */
public final class ActiveRuleSet {

    /** A version that decides, and since when. */
    public record Activation(CompiledRuleSet rules, Instant since) {}

    private final AtomicReference<@Nullable Activation> current = new AtomicReference<>();
    private List<Absence> absences = List.of();

    /** The version that decides calls. */
    public CompiledRuleSet current() {
        Activation activation = current.get();
        if (activation == null) {
            throw new NoActiveRuleSetException();
        }
        return activation.rules();
    }

    /** The same; empty where there is none. */
    public Optional<Activation> find() {
        return Optional.ofNullable(current.get());
    }

    synchronized void activate(CompiledRuleSet rules, Instant since) {
        current.set(new Activation(rules.withAbsences(absences), since));
    }

    /** From now on these are away, beside those whom the roster's files name; whatever rule set decides. */
    public synchronized void setAbsences(Collection<Absence> now) {
        absences = List.copyOf(now);
        Activation activation = current.get();
        if (activation != null) {
            current.set(new Activation(activation.rules().withAbsences(absences), activation.since()));
        }
    }

    /** The same rules with those away who are away now; nothing is compiled again. */
    public synchronized CompiledRuleSet withAbsences(CompiledRuleSet rules) {
        return rules.withAbsences(absences);
    }

    /** Decides nothing until something is activated: another version replaced this one, and can't be taken up yet. */
    synchronized void suspend() {
        current.set(null);
    }

    /** Nothing was ever published, or nothing of it could be used. */
    public static final class NoActiveRuleSetException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoActiveRuleSetException() {
            super("no rule set is active");
        }
    }
}
