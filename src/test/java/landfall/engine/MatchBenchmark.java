package landfall.engine;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import landfall.facts.Account;
import landfall.language.Rule;
import landfall.roster.Holidays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** The time of one match, by JMH: {@code scripts/engine-bench jmh}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 3, time = 5)
@Fork(1)
public class MatchBenchmark {

    @Param({"10", "1000", "10000"})
    private int rules;

    @Param({"false", "true"})
    private boolean clocks;

    private CompiledRules compiled;
    private List<Account> accounts;
    private int next;

    @Setup
    public void compile() {
        FigureSet figures = new FigureSet(40, 50, 30, 7);
        List<Rule> some = rules == 10 ? figures.tenRules() : figures.rules(rules, clocks);
        compiled = CompiledRules.compile(some, Map.of(), ZoneId.of("UTC"));
        accounts = figures.accounts(10_000);
    }

    @Benchmark
    public List<Rule> match() {
        next = (next + 1) % accounts.size();
        return compiled.matchTerritoryRules(
                accounts.get(next), new Moment(Instant.parse("2026-03-03T18:00:00Z"), Holidays.PUBLIC));
    }

    @TearDown
    public void close() {
        compiled.close();
    }
}
