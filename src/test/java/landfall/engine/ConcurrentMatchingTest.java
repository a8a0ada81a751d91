package landfall.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import landfall.facts.Account;
import landfall.language.Rule;
import landfall.roster.Holidays;
import org.junit.jupiter.api.Test;

class ConcurrentMatchingTest {

    private static final int THREADS = 8;
    private static final Instant NOW = Instant.parse("2026-03-03T18:00:00Z");

    private final FigureSet figures = new FigureSet(20, 20, 10, 3);

    /** Seen to fail with one session lent to two threads. */
    @Test
    void eight_threads_get_the_answers_of_one() throws Exception {
        List<Rule> rules = new ArrayList<>(figures.rules(2_000, true));
        rules.addAll(figures.tenRules());
        List<Account> accounts = figures.accounts(3_000);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (CompiledRules compiled = CompiledRules.compile(rules, Map.of(), ZoneId.of("UTC"))) {
            List<List<Rule>> alone = answers(compiled, accounts);
            assertThat(alone.stream().mapToInt(List::size).sum()).isGreaterThan(accounts.size());
            List<Future<List<List<Rule>>>> together = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                together.add(threads.submit(() -> answers(compiled, accounts)));
            }
            for (Future<List<List<Rule>>> answers : together) {
                assertThat(answers.get()).isEqualTo(alone);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void a_session_that_threw_is_replaced() {
        Rule clocked = Sketch.rule("clocked").account().clock("UTC").build();
        try (CompiledRules compiled =
                CompiledRules.compile(List.of(clocked), Map.of(), ZoneId.of("UTC"), 1, IndexPlan.ENTERING)) {
            Account account = Account.builder().build();
            Moment broken = new Moment(Instant.MAX, Holidays.PUBLIC);
            assertThat(compiled.matchTerritoryRules(account, moment())).containsExactly(clocked);
            for (int each = 0; each < 3; each++) {
                assertThatThrownBy(() -> compiled.matchTerritoryRules(account, broken))
                        .isInstanceOf(RuntimeException.class);
                assertThat(compiled.matchTerritoryRules(account, moment())).containsExactly(clocked);
            }
        }
    }

    private static List<List<Rule>> answers(CompiledRules compiled, List<Account> accounts) {
        return accounts.stream()
                .map(account -> compiled.matchTerritoryRules(account, moment()))
                .toList();
    }

    private static Moment moment() {
        return new Moment(NOW, Holidays.PUBLIC);
    }
}
