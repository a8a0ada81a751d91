package landfall.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import landfall.facts.Account;
import landfall.language.Rule;
import landfall.roster.Holidays;
import org.junit.jupiter.api.Test;

/** Rules that are found by equality and left out by bounds: what matches is what the conditions say, bounds included. */
class NeededRangesTest {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final Moment MOMENT = new Moment(Instant.parse("2026-03-03T18:00:00Z"), Holidays.PUBLIC);

    private final FigureSet figures = new FigureSet(4, 6, 5, 7);

    @Test
    void boundsLeaveOutNothingThatMatches() {
        List<Rule> rules = figures.rules(300, false);
        ConditionEvaluator evaluator = new ConditionEvaluator(Map.of());
        int matches = 0;
        try (CompiledRules compiled = CompiledRules.compile(rules, Map.of(), UTC, 1, IndexPlan.ENTERING);
                CompiledRules shelved = CompiledRules.compile(rules, Map.of(), UTC, 1, 0, 0)) {
            for (Account account : accounts()) {
                List<Rule> matched = compiled.matchTerritoryRules(account, MOMENT);
                assertThat(matched)
                        .containsExactlyInAnyOrderElementsOf(rules.stream()
                                .filter(rule -> evaluator.matches(rule, account, MOMENT, null, UTC))
                                .toList());
                assertThat(shelved.matchTerritoryRules(account, MOMENT)).isEqualTo(matched);
                matches += matched.size();
            }
        }
        assertThat(matches).isGreaterThan(1_000);
    }

    /** Among them some whose deal is exactly a bound, and some whose deal is not known. */
    private List<Account> accounts() {
        List<Account> accounts = new ArrayList<>();
        for (Account account : figures.accounts(400)) {
            accounts.add(account);
            int step = accounts.size() % 21;
            accounts.add(account.toBuilder()
                    .dealSize(step == 20 ? null : BigDecimal.valueOf(50_000L * step))
                    .build());
        }
        return accounts;
    }
}
