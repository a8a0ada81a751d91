package landfall.engine;

import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import landfall.facts.Account;
import landfall.facts.Territory;
import landfall.language.Rule;
import landfall.language.ValueList;

/**
 * Rules that answer which of them match, evaluated by Drools from a model built in memory; no text of a rule file is
 * compiled or interpreted. Rules that are not enabled never match. Thread-safe.
 */
public final class CompiledRules implements AutoCloseable {

    private final List<Rule> rules;
    private final RuleNetwork territoryRules;
    private final RuleNetwork rotationRules;
    private final EvaluationCounter evaluations = new EvaluationCounter();

    private CompiledRules(List<Rule> rules, RuleNetwork territoryRules, RuleNetwork rotationRules) {
        this.rules = rules;
        this.territoryRules = territoryRules;
        this.rotationRules = rotationRules;
    }

    /**
     * Compiles checked rules, with as many sessions as there are cores.
     *
     * @param rules enabled or not, in the order of files and lines
     * @param lists by name, cleaned
     * @param defaultZone in which the days of rules without {@code @zone} begin
     * @throws IllegalArgumentException for a rule that a check should have refused
     */
    public static CompiledRules compile(List<Rule> rules, Map<String, ValueList> lists, ZoneId defaultZone) {
        return compile(rules, lists, defaultZone, Runtime.getRuntime().availableProcessors(), IndexPlan.ENTERING);
    }

    /** @param entering what it costs that a fact enters the network once more; the less, the more rules are indexed */
    static CompiledRules compile(
            List<Rule> rules, Map<String, ValueList> lists, ZoneId defaultZone, int sessions, double entering) {
        return compile(rules, lists, defaultZone, sessions, entering, Shelves.WORTH_IT);
    }

    /** @param shelvedFrom how many rules a network has at least that has {@link Shelves} */
    static CompiledRules compile(
            List<Rule> rules,
            Map<String, ValueList> lists,
            ZoneId defaultZone,
            int sessions,
            double entering,
            int shelvedFrom) {
        List<Rule> all = List.copyOf(rules);
        List<Rule> byPriority = all.stream()
                .filter(Rule::enabled)
                .sorted(Comparator.comparingInt(Rule::salience).reversed())
                .toList();
        return new CompiledRules(
                all,
                new RuleNetwork(
                        byPriority.stream().filter(rule -> !rule.isRotation()).toList(),
                        lists,
                        defaultZone,
                        sessions,
                        entering,
                        shelvedFrom),
                new RuleNetwork(
                        byPriority.stream().filter(Rule::isRotation).toList(),
                        lists,
                        defaultZone,
                        sessions,
                        entering,
                        shelvedFrom));
    }

    /** The territory rules that match: highest salience first, then in the order of files. */
    public List<Rule> matchTerritoryRules(Account account, Moment moment) {
        long begun = evaluations.begin();
        List<Rule> matched = territoryRules.match(account, null, moment);
        evaluations.end(begun, matched.size());
        return matched;
    }

    /**
     * The territory rules that match each of these accounts, in the order of the accounts; the same as one by one, and not
     * counted among {@link #figures}, which are of decisions.
     */
    public List<List<Rule>> matchTerritoryRules(List<Account> accounts, Moment moment) {
        return territoryRules.match(accounts, moment);
    }

    /** Whether a rotation rule asks for something of the account; else a territory's rotation is the same for all. */
    public boolean rotationsReadAccounts() {
        return rotationRules.readsAccounts();
    }

    /** The rotation rules that match this territory: highest salience first, then in the order of files. */
    public List<Rule> matchRotationRules(Account account, Territory territory, Moment moment) {
        return rotationRules.match(account, territory, moment);
    }

    /** What they did so far. */
    public Evaluations figures() {
        return evaluations.figures(territoryRules.sessionsInUse() + rotationRules.sessionsInUse());
    }

    /** How many of them are enabled. */
    public int enabled() {
        return territoryRules.size() + rotationRules.size();
    }

    /** All rules as they were given. */
    public List<Rule> rules() {
        return rules;
    }

    /** A match that is under way ends well; later ones throw IllegalStateException. */
    @Override
    public void close() {
        territoryRules.close();
        rotationRules.close();
    }
}
