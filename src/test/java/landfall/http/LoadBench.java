package landfall.http;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Measures {@code POST /api/assignments} against a resource of the same server that reads and writes the same JSON and
 * does nothing between: {@code --connections 64 --rules 1000 --warmup 60 --seconds 20 --rounds 3 --decisions 0}. The service
 * runs in a process of its own, with the settings that it ships with; every assignment is durable. With decisions, it goes
 * on until there are so many, looks at the file, and kills the service and starts it again.
 */
final class LoadBench {

    private static final String NO_OP = "/api/noop";
    private static final String ASSIGN = "/api/assignments";
    private static final double LEAST_RATIO = 0.25;
    private static final double MOST_MILLIS = 60;
    private static final double MOST_TIMES_THE_RECORDS = 4;
    private static final double MOST_SECONDS_TO_START = 5;

    private final LoadClient client;
    private final BenchService service;
    private final Options options;
    private long assigned;

    private LoadBench(LoadClient client, BenchService service, Options options) {
        this.client = client;
        this.service = service;
        this.options = options;
    }

    public static void main(String[] arguments) throws Exception {
        Options options = Options.of(arguments);
        Path folder = Files.createTempDirectory("landfall-bench");
        int port = BenchService.freePort();
        Path settings = BenchFolder.write(folder, options.get("--rules"), port, BenchService.freePort());
        BenchService service = BenchService.start(settings, folder, port);
        try (LoadClient client = new LoadClient(port, options.get("--connections"))) {
            service.awaitReady();
            LoadBench bench = new LoadBench(client, service, options);
            bench.measure();
            bench.fill();
            bench.killUnderLoad();
            long bytes = size(folder.resolve("data"));
            System.out.printf("database %.1f MB%n", bytes / 1e6);
            if (options.get("--decisions") > 0) {
                start(settings, folder, port);
                records(folder, bytes);
            }
        } finally {
            service.close();
            BenchService.delete(folder);
        }
    }

    /** Posts until there are as many decisions as asked for. */
    private void fill() throws IOException {
        while (assigned < options.get("--decisions")) {
            post("filling", ASSIGN, Duration.ofSeconds(options.get("--seconds")));
        }
    }

    /** What is under way is not waited for, and the file is left as it is at that moment. */
    private void killUnderLoad() throws InterruptedException {
        Thread caller = new Thread(() -> {
            try {
                client.post(ASSIGN, Duration.ofSeconds(60));
            } catch (IOException | IllegalStateException expected) {
                // the service is gone
            }
        });
        caller.start();
        TimeUnit.SECONDS.sleep(2);
        service.kill();
        caller.join();
    }

    /** The file against what it is there for. */
    private static void records(Path folder, long bytes) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("data/landfall"), "landfall", "");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*), SUM(LENGTH(decision)) FROM decision")) {
            row.next();
            double times = (double) bytes / row.getLong(2);
            System.out.printf(
                    "%,d decisions of %,d bytes: the file has %.2f times their bytes (at most %.0f: %s)%n",
                    row.getLong(1),
                    row.getLong(2) / row.getLong(1),
                    times,
                    MOST_TIMES_THE_RECORDS,
                    times <= MOST_TIMES_THE_RECORDS ? "reached" : "MISSED");
        }
    }

    /** From the start of the process until it is ready, each time after a kill: the median of three. */
    private static void start(Path settings, Path folder, int port) throws IOException, InterruptedException {
        List<Double> seconds = new ArrayList<>();
        for (int run = 0; run < 3; run++) {
            long begin = System.nanoTime();
            try (BenchService service = BenchService.startJar(settings, folder, port)) {
                service.awaitReady();
                seconds.add((System.nanoTime() - begin) / 1e9);
                service.kill();
            }
        }
        System.out.printf(
                "ready after a kill %s s, median %.1f s (at most %.0f: %s)%n",
                seconds,
                median(seconds),
                MOST_SECONDS_TO_START,
                median(seconds) <= MOST_SECONDS_TO_START ? "reached" : "MISSED");
    }

    private void measure() throws IOException {
        Duration warmup = Duration.ofSeconds(options.get("--warmup"));
        Duration seconds = Duration.ofSeconds(options.get("--seconds"));
        post("warm-up, no-op", NO_OP, warmup);
        post("warm-up, assign", ASSIGN, warmup);
        List<Double> ratios = new ArrayList<>();
        List<Double> p99 = new ArrayList<>();
        for (int round = 1; round <= options.get("--rounds"); round++) {
            LoadClient.Figures noOp = post(round + ", no-op", NO_OP, seconds);
            LoadClient.Figures assign = post(round + ", assign", ASSIGN, seconds);
            ratios.add(assign.perSecond() / noOp.perSecond());
            p99.add(assign.millisAt(99));
            System.out.printf("%d, ratio %.3f%n", round, ratios.get(ratios.size() - 1));
        }
        double ratio = median(ratios);
        double millis = median(p99);
        System.out.printf(
                "median ratio %.3f (at least %.2f: %s)%n",
                ratio, LEAST_RATIO, ratio >= LEAST_RATIO ? "reached" : "MISSED");
        System.out.printf(
                "median p99 %.1f ms (at most %.0f: %s)%n",
                millis, MOST_MILLIS, millis <= MOST_MILLIS ? "reached" : "MISSED");
    }

    /** Posts, and prints what was seen; processor time is the service's, and holds on a busy machine, too. */
    private LoadClient.Figures post(String what, String path, Duration duration) throws IOException {
        Duration before = service.processorTime();
        LoadClient.Figures figures = client.post(path, duration);
        assigned += path.equals(ASSIGN) ? figures.micros().getTotalCount() : 0;
        long micros = service.processorTime().minus(before).toNanos() / 1000;
        System.out.printf(
                "%-16s %8.0f/s  p50 %6.1f  p99 %6.1f  p99.9 %6.1f ms  processor %4d µs each%s%n",
                what,
                figures.perSecond(),
                figures.millisAt(50),
                figures.millisAt(99),
                figures.millisAt(99.9),
                micros / Math.max(1, figures.micros().getTotalCount()),
                figures.failures() == 0 ? "" : "  FAILED " + figures.failures());
        return figures;
    }

    /** Numbers by name, as a bench is asked for them. */
    record Options(Map<String, Integer> values) {

        static Options of(String[] arguments) {
            return of(
                    arguments,
                    Map.of(
                            "--connections",
                            64,
                            "--rules",
                            1000,
                            "--warmup",
                            60,
                            "--seconds",
                            20,
                            "--rounds",
                            3,
                            "--decisions",
                            0));
        }

        static Options of(String[] arguments, Map<String, Integer> usual) {
            Map<String, Integer> values = new HashMap<>(usual);
            for (int i = 0; i < arguments.length; i += 2) {
                if (!values.containsKey(arguments[i]) || i + 1 == arguments.length) {
                    throw new IllegalArgumentException("options are " + values.keySet() + ", each with a number");
                }
                values.put(arguments[i], Integer.valueOf(arguments[i + 1]));
            }
            return new Options(values);
        }

        int get(String name) {
            return values.getOrDefault(name, 0);
        }
    }

    static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(Path::toFile)
                    .filter(File::isFile)
                    .mapToLong(File::length)
                    .sum();
        }
    }
}
