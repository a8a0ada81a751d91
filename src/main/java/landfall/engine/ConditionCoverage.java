package landfall.engine;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import landfall.facts.Account;
import landfall.facts.Territory;
import landfall.language.Condition;
import landfall.language.Condition.Comparison;
import landfall.language.FactType;
import landfall.language.Pattern;
import landfall.language.Rule;
import org.jspecify.annotations.Nullable;

/**
 * Watches which comparisons of rules hold and which fail, by the tests that explanations use. Comparisons that say the
 * same are tested once for each account, and no more when they have been both. For one thread.
 */
public final class ConditionCoverage {

    /**
     * A comparison of a rule.
     *
     * @param held whether it was true at least once
     * @param failed whether it was false at least once
     */
    public record Seen(Rule rule, Comparison comparison, boolean held, boolean failed) {

        public boolean both() {
            return held && failed;
        }
    }

    private static final class Watched {
        private final FactType fact;
        private final @Nullable ZoneId zone;
        private final Predicate<Object> test;
        private boolean held;
        private boolean failed;

        private Watched(FactType fact, @Nullable ZoneId zone, Predicate<Object> test) {
            this.fact = fact;
            this.zone = zone;
            this.test = test;
        }

        private boolean both() {
            return held && failed;
        }
    }

    private record Part(Rule rule, Comparison comparison, Watched watched) {}

    private final List<Part> parts = new ArrayList<>();
    private final List<Watched> open = new ArrayList<>();

    /** Watches every comparison of these rules, but the zones that clocks name. */
    public ConditionCoverage(List<Rule> rules, ConditionEvaluator evaluator) {
        Map<String, Watched> known = new HashMap<>();
        for (Rule rule : rules) {
            for (Pattern pattern : rule.patterns()) {
                ZoneId zone = pattern.fact() == FactType.CLOCK ? RuleTests.zoneOf(pattern) : null;
                for (Condition condition : pattern.conditions()) {
                    add(rule, condition, pattern.fact(), zone, evaluator, known);
                }
            }
        }
        open.addAll(known.values());
    }

    private void add(
            Rule rule,
            Condition condition,
            FactType fact,
            @Nullable ZoneId zone,
            ConditionEvaluator evaluator,
            Map<String, Watched> known) {
        if (condition instanceof Condition.And and) {
            and.conditions().forEach(part -> add(rule, part, fact, zone, evaluator, known));
        } else if (condition instanceof Condition.Or or) {
            or.conditions().forEach(part -> add(rule, part, fact, zone, evaluator, known));
        } else if (condition instanceof Condition.Not not) {
            add(rule, not.condition(), fact, zone, evaluator, known);
        } else if (zone == null || !((Comparison) condition).operand().text().equals("zone")) {
            Watched watched = known.computeIfAbsent(
                    zone + " " + ConditionIds.of(condition), id -> new Watched(fact, zone, evaluator.test(condition)));
            parts.add(new Part(rule, (Comparison) condition, watched));
        }
    }

    /**
     * Tests what has not been both yet.
     *
     * @param territory null: what asks for a territory is not tested
     */
    public void see(Account account, Moment moment, @Nullable Territory territory) {
        int kept = 0;
        for (Watched watched : open) {
            Object fact =
                    switch (watched.fact) {
                        case ACCOUNT -> account;
                        case CLOCK -> watched.zone == null ? null : moment.clock(watched.zone);
                        case TERRITORY -> territory;
                    };
            if (fact != null) {
                boolean holds = watched.test.test(fact);
                watched.held |= holds;
                watched.failed |= !holds;
            }
            if (!watched.both()) {
                open.set(kept++, watched);
            }
        }
        open.subList(kept, open.size()).clear();
    }

    /** Every comparison, in the order of the rules. */
    public List<Seen> seen() {
        return parts.stream()
                .map(part -> new Seen(part.rule(), part.comparison(), part.watched().held, part.watched().failed))
                .toList();
    }
}
