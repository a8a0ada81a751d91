package landfall.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import landfall.engine.RuleDifference.Apart;
import landfall.engine.RuleDifference.Side;
import landfall.facts.Account;
import landfall.language.Rule;
import landfall.language.ValueList;
import landfall.roster.Holidays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is derived from the matches of other rules, against asking each rule for each account. */
class RuleDifferenceTest {

    private static final ZoneId ZONE = ZoneId.of("Europe/London");
    private static final int RULES = 60;
    private static final int ACCOUNTS = 70;

    @Property(tries = 60)
    void matchesAreThoseOfEachAccountAlone(@ForAll long seed) {
        Random random = new Random(seed);
        List<Rule> before = new RandomRules(random, true).rules(RULES);
        List<Rule> after = changed(before, random, 1 + random.nextInt(RULES));
        Map<String, ValueList> lists = random.nextBoolean() ? RandomConditions.LISTS : otherLists(random);
        ZoneId zone = random.nextBoolean() ? ZONE : ZoneId.of("Asia/Tokyo");
        boolean days = random.nextBoolean();
        try (CompiledRules known = CompiledRules.compile(before, RandomConditions.LISTS, ZONE);
                CompiledRules asked = CompiledRules.compile(after, lists, zone);
                RuleDifference difference = new RuleDifference(
                        new Side(known, RandomConditions.LISTS, ZONE),
                        new Side(asked, lists, zone),
                        new Apart(Set.of("currentOwner"), days))) {
            RandomAccounts random2 = new RandomAccounts(random, true);
            List<Account> accounts = new ArrayList<>();
            List<Account> owned = new ArrayList<>();
            for (int i = 0; i < ACCOUNTS; i++) {
                Account account = random2.account();
                accounts.add(account);
                owned.add(account.toBuilder()
                        .currentOwner(random2.account().currentOwner())
                        .build());
            }
            Instant at = random2.moment(ZONE).instant();
            Moment moment = new Moment(at, Holidays.PUBLIC);
            List<List<Rule>> matched = known.matchTerritoryRules(accounts, moment);
            for (int i = 0; i < ACCOUNTS; i++) {
                assertThat(matched.get(i)).isEqualTo(known.matchTerritoryRules(accounts.get(i), moment));
            }
            List<List<Rule>> derived = difference.match(owned, matched, moment);
            for (int i = 0; i < ACCOUNTS; i++) {
                assertThat(derived.get(i)).isEqualTo(asked.matchTerritoryRules(owned.get(i), moment));
            }
        }
    }

    /** Some rules are others, some are off, gone, renamed, more important, or twice there; all in another order. */
    private static List<Rule> changed(List<Rule> rules, Random random, int changes) {
        List<Rule> fresh = new RandomRules(random, true).rules(changes);
        List<Rule> changed = new ArrayList<>(rules);
        for (Rule other : fresh) {
            int at = random.nextInt(changed.size());
            Rule rule = changed.get(at);
            switch (random.nextInt(5)) {
                case 0 -> changed.set(at, other);
                case 1 -> changed.set(at, copy(rule, rule.name() + " again", rule.salience(), !rule.enabled()));
                case 2 -> changed.set(at, copy(rule, rule.name(), rule.salience() + 2, rule.enabled()));
                case 3 -> changed.add(copy(rule, rule.name() + " twice", rule.salience(), rule.enabled()));
                default -> changed.remove(at);
            }
        }
        if (random.nextBoolean()) {
            Collections.shuffle(changed, random);
        }
        return changed;
    }

    private static Rule copy(Rule rule, String name, int salience, boolean enabled) {
        return new Rule(
                name,
                rule.place(),
                rule.description(),
                rule.owner(),
                rule.zone(),
                salience,
                enabled,
                rule.effective(),
                rule.expires(),
                rule.patterns(),
                rule.actions());
    }

    /** One list has lost a row. */
    private static Map<String, ValueList> otherLists(Random random) {
        Map<String, ValueList> lists = new HashMap<>(RandomConditions.LISTS);
        List<String> names = lists.keySet().stream().sorted().toList();
        lists.computeIfPresent(names.get(random.nextInt(names.size())), (name, list) -> {
            Map<String, Map<String, String>> rows = new HashMap<>(list.rows());
            rows.remove(list.values().iterator().next());
            return new ValueList(name, list.columns(), rows);
        });
        return lists;
    }
}
