package landfall.ruleset;

import java.util.Optional;
import landfall.ruleset.Preparation.Prepared;

/** Lets this node decide by what is active in the database, compiled anew where it isn't at hand. */
final class TakeUp {

    private final Versions versions;
    private final ActiveRuleSet active;

    TakeUp(Versions versions, ActiveRuleSet active) {
        this.versions = versions;
        this.active = active;
    }

    /** The same files make the same version: they need not be compiled a second time, whatever the roster. */
    boolean takeUp(Activation activation, Prepared prepared) {
        if (isTakenUp(activation)) {
            return true;
        }
        if (!(prepared instanceof Prepared.Ready ready)) {
            return restore(activation);
        }
        CompiledRuleSet compiled = ready.ruleSet().compiled();
        Optional<CompiledRuleSet> seated = compiled.roster().version().equals(activation.rosterVersion())
                ? Optional.of(compiled)
                : versions.withRoster(compiled, activation.rosterVersion());
        seated.ifPresent(rules -> active.activate(rules, activation.activatedAt()));
        return seated.isPresent() || restore(activation);
    }

    private boolean isTakenUp(Activation activation) {
        return active.find()
                .map(ActiveRuleSet.Activation::rules)
                .filter(rules -> rules.checked().version().equals(activation.ruleSetVersion())
                        && rules.checked().roster().version().equals(activation.rosterVersion()))
                .isPresent();
    }

    /** Whether it could be. */
    boolean restore(Activation activation) {
        if (isTakenUp(activation)) {
            return true;
        }
        Optional<CompiledRuleSet> compiled = versions.compile(activation.ruleSetVersion(), activation.rosterVersion());
        compiled.ifPresent(rules -> active.activate(rules, activation.activatedAt()));
        return compiled.isPresent();
    }
}
