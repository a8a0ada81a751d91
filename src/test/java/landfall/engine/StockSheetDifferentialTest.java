package landfall.engine;

import static org.assertj.core.api.Assertions.assertThat;

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
import landfall.language.ValueList;
import landfall.ruleset.Issues;
import landfall.ruleset.Limits;
import landfall.ruleset.RuleFile;
import landfall.ruleset.source.RuleSetReader;
import landfall.ruleset.source.RuleTable;
import landfall.ruleset.source.RuleText;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Workbooks are Drools' decision tables: one workbook, read by us and run by our engine, and compiled and run by stock
 * Drools, matches the same rules for the same accounts; and so do the rules that the workbook was written of.
 *
 * <p>More and longer: {@code -Dlandfall.differential.sets=20 -Dlandfall.differential.rules=150
 * -Dlandfall.differential.accounts=3000 -Dlandfall.differential.seed=5}.
 */
class StockSheetDifferentialTest {

    private static final ZoneId ZONE = ZoneId.of("America/New_York");

    private static final int SETS = Integer.getInteger("landfall.differential.sets", 1);
    private static final int RULES = Integer.getInteger("landfall.differential.rules", 40);
    private static final int ACCOUNTS = Integer.getInteger("landfall.differential.accounts", 400);
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
    void the_same_workbook_matches_as_in_stock_drools(int seed) {
        Random random = new Random(seed);
        List<Rule> sketched = new RandomRules(random, false).rules(RULES);
        RuleTable.Written written = RuleTable.of(sketched);
        assertThat(written.left()).isEmpty();
        List<Rule> rules = read(written.workbook());
        assertThat(rules)
                .extracting(Rule::name)
                .isEqualTo(sketched.stream().map(Rule::name).toList());
        assertThat(rules)
                .extracting(Rule::salience)
                .isEqualTo(sketched.stream().map(Rule::salience).toList());
        StockDrools stock = StockDrools.compile(
                StockDrools.Mode.EXECUTABLE_MODEL, "rules.drl.xlsx", written.workbook(), lists(sketched));
        List<ZoneId> zones = RandomRules.ZONES.stream().map(ZoneId::of).toList();
        RandomAccounts accounts = new RandomAccounts(random, false);
        Set<String> everMatched = new TreeSet<>();
        try (CompiledRules before = CompiledRules.compile(sketched, RandomConditions.LISTS, ZONE);
                CompiledRules after = CompiledRules.compile(rules, RandomConditions.LISTS, ZONE)) {
            for (int each = 0; each < ACCOUNTS; each++) {
                Account account = accounts.account();
                Territory territory = accounts.territory();
                Moment moment = accounts.moment(ZONE);
                Set<String> ours = names(after, account, territory, moment);
                assertThat(ours)
                        .as("stock Drools, seed %d, %s, %s, %s", seed, account, territory, moment.instant())
                        .isEqualTo(stock.match(account, territory, moment, zones, new RecordedRouting()));
                assertThat(ours)
                        .as("the rules before, seed %d, %s, %s, %s", seed, account, territory, moment.instant())
                        .isEqualTo(names(before, account, territory, moment));
                everMatched.addAll(ours);
            }
        }
        assertThat(everMatched).hasSizeGreaterThan(RULES / 2);
    }

    /** Those that rules name: a workbook declares no others. */
    private static List<ValueList> lists(List<Rule> rules) {
        return RandomConditions.LISTS.values().stream()
                .filter(list ->
                        rules.stream().anyMatch(rule -> RuleText.print(rule).contains("memberOf " + list.name())))
                .toList();
    }

    private static Set<String> names(CompiledRules compiled, Account account, Territory territory, Moment moment) {
        Set<String> names = new TreeSet<>();
        compiled.matchTerritoryRules(account, moment).forEach(rule -> names.add(rule.name()));
        compiled.matchRotationRules(account, territory, moment).forEach(rule -> names.add(rule.name()));
        return names;
    }

    private static List<Rule> read(byte[] workbook) {
        Issues issues = new Issues(Limits.DEFAULT);
        RuleSetReader reader = new RuleSetReader(issues, Limits.DEFAULT, "USD");
        reader.read(List.of(new RuleFile("rules.drl.xlsx", workbook)));
        assertThat(issues.sorted().stream()
                        .filter(issue -> issue.isError() && issue.place().file().equals("rules.drl.xlsx")))
                .isEmpty();
        return reader.rules().stream().map(parsed -> parsed.rule()).toList();
    }
}
