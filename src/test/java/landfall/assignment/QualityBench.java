package landfall.assignment;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import landfall.ledger.Recorded;
import landfall.quality.Quality;

/**
 * What counting decisions for the report on data quality costs, in processor time, and how long the report takes. A fifth of
 * the accounts share a domain, one in a hundred has a country that nobody understands.
 *
 * <p>Argument: decisions (1,000,000).
 */
final class QualityBench {

    private static final int UNDER_WAY = 2_048;
    private static final int REPORTS = 11;

    private QualityBench() {}

    public static void main(String... args) throws Exception {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        Path folder = Files.createTempDirectory("quality-bench");
        try (Landed service = new Landed(folder, Path.of("src/test/resources/landfall/assignment/rules"))) {
            long begin = machine.getProcessCpuTime();
            fill(service, count);
            double assigning = (machine.getProcessCpuTime() - begin) / 1e3 / count;
            begin = machine.getProcessCpuTime();
            long began = System.nanoTime();
            int rounds = 0;
            for (int looked = Quality.ROUND; looked == Quality.ROUND; rounds++) {
                looked = service.quality.count(Quality.ROUND);
            }
            System.out.printf(
                    Locale.ROOT,
                    "%,d decisions in %d rounds: counted in %.1f s, %.1f µs of processor time each (assigning them %.1f µs)%n",
                    count,
                    rounds,
                    (System.nanoTime() - began) / 1e9,
                    (machine.getProcessCpuTime() - begin) / 1e3 / count,
                    assigning);
            LocalDate day = LocalDate.ofInstant(Landed.START, ZoneOffset.UTC);
            long[] reports = new long[REPORTS];
            for (int i = 0; i < REPORTS; i++) {
                began = System.nanoTime();
                service.quality.report(day.minusDays(365), day, 50);
                reports[i] = System.nanoTime() - began;
            }
            Arrays.sort(reports);
            System.out.printf(Locale.ROOT, "a report of a year: %.1f ms%n", reports[REPORTS / 2] / 1e6);
        }
        System.exit(0);
    }

    private static void fill(Landed service, int count) throws Exception {
        Deque<CompletableFuture<Recorded>> open = new ArrayDeque<>();
        for (int i = 0; i < count; i++) {
            String country = i % 100 == 0 ? "Atlantis " + i % 1_000 : "United States";
            String domain = i % 5 == 0 ? "shared" + i % 1_000 + ".example" : "own" + i + ".example";
            String body = "{'source':'s" + i % 7 + "','externalId':'" + i + "','name':'Company " + i
                    + " Inc.','country':'" + country + "','region':'California','domain':'" + domain + "'}";
            open.add(service.assigner.assign(service.request(body, null)).toCompletableFuture());
            if (open.size() > UNDER_WAY) {
                open.remove().join();
            }
        }
        open.forEach(CompletableFuture::join);
    }
}
