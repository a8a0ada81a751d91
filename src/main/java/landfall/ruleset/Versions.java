package landfall.ruleset;

import com.google.common.base.Throwables;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Versions that are not active any more, compiled again when somebody asks for what they decided; a few are kept. */
public final class Versions {

    private static final int KEPT = 4;

    private record Key(String ruleSet, String roster) {}

    private final VersionStore store;
    private final Preparation preparation;
    private final ActiveRuleSet active;
    private final Map<Key, FutureTask<Optional<CompiledRuleSet>>> kept = new LinkedHashMap<>(KEPT, 0.75f, true);

    public Versions(VersionStore store, Preparation preparation, ActiveRuleSet active) {
        this.store = store;
        this.preparation = preparation;
        this.active = active;
    }

    /** Empty where no such version was published. */
    public Optional<CompiledRuleSet> find(String ruleSetVersion, String rosterVersion) {
        Optional<CompiledRuleSet> current = active.find()
                .map(ActiveRuleSet.Activation::rules)
                .filter(rules -> rules.checked().version().equals(ruleSetVersion)
                        && rules.roster().version().equals(rosterVersion));
        return current.isPresent() ? current : compiled(new Key(ruleSetVersion, rosterVersion));
    }

    /** That rule set with the roster that is active now. */
    public Optional<CompiledRuleSet> findWithActiveRoster(String ruleSetVersion) {
        return active.find()
                .flatMap(activation ->
                        find(ruleSetVersion, activation.rules().roster().version()));
    }

    /** Compiled anew from its files; empty where no such version was published. */
    Optional<CompiledRuleSet> compile(String ruleSetVersion, String rosterVersion) {
        Optional<PublishedFiles> rules = store.findRuleSet(ruleSetVersion);
        Optional<PublishedFiles> roster = store.findRoster(rosterVersion);
        if (rules.isEmpty() || roster.isEmpty()) {
            return Optional.empty();
        }
        List<RuleFile> files = new ArrayList<>(rules.get().ruleFiles());
        files.addAll(roster.get().ruleFiles());
        return preparation.restore(files);
    }

    /** Those rules with that roster; empty where no such roster was published. */
    Optional<CompiledRuleSet> withRoster(CompiledRuleSet rules, String rosterVersion) {
        return store.findRoster(rosterVersion).flatMap(roster -> preparation.restore(rules, roster.ruleFiles()));
    }

    /** Whoever comes while it is compiled waits for that; other versions don't wait. */
    private Optional<CompiledRuleSet> compiled(Key key) {
        FutureTask<Optional<CompiledRuleSet>> compiling = compiling(key);
        compiling.run();
        Optional<CompiledRuleSet> compiled = Optional.empty();
        try {
            compiled = compiling.get();
        } catch (ExecutionException e) {
            Throwables.throwIfUnchecked(Objects.requireNonNull(e.getCause()));
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a version was compiled", e);
        } finally {
            if (compiled.isEmpty()) {
                forget(key, compiling);
            }
        }
        return compiled;
    }

    private synchronized FutureTask<Optional<CompiledRuleSet>> compiling(Key key) {
        FutureTask<Optional<CompiledRuleSet>> known = kept.get(key);
        if (known != null) {
            return known;
        }
        Optional<CompiledRuleSet> sameRules = sameRules(key.ruleSet());
        FutureTask<Optional<CompiledRuleSet>> compiling = new FutureTask<>(() -> sameRules
                .map(rules -> withRoster(rules, key.roster()))
                .orElseGet(() -> compile(key.ruleSet(), key.roster())));
        keep(key, compiling);
        return compiling;
    }

    /** Those rules with whatever roster, where they are compiled already. */
    synchronized Optional<CompiledRuleSet> ready(String ruleSetVersion) {
        return sameRules(ruleSetVersion);
    }

    private Optional<CompiledRuleSet> sameRules(String ruleSetVersion) {
        Optional<CompiledRuleSet> current = active.find()
                .map(ActiveRuleSet.Activation::rules)
                .filter(rules -> rules.checked().version().equals(ruleSetVersion));
        if (current.isPresent()) {
            return current;
        }
        return kept.entrySet().stream()
                .filter(each -> each.getKey().ruleSet().equals(ruleSetVersion)
                        && each.getValue().isDone())
                .flatMap(each -> done(each.getValue()).stream())
                .findFirst();
    }

    private static Optional<CompiledRuleSet> done(FutureTask<Optional<CompiledRuleSet>> task) {
        try {
            return task.get();
        } catch (ExecutionException | InterruptedException notCompiled) {
            return Optional.empty();
        }
    }

    /** Compiled already: who asks for it next need not wait. */
    synchronized void keep(CompiledRuleSet rules) {
        FutureTask<Optional<CompiledRuleSet>> compiled = new FutureTask<>(() -> Optional.of(rules));
        compiled.run();
        keep(new Key(rules.checked().version(), rules.checked().roster().version()), compiled);
    }

    private void keep(Key key, FutureTask<Optional<CompiledRuleSet>> rules) {
        if (kept.size() >= KEPT) {
            kept.remove(kept.keySet().iterator().next());
        }
        kept.put(key, rules);
    }

    private synchronized void forget(Key key, FutureTask<Optional<CompiledRuleSet>> compiling) {
        kept.remove(key, compiling);
    }
}
