package landfall.ruleset.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import landfall.engine.ConditionMeaning;
import landfall.engine.Moment;
import landfall.engine.RulePeriod;
import landfall.facts.Account;
import landfall.language.Condition;
import landfall.language.FactType;
import landfall.language.Pattern;
import landfall.language.Rule;
import landfall.routing.Claim;
import landfall.routing.OverlayClaim;
import landfall.routing.Route;
import landfall.ruleset.CompiledRuleSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** On small rule sets the analysis finds exactly what comes out when every account is routed at every kind of moment. */
class AnalysisPropertiesTest {

    /** What routing every account showed. */
    private static final class Seen {
        private final Set<String> matched = new TreeSet<>();
        private final Set<String> claimed = new TreeSet<>();
        private final Set<String> won = new TreeSet<>();
        private final Set<String> tied = new TreeSet<>();
        /** Conditions that did not hold somewhere, and those that alone did not hold somewhere, by place. */
        private final Set<String> failed = new HashSet<>();

        private final Set<String> missed = new HashSet<>();
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void findsWhatRoutingEveryAccountShows(@ForAll Random random) {
        String drl = new SmallWorld(random).rules();
        List<Account> accounts = SmallWorld.accounts(drl);
        try (CompiledRuleSet rules = AnalysedRules.compiled(drl, SmallWorld.INDUSTRIES, SmallWorld.LARGE)) {
            Analysis analysis = Analysis.of(rules, AnalysedRules.NOW, new Analysis.Limits(10_000, 1_000_000_000));
            AnalysisReport report = analysis.report();
            Seen seen = new Seen();
            for (int moment : analysis.space().moments().all().stream().toArray()) {
                Instant at = analysis.space().moments().example(moment);
                for (Account account : accounts) {
                    see(rules, account, at, seen);
                    gap(analysis, rules, account, moment, at, drl);
                }
            }
            conditions(rules, analysis, accounts, seen);

            assertThat(report.unfinished()).as(drl).isEmpty();
            Set<String> dead = names(rules);
            dead.removeAll(seen.claimed);
            assertThat(Told.rules(report, FindingCode.DEAD_RULE)).as(drl).isEqualTo(dead);
            Set<String> shadowed = new TreeSet<>(seen.claimed);
            shadowed.removeAll(seen.won);
            assertThat(Told.rules(report, FindingCode.SHADOWED_RULE)).as(drl).isEqualTo(shadowed);
            assertThat(Told.ties(report)).as(drl).isEqualTo(seen.tied);
            assertThat(Told.conditions(report, FindingCode.CONDITION_ALWAYS_TRUE))
                    .as(drl)
                    .isEqualTo(expected(rules, seen, seen.failed, Set.of()));
            assertThat(Told.conditions(report, FindingCode.REDUNDANT_CONDITION))
                    .as(drl)
                    .isEqualTo(expected(
                            rules, seen, seen.missed, Told.conditions(report, FindingCode.CONDITION_ALWAYS_TRUE)));
        }
    }

    private static void see(CompiledRuleSet rules, Account account, Instant at, Seen seen) {
        Moment moment = new Moment(at, rules.roster().holidays());
        Route route = rules.router().route(account, moment);
        rules.rules().matchTerritoryRules(account, moment).forEach(rule -> seen.matched.add(rule.name()));
        Claim winner = route.winner();
        if (winner != null) {
            seen.claimed.add(winner.rule().name());
            seen.won.add(winner.rule().name());
            for (Claim claim : route.alsoMatched()) {
                seen.claimed.add(claim.rule().name());
                boolean other = !(winner.rep() + "/" + (winner.rep() == null ? winner.territory() : ""))
                        .equals(claim.rep() + "/" + (claim.rep() == null ? claim.territory() : ""));
                if (other && claim.rule().salience() == winner.rule().salience()) {
                    seen.tied.add(winner.rule().name() + " " + claim.rule().name());
                }
            }
        }
        route.overlays()
                .values()
                .forEach(overlay -> seen.claimed.add(overlay.rule().name()));
        route.overlays().values().forEach(overlay -> seen.won.add(overlay.rule().name()));
        for (OverlayClaim lost : route.overlaysAlsoMatched()) {
            seen.claimed.add(lost.rule().name());
            OverlayClaim first = route.overlays().get(lost.role());
            if (first.rule().salience() == lost.rule().salience()
                    && !first.territory().equals(lost.territory())) {
                seen.tied.add(first.rule().name() + " " + lost.rule().name());
            }
        }
    }

