package landfall.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import landfall.engine.StockDrools.Mode;
import landfall.facts.Account;
import landfall.language.Rule;
import landfall.roster.Holidays;
import landfall.ruleset.Issues;
import landfall.ruleset.Limits;
import landfall.ruleset.RuleFile;
import landfall.ruleset.source.RuleSetReader;

/**
 * Prints the figures of the engine against stock Drools, ten rules and a hand-written index, all in one run: each the median
 * of three alternating runs after a warm-up of each. Fails where answers differ.
 */
public final class EngineFigures {

    private static final int MANY = 10_000;
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final Instant NOW = Instant.parse("2026-03-03T18:00:00Z");
    private static final FigureSet FIGURES = new FigureSet(40, 50, 30, 7);
    private static final List<Account> ACCOUNTS = FIGURES.accounts(10_000);

    private record Contender(String name, ToIntFunction<Account> match, int accounts) {}

    private EngineFigures() {}

    public static void main(String[] arguments) throws IOException {
        System.out.printf(
                "%s %s, %d cores, %d MB heap%n",
                System.getProperty("java.vm.name"),
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory() >> 20);
        boolean quick = List.of(arguments).contains("quick");
        heap();
        many(quick);
        growth();
        System.exit(0);
    }

    private static void heap() {
        long before = used();
        List<Rule> rules = FIGURES.rules(MANY, false);
        CompiledRules compiled = CompiledRules.compile(rules, Map.of(), UTC, 2, IndexPlan.ENTERING);
        // Two threads at once, so that both sessions grow.
        Runnable matching = () -> {
            for (int each = 0; each < 100_000; each++) {
                compiled.matchTerritoryRules(ACCOUNTS.get(each % ACCOUNTS.size()), moment());
            }
        };
        Thread other = new Thread(matching);
        other.start();
        matching.run();
        join(other);
        long held = used() - before;
        print("heap of 10,000 rules, model and sessions, after 200,000 accounts", held / 1e6, "MB", "at most 300");
        if (compiled.rules().size() != MANY) {
            throw new AssertionError("rules are gone");
        }
        compiled.close();
    }

    private static void many(boolean quick) throws IOException {
        List<Rule> rules = FIGURES.rules(MANY, false);
        String text = DrlText.of(rules, Set.of());
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        StockDrools[] stock = publishing(text, quick);
        CompiledRules many = parsed(bytes);
        CompiledRules clocked = CompiledRules.compile(FIGURES.rules(MANY, true), Map.of(), UTC, 1, IndexPlan.ENTERING);
        List<Rule> tenRules = FIGURES.tenRules();
        CompiledRules ten = CompiledRules.compile(tenRules, Map.of(), UTC, 1, IndexPlan.ENTERING);
        BitsetIndex floor = new BitsetIndex(rules);
        Contender us = new Contender("10,000 rules", matching(many), 100_000);
        Contender small = new Contender("ten rules", matching(ten), 100_000);
        Contender clock = new Contender("10,000 rules, a clock in each", matching(clocked), 100_000);
        Contender bits = new Contender(
                "bitset index, no engine", account -> floor.match(account).size(), 100_000);
        if (quick) {
            double[] micros = alternate(List.of(us, small, clock, bits));
            compare(micros);
            return;
        }
        try (StockDrools.LongLived executable = stock[0].new LongLived();
                StockDrools.LongLived classic = stock[1].new LongLived()) {
            for (Account account : ACCOUNTS.subList(0, 2_000)) {
                Set<String> names = names(many, account);
                same(names, executable.match(account));
                same(names, classic.match(account));
                same(
                        names,
                        floor.match(account).stream().map(Rule::name).collect(Collectors.toCollection(TreeSet::new)));
            }
            System.out.println("equal answers for 2,000 accounts in both modes of stock Drools and the bitset index");
            double[] micros = alternate(List.of(
                    us,
                    small,
                    clock,
                    bits,
                    new Contender(
                            "stock Drools, executable model",
                            account -> executable.match(account).size(),
                            2_000),
                    new Contender(
                            "stock Drools, classic",
                            account -> classic.match(account).size(),
                            2_000)));
            compare(micros);
            print("  faster than stock Drools by", Math.min(micros[4], micros[5]) / micros[0], "times", "at least 10");
        }
    }

    /** From a folder of files to the version that decides calls, alternating with stock Drools, which only compiles. */
    private static StockDrools[] publishing(String text, boolean quick) throws IOException {
        Path folder = Files.createTempDirectory("publishing");
        double[] ours = new double[3];
        double[][] theirs = new double[Mode.values().length][3];
        double[] rosters = new double[3];
        StockDrools[] stock = new StockDrools[Mode.values().length];
        try (Publishing publishing = Publishing.in(folder)) {
            for (int run = -1; run < ours.length; run++) {
                double seconds = publishing.publish(text);
                if (run >= 0) {
                    ours[run] = seconds;
                }
                for (Mode mode : quick ? new Mode[0] : Mode.values()) {
                    long start = System.nanoTime();
                    stock[mode.ordinal()] = StockDrools.compile(mode, text, List.of());
                    if (run >= 0) {
                        theirs[mode.ordinal()][run] = (System.nanoTime() - start) / 1e9;
                    }
                }
            }
            for (int run = 0; run < rosters.length; run++) {
                rosters[run] = publishing.changeRoster();
            }
        }
        print("10,000 rules, files to active", median(ours), "s", "at most 6");
        print("  another roster for them", median(rosters), "s", "");
        for (Mode mode : quick ? new Mode[0] : Mode.values()) {
            double seconds = median(theirs[mode.ordinal()]);
            print("  stock Drools, " + mode, seconds, "s", "");
            print("  faster than that by", seconds / median(ours), "times", mode == Mode.CLASSIC ? "" : "at least 8");
        }
        return stock;
    }

