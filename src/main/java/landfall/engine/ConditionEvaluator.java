package landfall.engine;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import landfall.facts.Account;
import landfall.facts.Territory;
import landfall.language.Condition;
import landfall.language.Condition.And;
import landfall.language.Condition.Comparison;
import landfall.language.Condition.Not;
import landfall.language.Condition.Or;
import landfall.language.FactType;
import landfall.language.Pattern;
import landfall.language.Rule;
import landfall.language.ValueList;
import org.jspecify.annotations.Nullable;

/** Says of each condition of a rule whether it holds and what it read, by the tests that the engine uses; thread-safe. */
public final class ConditionEvaluator {

    /**
     * One condition as it was answered.
     *
     * @param fact whose pattern it stands in
     * @param zone of a Clock pattern, else null
     * @param value what a comparison read: String, Integer, BigDecimal, Boolean, {@code Set<String>} or null; null for
     *     {@code && || !}
     * @param parts of {@code && || !}, each as answered by itself, in the order of the file
     */
    public record Finding(
            Condition condition,
            FactType fact,
            @Nullable String zone,
            boolean holds,
            @Nullable Object value,
            List<Finding> parts) {

        public Finding {
            parts = List.copyOf(parts);
        }
    }

    private final ConditionTests<Object> tests;

    public ConditionEvaluator(Map<String, ValueList> lists) {
        tests = ConditionTests.onFacts(new ValueTests(lists));
    }

    /**
     * Every condition of every pattern, in the order of the file. Whether the rule is enabled and in force is not asked:
     * see {@link RulePeriod}.
     *
     * @param territory null for a territory rule
     */
    public List<Finding> findings(Rule rule, Account account, Moment moment, @Nullable Territory territory) {
        List<Finding> findings = new ArrayList<>();
        for (Pattern pattern : rule.patterns()) {
            ZoneId zone = pattern.fact() == FactType.CLOCK ? RuleTests.zoneOf(pattern) : null;
            Object fact;
            if (zone != null) {
                fact = moment.clock(zone);
            } else {
                fact = pattern.fact() == FactType.ACCOUNT ? account : territory;
            }
            if (fact == null) {
                throw new IllegalArgumentException("a rotation rule asks for a territory: " + rule.name());
            }
            for (Condition condition : pattern.conditions()) {
                findings.add(finding(condition, pattern.fact(), zone == null ? null : zone.getId(), fact));
            }
        }
        return findings;
    }

    /** The test of one condition, on its fact. */
    Predicate<Object> test(Condition condition) {
        return tests.of(condition);
    }

    /** Whether all conditions hold, the rule is enabled and in force: whether the engine would match it. */
    public boolean matches(
            Rule rule, Account account, Moment moment, @Nullable Territory territory, ZoneId defaultZone) {
        Instant instant = moment.instant();
        return rule.enabled()
                && RulePeriod.of(rule, defaultZone).holdsAt(instant)
                && findings(rule, account, moment, territory).stream().allMatch(Finding::holds);
    }

    private Finding finding(Condition condition, FactType factType, @Nullable String zone, Object fact) {
        List<Condition> inner = List.of();
        if (condition instanceof And and) {
            inner = and.conditions();
        } else if (condition instanceof Or or) {
            inner = or.conditions();
        } else if (condition instanceof Not not) {
            inner = List.of(not.condition());
        }
        List<Finding> parts = new ArrayList<>();
        for (Condition part : inner) {
            parts.add(finding(part, factType, zone, fact));
        }
        Object value = condition instanceof Comparison comparison
                ? comparison.operand().read(fact)
                : null;
        return new Finding(condition, factType, zone, tests.of(condition).test(fact), value, parts);
    }
}
