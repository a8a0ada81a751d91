package landfall.ruleset.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import landfall.engine.ConditionMeaning;
import landfall.engine.Moment;
import landfall.engine.RulePeriod;
import landfall.facts.Account;
import landfall.facts.Territory;
import landfall.language.Action;
import landfall.language.Condition;
import landfall.language.Pattern;
import landfall.language.Rule;
import landfall.roster.TerritoryEntry;
import landfall.ruleset.CompiledRuleSet;
import landfall.ruleset.source.RuleText;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;

/** Of rotations, too, the analysis finds exactly what asking for every turn shows. */
class TurnAnalysisPropertiesTest {

    /** What asking for every turn showed, whether an account comes there or not. */
    private static final class Seen {
        private final Set<String> matched = new TreeSet<>();
        private final Set<String> decided = new TreeSet<>();
        private final Set<String> tied = new TreeSet<>();
        /** Conditions that did not hold somewhere, and those that alone did not hold somewhere, by place. */
        private final Set<String> failed = new HashSet<>();

        private final Set<String> missed = new HashSet<>();
    }

    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void findsWhatAskingForEveryTurnShows(@ForAll Random random) {
        String drl = new SmallTurns(random).rules();
        List<Account> accounts = SmallWorld.accounts(drl);
        try (CompiledRuleSet rules = AnalysedRules.compiled(drl, SmallWorld.INDUSTRIES, SmallWorld.LARGE)) {
            Analysis analysis = Analysis.of(rules, AnalysedRules.NOW, new Analysis.Limits(10_000, 1_000_000_000));
            AnalysisReport report = analysis.report();
            assertThat(report.unfinished()).as(drl).isEmpty();
            Seen seen = new Seen();
            for (int moment : analysis.space().moments().all().stream().toArray()) {
                Instant at = analysis.space().moments().example(moment);
                for (Account account : accounts) {
                    Moment then = new Moment(at, rules.roster().holidays());
                    Told.territories(rules)
                            .forEach((entry, owners) ->
                                    owners.forEach(owner -> see(rules, account, entry.fact(owner), then, seen)));
                    Told.reached(rules, account, then)
                            .forEach((entry, owners) ->
                                    owners.forEach(owner -> gap(analysis, rules, account, entry, owner, moment, drl)));
                }
            }

            Set<String> turns = new TreeSet<>();
            rules.checked().rules().stream().filter(Rule::isRotation).forEach(rule -> turns.add(rule.name()));
            Set<String> dead = new TreeSet<>(turns);
            dead.removeAll(seen.matched);
            assertThat(of(turns, Told.rules(report, FindingCode.DEAD_RULE)))
                    .as(drl)
                    .isEqualTo(dead);
            Set<String> shadowed = new TreeSet<>(seen.matched);
            shadowed.removeAll(seen.decided);
            assertThat(of(turns, Told.rules(report, FindingCode.SHADOWED_RULE)))
                    .as(drl)
                    .isEqualTo(shadowed);
            Set<String> ties = Told.ties(report);
            ties.removeIf(tie -> !tie.startsWith("T"));
            assertThat(ties).as(drl).isEqualTo(seen.tied);
            Set<String> always = expected(rules, seen, seen.failed, Set.of());
            assertThat(onTurns(rules, Told.conditions(report, FindingCode.CONDITION_ALWAYS_TRUE)))
                    .as(drl)
                    .isEqualTo(always);
            assertThat(onTurns(rules, Told.conditions(report, FindingCode.REDUNDANT_CONDITION)))
                    .as(drl)
                    .isEqualTo(expected(rules, seen, seen.missed, always));
        }
    }

