package landfall.engine;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import landfall.facts.Account;
import landfall.language.Condition;
import landfall.language.Condition.And;
import landfall.language.Condition.Comparison;
import landfall.language.Condition.MemberOf;
import landfall.language.Condition.Not;
import landfall.language.Condition.Or;
import landfall.language.FactType;
import landfall.language.Pattern;
import landfall.language.Rule;
import landfall.language.ValueList;
import org.jspecify.annotations.Nullable;

/**
 * Which territory rules match by one set of rules, where it is known which match by another: a rule that asks what a rule of the
 * other set asks matches with it, and only the rest is asked. Where most rules are others, all of them are asked. Safe for many
 * threads.
 */
public final class RuleDifference implements AutoCloseable {

    /** Rules, and what else decides whether they match. */
    public record Side(CompiledRules rules, Map<String, ValueList> lists, ZoneId zone) {}

    /**
     * What may differ between the two accounts, and the two moments, that are asked for.
     *
     * @param fields of the account
     * @param clocks whether a day may be a holiday for one side alone
     */
    public record Apart(Set<String> fields, boolean clocks) {
        public Apart {
            fields = Set.copyOf(fields);
        }
    }

    private record Ranked(Rule rule, int rank) {}

    private static final Comparator<Ranked> BY_RANK = Comparator.comparingInt(Ranked::rank);

    private final CompiledRules all;
    /** By the rule of the known side with which they match. */
    private final IdentityHashMap<Rule, List<Ranked>> alike = new IdentityHashMap<>();
    /** By the rule itself. */
    private final IdentityHashMap<Rule, Ranked> others = new IdentityHashMap<>();

    private final @Nullable CompiledRules rest;

    /** @param known the side whose matches will be known */
    public RuleDifference(Side known, Side asked, Apart apart) {
        this.all = asked.rules();
        Map<List<String>, Rule> byQuestion = new HashMap<>();
        for (Rule rule : territoryRules(known.rules())) {
            byQuestion.putIfAbsent(question(rule, known.zone()), rule);
        }
        List<Rule> asking = new ArrayList<>();
        int rank = 0;
        for (Rule rule : territoryRules(all)) {
            Ranked ranked = new Ranked(rule, rank++);
            Rule same = isApart(rule, known, asked, apart) ? null : byQuestion.get(question(rule, asked.zone()));
            if (same == null) {
                asking.add(rule);
                others.put(rule, ranked);
            } else {
                alike.computeIfAbsent(same, key -> new ArrayList<>(1)).add(ranked);
            }
        }
        this.rest = 2 * asking.size() > rank ? null : CompiledRules.compile(asking, asked.lists(), asked.zone());
    }

    /**
     * The rules that match each account, highest salience first, then in the order of files.
     *
     * @param known what matches by the other side, account by account
     */
    public List<List<Rule>> match(List<Account> accounts, List<List<Rule>> known, Moment moment) {
        if (rest == null) {
            return all.matchTerritoryRules(accounts, moment);
        }
        List<List<Rule>> matched = rest.matchTerritoryRules(accounts, moment);
        for (int i = 0; i < matched.size(); i++) {
            matched.set(i, merged(known.get(i), matched.get(i)));
        }
        return matched;
    }

    private List<Rule> merged(List<Rule> known, List<Rule> asked) {
        List<Ranked> ranked = new ArrayList<>(known.size() + asked.size());
        for (Rule rule : known) {
            List<Ranked> same = alike.get(rule);
            if (same != null) {
                ranked.addAll(same);
            }
        }
        for (Rule rule : asked) {
            ranked.add(Objects.requireNonNull(others.get(rule)));
        }
        ranked.sort(BY_RANK);
        List<Rule> rules = new ArrayList<>(ranked.size());
        for (Ranked each : ranked) {
            rules.add(each.rule());
        }
        return rules;
    }

    private static List<Rule> territoryRules(CompiledRules rules) {
        return rules.rules().stream()
                .filter(rule -> rule.enabled() && !rule.isRotation())
                .sorted(Comparator.comparingInt(Rule::salience).reversed())
                .toList();
    }

    /** Equal for rules that match together, as far as nothing else decides. */
    private static List<String> question(Rule rule, ZoneId zone) {
        List<String> question = new ArrayList<>();
        for (Pattern pattern : rule.patterns()) {
            question.add(pattern.fact().name());
            pattern.conditions().forEach(condition -> question.add(ConditionIds.of(condition)));
        }
        question.add(RulePeriod.of(rule, zone).toString());
        return question;
    }

    private static boolean isApart(Rule rule, Side known, Side asked, Apart apart) {
        return rule.patterns().stream()
                .anyMatch(pattern -> (apart.clocks() && pattern.fact() == FactType.CLOCK)
                        || pattern.conditions().stream()
                                .flatMap(RuleDifference::comparisons)
                                .anyMatch(comparison -> apart.fields()
                                                .contains(comparison.operand().text())
                                        || isOfOtherList(comparison, known, asked)));
    }

    private static boolean isOfOtherList(Comparison comparison, Side known, Side asked) {
        if (!(comparison instanceof MemberOf memberOf)) {
            return false;
        }
        ValueList one = known.lists().get(memberOf.list());
        ValueList other = asked.lists().get(memberOf.list());
        return one == null || other == null || !one.values().equals(other.values());
    }

    private static Stream<Comparison> comparisons(Condition condition) {
        if (condition instanceof And and) {
            return and.conditions().stream().flatMap(RuleDifference::comparisons);
        }
        if (condition instanceof Or or) {
            return or.conditions().stream().flatMap(RuleDifference::comparisons);
        }
        if (condition instanceof Not not) {
            return comparisons(not.condition());
        }
        return Stream.of((Comparison) condition);
    }

    /** The two sides stay open. */
    @Override
    public void close() {
        if (rest != null) {
            rest.close();
        }
    }
}
