package landfall.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.stream.IntStream;
import landfall.facts.Account;
import landfall.facts.Territory;
import landfall.language.Rule;
import landfall.ruleset.Issues;
import landfall.ruleset.Limits;
import landfall.ruleset.RuleFile;
import landfall.ruleset.source.RuleSetReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * These are Drools rules: the same text, read by our parser and run by our engine, and compiled and run by stock Drools,
 * matches the same rules for the same accounts.
 *
 * <p>Drools' executable model, its default, is asked everything but what it can't compile: see {@link RandomConditions} and
 * {@link RandomRules}. Its classic mode of 10.2.0 isn't asked what it gets wrong: it reads an unknown text as the word
 * "null" in {@code matches}, so that {@code nameKey matches ".*"} holds for null; it misreads the field {@code language};
 * and it writes byte code that calls a method which doesn't exist, which {@link StockDrools} switches off.
 *
 * <p>Seen to fail with {@code not in} false for null, with days that begin in UTC, and with an index that forgets the last
 * value of each group. (Each set of rules is run by the engine twice, the second time with all rules indexed that can be.)
 *
 * <p>More and longer: {@code -Dlandfall.differential.sets=20 -Dlandfall.differential.rules=150
 * -Dlandfall.differential.accounts=3000 -Dlandfall.differential.seed=5}.
 */
class StockDroolsDifferentialTest {

    /** Drools begins days in the zone of the JVM; here it is one that is not UTC. */
    private static final ZoneId ZONE = ZoneId.of("America/New_York");

    private static final int SETS = Integer.getInteger("landfall.differential.sets", 1);
    private static final int RULES = Integer.getInteger("landfall.differential.rules", 70);
    private static final int ACCOUNTS = Integer.getInteger("landfall.differential.accounts", 800);
    private static final int SEED = Integer.getInteger("landfall.differential.seed", 1);

    private static final TimeZone BEFORE = TimeZone.getDefault();

    @BeforeAll
    static void setZone() {
        TimeZone.setDefault(TimeZone.getTimeZone(ZONE));
    }

    @AfterAll
    static void resetZone() {
        TimeZone.setDefault(BEFORE);
    }

    static IntStream seeds() {
        return IntStream.range(SEED, SEED + SETS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_same_rules_match_as_in_the_executable_model(int seed) {
        compare(seed, StockDrools.Mode.EXECUTABLE_MODEL);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_same_plain_rules_match_as_in_the_classic_mode(int seed) {
        compare(seed, StockDrools.Mode.CLASSIC);
    }

    private static void compare(int seed, StockDrools.Mode mode) {
        boolean plain = mode == StockDrools.Mode.CLASSIC;
        Random random = new Random(seed);
        List<Rule> sketched = new RandomRules(random, plain).rules(RULES);
        String text = DrlText.of(sketched, RandomConditions.LISTS.keySet());
        List<Rule> rules = parse(text);
        assertThat(rules).hasSameSizeAs(sketched);
        StockDrools stock = StockDrools.compile(mode, text, RandomConditions.LISTS.values());
        List<ZoneId> zones = RandomRules.ZONES.stream().map(ZoneId::of).toList();
        RandomAccounts accounts = new RandomAccounts(random, plain);
        ConditionEvaluator evaluator = new ConditionEvaluator(RandomConditions.LISTS);
        Set<String> everMatched = new TreeSet<>();
        int matches = 0;
        try (CompiledRules compiled =
                        CompiledRules.compile(rules, RandomConditions.LISTS, ZONE, 1, IndexPlan.ENTERING);
                CompiledRules indexed = CompiledRules.compile(rules, RandomConditions.LISTS, ZONE, 1, 0);
                CompiledRules shelved = CompiledRules.compile(rules, RandomConditions.LISTS, ZONE, 1, 0, 0)) {
            for (int each = 0; each < ACCOUNTS; each++) {
                Account account = accounts.account();
                Territory territory = accounts.territory();
                Moment moment = accounts.moment(ZONE);
                Set<String> ours = names(compiled, account, territory, moment);
                assertThat(names(indexed, account, territory, moment)).isEqualTo(ours);
                assertThat(names(shelved, account, territory, moment)).isEqualTo(ours);
                RecordedRouting routing = new RecordedRouting();
                assertThat(ours)
                        .as("%s, seed %d, %s, %s, %s", mode, seed, account, territory, moment.instant())
                        .isEqualTo(stock.match(account, territory, moment, zones, routing));
                assertThat(routing.calls()).hasSizeGreaterThanOrEqualTo(ours.size());
                if (each < 100) {
                    assertThat(rules.stream()
                                    .filter(rule -> evaluator.matches(rule, account, moment, territory, ZONE))
                                    .map(Rule::name))
                            .as("explanations, seed %d, %s", seed, account)
                            .containsExactlyInAnyOrderElementsOf(ours);
                }
                everMatched.addAll(ours);
                matches += ours.size();
            }
        }
        // Rules that never match, or always, would agree in any engine.
        assertThat(everMatched).hasSizeGreaterThan(RULES / 2);
        assertThat(matches).isLessThan(ACCOUNTS * RULES / 2);
    }

    private static Set<String> names(CompiledRules compiled, Account account, Territory territory, Moment moment) {
        Set<String> names = new TreeSet<>();
        compiled.matchTerritoryRules(account, moment).forEach(rule -> names.add(rule.name()));
        compiled.matchRotationRules(account, territory, moment).forEach(rule -> names.add(rule.name()));
        return names;
    }

    private static List<Rule> parse(String text) {
        Issues issues = new Issues(Limits.DEFAULT);
        RuleSetReader reader = new RuleSetReader(issues, Limits.DEFAULT, "USD");
        reader.read(List.of(new RuleFile("rules.drl", text.getBytes(StandardCharsets.UTF_8))));
        assertThat(issues.sorted().stream()
                        .filter(issue -> issue.isError() && issue.place().file().equals("rules.drl")))
                .isEmpty();
        return reader.rules().stream().map(parsed -> parsed.rule()).toList();
    }
}