    private static void see(CompiledRuleSet rules, Account account, Territory territory, Moment moment, Seen seen) {
        List<Rule> matching = rules.rules().matchRotationRules(account, territory, moment);
        for (Rule rule : matching) {
            Rule first = matching.get(0);
            seen.matched.add(rule.name());
            if (rule.salience() == first.salience() && !turn(rule).equals(turn(first))) {
                seen.tied.add(first.name() + " " + rule.name());
            }
        }
        matching.stream().limit(1).forEach(rule -> seen.decided.add(rule.name()));
        ConditionMeaning meaning = new ConditionMeaning(rules.checked().lists());
        for (Rule rule : rules.checked().rules()) {
            if (rule.isRotation()) {
                List<String> failing = new ArrayList<>();
                conditions(rule, (pattern, condition) -> {
                    Object fact =
                            switch (pattern.fact()) {
                                case ACCOUNT -> account;
                                case TERRITORY -> territory;
                                case CLOCK -> moment.clock(Clocks.zone(pattern));
                            };
                    if (!meaning.onFact(condition).test(fact)) {
                        failing.add(condition.place().toString());
                    }
                });
                seen.failed.addAll(failing);
                if (failing.size() == 1
                        && RulePeriod.of(rule, rules.checked().zone()).holdsAt(moment.instant())) {
                    seen.missed.add(failing.get(0));
                }
            }
        }
    }

    private static void gap(
            Analysis analysis,
            CompiledRuleSet rules,
            Account account,
            TerritoryEntry entry,
            @Nullable String owner,
            int moment,
            String drl) {
        Instant at = analysis.space().moments().example(moment);
        boolean open = rules.rules()
                .matchRotationRules(
                        account,
                        entry.fact(owner),
                        new Moment(at, rules.roster().holidays()))
                .isEmpty();
        int number = analysis.space().territories().ofFact(entry.fact(owner));
        List<Gaps.Gap> in = analysis.gaps().stream()
                .filter(gap -> entry.id().equals(gap.territory()))
                .filter(gap -> gap.entries().get(number))
                .filter(gap -> gap.box().side(0) == null || gap.box().side(0).get(moment))
                .filter(gap -> Told.isIn(analysis, gap.box(), account))
                .toList();
        if (open) {
            assertThat(in)
                    .as("%s of %s in %s at %s by%n%s", account, owner, entry.id(), at, drl)
                    .isNotEmpty();
        } else {
            assertThat(in)
                    .as("%s of %s in %s at %s by%n%s", account, owner, entry.id(), at, drl)
                    .noneMatch(Gaps.Gap::whole);
        }
    }

    private static String turn(Rule rule) {
        return rule.actions().stream()
                .filter(action -> action instanceof Action.TakeTurns)
                .map(RuleText::print)
                .findFirst()
                .orElseThrow();
    }

    private static void conditions(Rule rule, java.util.function.BiConsumer<Pattern, Condition> each) {
        for (Pattern pattern : rule.patterns()) {
            pattern.conditions().stream()
                    .filter(condition -> !Clocks.namesZone(condition))
                    .forEach(condition -> each.accept(pattern, condition));
        }
    }

    private static Set<String> expected(CompiledRuleSet rules, Seen seen, Set<String> failed, Set<String> but) {
        Set<String> expected = new TreeSet<>();
        turns(rules, rule -> {
            if (seen.matched.contains(rule.name())) {
                conditions(
                        rule,
                        (pattern, condition) -> expected.add(condition.place().toString()));
            }
        });
        expected.removeAll(failed);
        expected.removeAll(but);
        return expected;
    }

    private static Set<String> onTurns(CompiledRuleSet rules, Set<String> places) {
        Set<String> on = new TreeSet<>();
        turns(
                rules,
                rule -> conditions(
                        rule, (pattern, condition) -> on.add(condition.place().toString())));
        return of(on, places);
    }

    private static void turns(CompiledRuleSet rules, Consumer<Rule> each) {
        rules.checked().rules().stream().filter(Rule::isRotation).forEach(each);
    }

    private static Set<String> of(Set<String> known, Set<String> some) {
        Set<String> of = new TreeSet<>(some);
        of.retainAll(known);
        return of;
    }
}