    private static void compare(double[] micros) {
        print("  10,000 rules against ten", micros[0] / micros[1], "times", "at most 4");
        print("  a clock in each rule against none", micros[2] / micros[0], "times", "at most 1.5");
        print("  10,000 rules against the floor", micros[0] / micros[3], "times", "");
    }

    /** A hundred times the rules over a hundred times the regions: as many match. */
    private static void growth() {
        FigureSet fewer = new FigureSet(8, 20, 30, 7);
        FigureSet more = new FigureSet(8, 2_000, 30, 7);
        List<Account> fewerAccounts = fewer.accounts(10_000);
        List<Account> moreAccounts = more.accounts(10_000);
        CompiledRules thousand = CompiledRules.compile(fewer.rules(1_000, false), Map.of(), UTC, 1, IndexPlan.ENTERING);
        long start = System.nanoTime();
        CompiledRules hundredThousand =
                CompiledRules.compile(more.rules(100_000, false), Map.of(), UTC, 1, IndexPlan.ENTERING);
        print("100,000 rules, model to compiled", (System.nanoTime() - start) / 1e9, "s", "");
        double few = matches(thousand, fewerAccounts);
        double much = matches(hundredThousand, moreAccounts);
        System.out.printf(Locale.ROOT, "  matches for an account: %.2f of 1,000 rules, %.2f of 100,000%n", few, much);
        double[] micros = alternate(List.of(
                new Contender("1,000 rules", account -> at(thousand, fewerAccounts, account), 100_000),
                new Contender("100,000 rules", account -> at(hundredThousand, moreAccounts, account), 100_000)));
        print("  100,000 rules against 1,000", micros[1] / micros[0], "times", "at most 2");
    }

    private static int at(CompiledRules compiled, List<Account> accounts, Account numbered) {
        Account own = accounts.get(Integer.parseInt(String.valueOf(numbered.externalId())));
        return compiled.matchTerritoryRules(own, moment()).size();
    }

    private static double matches(CompiledRules compiled, List<Account> accounts) {
        return accounts.stream()
                .mapToInt(account ->
                        compiled.matchTerritoryRules(account, moment()).size())
                .average()
                .orElse(0);
    }

    /** Microseconds for an account: medians of three rounds, in each of which all have their turn, after one to warm up. */
    private static double[] alternate(List<Contender> contenders) {
        double[][] rounds = new double[contenders.size()][3];
        for (int round = -2; round < 3; round++) {
            for (int each = 0; each < contenders.size(); each++) {
                Contender contender = contenders.get(each);
                long start = System.nanoTime();
                long matches = 0;
                for (int account = 0; account < contender.accounts(); account++) {
                    matches += contender.match().applyAsInt(ACCOUNTS.get(account % ACCOUNTS.size()));
                }
                if (matches == 0) {
                    throw new AssertionError(contender.name() + " matched nothing");
                }
                if (round >= 0) {
                    rounds[each][round] = (System.nanoTime() - start) / 1e3 / contender.accounts();
                }
            }
        }
        double[] medians =
                Arrays.stream(rounds).mapToDouble(EngineFigures::median).toArray();
        for (int each = 0; each < medians.length; each++) {
            print(contenders.get(each).name(), medians[each], "µs an account", "");
        }
        return medians;
    }

    private static CompiledRules parsed(byte[] text) {
        RuleSetReader reader = new RuleSetReader(new Issues(Limits.DEFAULT), Limits.DEFAULT, "USD");
        reader.read(List.of(new RuleFile("rules.drl", text)));
        List<Rule> rules = reader.rules().stream().map(parsed -> parsed.rule()).toList();
        if (rules.size() != MANY) {
            throw new AssertionError(rules.size() + " rules read");
        }
        return CompiledRules.compile(rules, Map.of(), UTC);
    }

    private static ToIntFunction<Account> matching(CompiledRules compiled) {
        return account -> compiled.matchTerritoryRules(account, moment()).size();
    }

    private static Set<String> names(CompiledRules compiled, Account account) {
        return compiled.matchTerritoryRules(account, moment()).stream()
                .map(Rule::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static void same(Set<String> ours, Set<String> theirs) {
        if (!ours.equals(theirs)) {
            throw new AssertionError(ours + " here, " + theirs + " there");
        }
    }

    /** A moment of its own for each account, as requests have. */
    private static Moment moment() {
        return new Moment(NOW, Holidays.PUBLIC);
    }

    private static double median(double[] three) {
        double[] sorted = three.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static long used() {
        long least = Long.MAX_VALUE;
        for (int reading = 0; reading < 4; reading++) {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least;
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void print(String what, double figure, String unit, String wanted) {
        System.out.printf(
                Locale.ROOT, "%-66s %9.2f %s%s%n", what, figure, unit, wanted.isEmpty() ? "" : " (" + wanted + ")");
    }
}
