package landfall.ruleset;

import java.util.Collection;
import java.util.Set;
import java.util.function.Function;
import landfall.account.AccountCleaner;
import landfall.engine.CompiledRules;
import landfall.roster.Absences.Absence;
import landfall.roster.Roster;
import landfall.rotation.Placer;
import landfall.routing.Router;
import org.jspecify.annotations.Nullable;

/**
 * A checked rule set, ready to decide: everything that is worked out per publish and not per call. Safe for many
 * threads. Made only from a {@link CheckedRuleSet}.
 */
public final class CompiledRuleSet implements AutoCloseable {

    private final CheckedRuleSet checked;
    private final CompiledRules rules;
    private final AccountCleaner cleaner;
    private final Router router;
    private final Placer placer;
    private final Roster roster;

    private CompiledRuleSet(
            CheckedRuleSet checked,
            CompiledRules rules,
            AccountCleaner cleaner,
            Router router,
            Placer placer,
            Roster roster) {
        this.checked = checked;
        this.rules = rules;
        this.cleaner = cleaner;
        this.router = router;
        this.placer = placer;
        this.roster = roster;
    }

    /**
     * Builds the engine's knowledge base and looks up the rotations' members.
     *
     * @param admitted by source: further fields that become attributes and numbers
     */
    public static CompiledRuleSet compile(CheckedRuleSet checked, Function<@Nullable String, Set<String>> admitted) {
        CompiledRules rules = CompiledRules.compile(checked.rules(), checked.lists(), checked.zone());
        Roster roster = checked.roster();
        return new CompiledRuleSet(
                checked,
                rules,
                new AccountCleaner(checked.vocabulary(), admitted),
                new Router(rules, checked.lists(), roster, checked.zone()),
                new Placer(rules, checked.lists(), roster, checked.zone()),
                roster);
    }

    /** The same, with these absences beside those of the roster's files; nothing is compiled again. */
    CompiledRuleSet withAbsences(Collection<Absence> absences) {
        Roster now = checked.roster().withAbsences(absences);
        if (now.absences().equals(roster.absences())) {
            return this;
        }
        return new CompiledRuleSet(
                checked, rules, cleaner, router, new Placer(rules, checked.lists(), now, checked.zone()), now);
    }

    /** These rules as they are compiled, with the roster of a rule set that has the same; nothing is compiled again. */
    CompiledRuleSet withRoster(CheckedRuleSet seated) {
        if (!seated.version().equals(checked.version())) {
            throw new IllegalArgumentException("the rules are others: " + seated.version());
        }
        Roster now = seated.roster();
        return new CompiledRuleSet(
                seated,
                rules,
                cleaner,
                new Router(rules, seated.lists(), now, seated.zone()),
                new Placer(rules, seated.lists(), now, seated.zone()),
                now);
    }

    public CheckedRuleSet checked() {
        return checked;
    }

    public CompiledRules rules() {
        return rules;
    }

    public AccountCleaner cleaner() {
        return cleaner;
    }

    public Router router() {
        return router;
    }

    public Placer placer() {
        return placer;
    }

    /** With the absences of the moment. */
    public Roster roster() {
        return roster;
    }

    @Override
    public void close() {
        rules.close();
    }
}
