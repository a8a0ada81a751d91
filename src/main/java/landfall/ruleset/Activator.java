package landfall.ruleset;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import landfall.language.Issue;
import org.jspecify.annotations.Nullable;

/**
 * Makes published rules the ones that decide, with the roster that is active: on disk and ready on every node first, then in
 * one step. Rules that don't fit the roster, or that nobody approved, change nothing.
 */
public final class Activator {

    /**
     * What somebody wants.
     *
     * @param schedule id of what put it off, or null
     */
    public record Order(
            String by, String reason, @Nullable String ticket, boolean emergency, @Nullable String schedule) {}

    /** What became of it. */
    public sealed interface Outcome {

        /**
         * These rules decide.
         *
         * @param before the rules that did until then; null for the first
         * @param changed false where they did already
         * @param warnings by place
         */
        record Activated(Activation activation, @Nullable String before, boolean changed, List<Issue> warnings)
                implements Outcome {}

        /** The roster lacks what the rules need. */
        record Misfit(List<Issue> errors, List<RuleFile> files) implements Outcome {}

        /** It waits for somebody's approval, or was rejected. */
        record NotApproved(Versioned what, String version, Approvals.State state) implements Outcome {}

        /** There is neither a roster nor rules yet. */
        record NoRoster() implements Outcome {}
    }

    private final Preparation preparation;
    private final VersionStore store;
    private final ActiveRuleSet active;
    private final Nodes nodes;
    private final Changes changes;
    private final Approvals approvals;
    private final Clock clock;

    public Activator(
            Preparation preparation,
            VersionStore store,
            ActiveRuleSet active,
            Nodes nodes,
            Changes changes,
            Approvals approvals,
            Clock clock) {
        this.preparation = preparation;
        this.store = store;
        this.active = active;
        this.nodes = nodes;
        this.changes = changes;
        this.approvals = approvals;
        this.clock = clock;
    }

    /**
     * Activates published rules.
     *
     * @param tried whether they were checked and tried just now with the roster that they are compiled with
     */
    Outcome activate(CompiledRuleSet rules, boolean tried, Order order) {
        String version = rules.checked().version();
        Optional<Outcome> refused = refused(version, order);
        if (refused.isPresent()) {
            return refused.get();
        }
        nodes.awaitPrepared(version);
        FittedRoster fitted = tried ? new FittedRoster(rules, List.of()) : null;
        while (true) {
            String roster = roster().orElse(null);
            if (roster == null) {
                return new Outcome.NoRoster();
            }
            if (fitted == null
                    || !fitted.compiled().checked().roster().version().equals(roster)) {
                Fitting fitting = preparation.seat(
                        rules, store.findRoster(roster).orElseThrow().ruleFiles(), order.emergency());
                if (fitting instanceof Fitting.Misfit misfit) {
                    return new Outcome.Misfit(misfit.errors(), misfit.files());
                }
                fitted = ((Fitting.Fits) fitting).roster();
            }
            Optional<Outcome> outcome = write(fitted, order);
            if (outcome.isPresent()) {
                return outcome.get();
            }
        }
    }

    /** Empty where the roster has changed meanwhile. */
    private Optional<Outcome> write(FittedRoster fitted, Order order) {
        CompiledRuleSet rules = fitted.compiled();
        String version = rules.checked().version();
        String roster = rules.checked().roster().version();
        Optional<Outcome> outcome = changes.written(() -> {
            Activation before = store.active().orElse(null);
            Optional<Outcome> refused = refused(version, order);
            if (refused.isPresent()) {
                return refused;
            }
            if (before != null && !before.rosterVersion().equals(roster)) {
                return Optional.empty();
            }
            if (before != null && before.ruleSetVersion().equals(version) && order.schedule() == null) {
                return Optional.of(new Outcome.Activated(before, version, false, fitted.warnings()));
            }
            Activation activation = activation(version, roster, before, order);
            if (order.schedule() == null) {
                store.activate(activation);
            } else {
                store.activate(activation, order.schedule());
            }
            return Optional.of(new Outcome.Activated(
                    activation, before == null ? null : before.ruleSetVersion(), true, fitted.warnings()));
        });
        if (outcome.orElse(null) instanceof Outcome.Activated activated && activated.changed()) {
            active.activate(rules, activated.activation().activatedAt());
        }
        return outcome;
    }

    private Optional<Outcome> refused(String version, Order order) {
        if (!approvals.allow(Versioned.RULES, version, order.emergency())) {
            return Optional.of(
                    new Outcome.NotApproved(Versioned.RULES, version, approvals.state(Versioned.RULES, version)));
        }
        if (store.active().isPresent()) {
            return Optional.empty();
        }
        return store.newestRoster()
                .filter(roster -> !approvals.allow(Versioned.ROSTER, roster, order.emergency()))
                .map(roster ->
                        new Outcome.NotApproved(Versioned.ROSTER, roster, approvals.state(Versioned.ROSTER, roster)));
    }

    boolean isApproved(String version) {
        return approvals.allow(Versioned.RULES, version, false);
    }

    /** The roster that is active; before the first activation the one that was published last. */
    Optional<String> roster() {
        return store.active().map(Activation::rosterVersion).or(store::newestRoster);
    }

    /** Why published rules can't be compiled with that roster. */
    Outcome.Misfit misfit(String version, String roster) {
        List<RuleFile> files =
                new ArrayList<>(store.findRuleSet(version).orElseThrow().ruleFiles());
        files.addAll(store.findRoster(roster).orElseThrow().ruleFiles());
        return new Outcome.Misfit(
                preparation.prepare(files).issues().stream()
                        .filter(Issue::isError)
                        .toList(),
                files);
    }

    private Activation activation(String version, String roster, @Nullable Activation before, Order order) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Activation.Kind kind = order.emergency()
                ? Activation.Kind.EMERGENCY
                : isBack(version, before) ? Activation.Kind.ROLLBACK : Activation.Kind.ACTIVATION;
        return new Activation(
                version,
                roster,
                at,
                order.by(),
                order.reason(),
                kind,
                order.ticket(),
                before != null && before.rosterByApi(),
                true);
    }

    private boolean isBack(String version, @Nullable Activation before) {
        return (before == null || !before.ruleSetVersion().equals(version))
                && !store.listActivationsOf(version).isEmpty();
    }
}