    private static void gap(
            Analysis analysis, CompiledRuleSet rules, Account account, int moment, Instant at, String drl) {
        Route route =
                rules.router().route(account, new Moment(at, rules.roster().holidays()));
        List<Gaps.Gap> in = new ArrayList<>();
        for (Gaps.Gap gap : analysis.gaps()) {
            boolean all = gap.territory() == null;
            for (int dimension = 0; dimension < analysis.space().count(); dimension++) {
                BitSet side = gap.box().side(dimension);
                if (side != null) {
                    all &= side.get(
                            dimension == 0
                                    ? moment
                                    : analysis.space().get(dimension).of(account));
                }
            }
            if (all) {
                in.add(gap);
            }
        }
        if (route.winner() == null) {
            assertThat(in).as("%s %s in%n%s", account, at, drl).isNotEmpty();
        } else {
            assertThat(in).as("%s %s in%n%s", account, at, drl).noneMatch(Gaps.Gap::whole);
        }
    }

    /** Condition by condition, by the tests of the engine. */
    private static void conditions(CompiledRuleSet rules, Analysis analysis, List<Account> accounts, Seen seen) {
        ConditionMeaning meaning = new ConditionMeaning(rules.checked().lists());
        for (Rule rule : rules.checked().rules()) {
            Map<Condition, Predicate<Object>> onAccount = new LinkedHashMap<>();
            Map<ZonedCondition, Predicate<Object>> onClock = new LinkedHashMap<>();
            for (Pattern pattern : rule.patterns()) {
                for (Condition condition : pattern.conditions()) {
                    if (pattern.fact() == FactType.CLOCK) {
                        onClock.put(new ZonedCondition(Clocks.zone(pattern), condition), meaning.onFact(condition));
                    } else {
                        onAccount.put(condition, meaning.onFact(condition));
                    }
                }
            }
            for (int each : analysis.space().moments().all().stream().toArray()) {
                Instant at = analysis.space().moments().example(each);
                Moment moment = new Moment(at, rules.roster().holidays());
                boolean holds = RulePeriod.of(rule, rules.checked().zone()).holdsAt(at);
                for (Account account : accounts) {
                    List<String> failing = new ArrayList<>();
                    onAccount.forEach((condition, test) -> {
                        if (!test.test(account)) {
                            failing.add(place(condition));
                        }
                    });
                    onClock.forEach((condition, test) -> {
                        if (!test.test(moment.clock(condition.zone()))) {
                            failing.add(place(condition.condition()));
                        }
                    });
                    seen.failed.addAll(failing);
                    if (holds && failing.size() == 1) {
                        seen.missed.add(failing.get(0));
                    }
                }
            }
        }
    }

    private static String place(Condition condition) {
        return condition.place().toString();
    }

    /** Conditions of rules that match which are in no set of those that failed. */
    private static Set<String> expected(CompiledRuleSet rules, Seen seen, Set<String> failed, Set<String> but) {
        Set<String> expected = new TreeSet<>();
        for (Rule rule : rules.checked().rules()) {
            if (seen.matched.contains(rule.name())) {
                rule.patterns().stream()
                        .flatMap(pattern -> pattern.conditions().stream())
                        .filter(condition -> !Clocks.namesZone(condition))
                        .map(AnalysisPropertiesTest::place)
                        .filter(place -> !failed.contains(place) && !but.contains(place))
                        .forEach(expected::add);
            }
        }
        return expected;
    }

    private static Set<String> names(CompiledRuleSet rules) {
        Set<String> names = new TreeSet<>();
        rules.checked().rules().forEach(rule -> names.add(rule.name()));
        return names;
    }
}
