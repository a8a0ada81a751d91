package landfall.http;

import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import landfall.account.AccountFile;
import landfall.impact.FileImpact;
import landfall.impact.Impact;
import landfall.impact.Move;
import landfall.ruleset.CompiledRuleSet;
import landfall.ruleset.Preparation;
import landfall.ruleset.RuleFiles;

/**
 * Measures who would move under a draft that sends a tenth of 10,000 rules to other territories: over a file of a million
 * accounts, and over the book of a service that has as many; {@code --accounts 1000000 --rules 10000 --book 1000000}, 0 for none.
 * The service has a heap of {@code --heap 512} megabytes; its book is asked about {@code --rounds 1} times.
 */
final class ImpactBench {

    private static final double MOST_SECONDS = 30;
    private static final int MILLION = 1_000_000;

    private ImpactBench() {}

    public static void main(String[] arguments) throws Exception {
        Map<String, Integer> options =
                new HashMap<>(Map.of("--accounts", MILLION, "--rules", 10_000, "--book", MILLION, "--heap", 512));
        options.put("--rounds", 1);
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            options.put(arguments[i], Integer.valueOf(arguments[i + 1]));
        }
        Path folder = Files.createTempDirectory("landfall-bench");
        int port = BenchService.freePort();
        int adminPort = BenchService.freePort();
        int book = options.get("--book");
        try {
            Path settings = BatchFolder.write(folder, options.get("--rules"), Math.max(1, book), port, adminPort);
            Path draft = draft(folder);
            if (options.get("--accounts") > 0) {
                file(folder, draft, options.get("--accounts"));
            }
            if (book > 0) {
                try (BenchService service = BenchService.start(settings, folder, port, options.get("--heap"))) {
                    service.awaitReady();
                    new BatchClient(port, "b").post("/api/assignments/batch", book, answered -> {});
                    System.out.printf(Locale.ROOT, "           a book of %,d accounts is there%n", book);
                    BookImpactBench bench = new BookImpactBench(service, port, adminPort);
                    for (int round = 0; round < options.get("--rounds"); round++) {
                        bench.run(zip(draft));
                    }
                    bench.totals();
                }
            }
        } finally {
            BenchService.delete(folder);
        }
    }

    /** Every tenth rule claims for the next territory. */
    private static Path draft(Path folder) throws IOException {
        Path draft = Files.createDirectories(folder.resolve("draft/roster")).getParent();
        for (String file : List.of("roster/territories.csv", "roster/reps.csv")) {
            Files.copy(folder.resolve("rules").resolve(file), draft.resolve(file));
        }
        String[] rules = Files.readString(folder.resolve("rules/rules.drl")).split("(?=rule \"Rule )");
        for (int i = 1; i < rules.length; i += 10) {
            int area = rules[i].indexOf("area-") + "area-".length();
            int number = Integer.parseInt(rules[i].substring(area, rules[i].indexOf('"', area)));
            rules[i] = rules[i].replace("area-" + number, "area-" + (number + 1) % 120);
        }
        Files.writeString(draft.resolve("rules.drl"), String.join("", rules));
        return draft;
    }

    private static void file(Path folder, Path draft, int accounts) throws Exception {
        Path file = folder.resolve("accounts.csv");
        write(file, accounts);
        ForkJoinPool cores = new ForkJoinPool(Runtime.getRuntime().availableProcessors());
        List<Long> heap = new ArrayList<>();
        try (CompiledRuleSet from = compiled(folder.resolve("rules"));
                CompiledRuleSet to = compiled(draft);
                Stream<AccountFile.Row> rows = new AccountFile(file, Map.of()).rows()) {
            long begin = System.nanoTime();
            long worked = processorTime();
            long[] looking = {0};
            long[] collecting = {0};
            int tenth = Math.max(1, accounts / 10);
            Impact impact = new FileImpact(from, to, Instant.parse("2026-11-24T17:00:00Z"), cores)
                    .run(rows, new FileImpact.Listener() {
                        private long told;

                        @Override
                        public void bad(AccountFile.Row row) {
                            throw new IllegalStateException(row.toString());
                        }

                        @Override
                        public void move(Move move) {
                            // only counted
                        }

                        @Override
                        public void progress(long done) {
                            if (done / tenth > told) {
                                told = done / tenth;
                                long from = System.nanoTime();
                                long collected = processorTime();
                                System.gc();
                                heap.add(ManagementFactory.getMemoryMXBean()
                                                .getHeapMemoryUsage()
                                                .getUsed()
                                        >> 20);
                                looking[0] += System.nanoTime() - from;
                                collecting[0] += processorTime() - collected;
                            }
                        }
                    });
            double processor = (processorTime() - worked - collecting[0]) / 1e9;
            tell("file", impact.accounts(), impact.moves(), (System.nanoTime() - begin - looking[0]) / 1e9, processor);
            System.out.println("           heap in use at each tenth, MB: " + heap);
        } finally {
            cores.shutdownNow();
        }
    }

    /** Nanoseconds, of all threads of this process. */
    private static long processorTime() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO)
                .toNanos();
    }

    static void tell(String what, long accounts, long moves, double seconds, double processor) {
        System.out.printf(
                Locale.ROOT,
                "%-10s %,d accounts, %,d moves: %.1f s, %.1f s of processor time (at most %.0f s for a million: %s)%n",
                what,
                accounts,
                moves,
                seconds,
                processor,
                MOST_SECONDS,
                seconds * 1_000_000 / Math.max(1, accounts) <= MOST_SECONDS ? "reached" : "MISSED");
    }

    private static CompiledRuleSet compiled(Path rules) throws IOException {
        Preparation preparation =
                new Preparation(Preparation.Options.admittingAll(ZoneId.of("UTC"), "USD"), Clock.systemUTC());
        Preparation.Prepared prepared = preparation.prepare(RuleFiles.read(rules));
        if (prepared instanceof Preparation.Prepared.Ready ready) {
            return ready.ruleSet().compiled();
        }
        throw new IllegalStateException(prepared.issues().toString());
    }

    private static void write(Path file, int accounts) throws IOException {
        Random random = new Random(11);
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("source,externalId,name,country,region,industry,dealSize,employees\n");
            for (int i = 0; i < accounts; i++) {
                List<String> place = BatchFolder.PLACES.get(random.nextInt(BatchFolder.PLACES.size()));
                out.write("bench,lead-" + i + ",Company " + i + "," + place.get(0) + ","
                        + place.get(1 + random.nextInt(place.size() - 1)) + ","
                        + BatchFolder.INDUSTRIES.get(random.nextInt(BatchFolder.INDUSTRIES.size())) + ","
                        + random.nextInt(1_000_000) + "," + random.nextInt(10_000) + "\n");
            }
        }
    }

    private static byte[] zip(Path folder) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes);
                Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
                zip.write(Files.readAllBytes(file));
            }
        }
        return bytes.toByteArray();
    }
}
