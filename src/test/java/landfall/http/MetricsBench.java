package landfall.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures what counting costs: two services with one set of rules, one that counts for Prometheus and one that doesn't, asked
 * in turn: {@code --connections 64 --rules 1000 --warmup 60 --seconds 20 --rounds 5}. While one is asked the other idles.
 */
final class MetricsBench {

    private static final String ASSIGN = "/api/assignments";
    private static final double LEAST_RATIO = 0.97;

    private MetricsBench() {}

    /** A service and whoever asks it. */
    private record Side(String name, BenchService service, LoadClient client) implements AutoCloseable {

        static Side start(String name, Path folder, LoadBench.Options options, boolean counted) throws IOException {
            int port = BenchService.freePort();
            Path settings = BenchFolder.write(
                    Files.createDirectories(folder), options.get("--rules"), port, BenchService.freePort());
            Files.writeString(settings, "prometheus: " + counted + "\n", StandardOpenOption.APPEND);
            return new Side(
                    name,
                    BenchService.start(settings, folder, port),
                    new LoadClient(port, options.get("--connections")));
        }

        Figures post(String what, Duration duration) throws IOException {
            Duration before = service.processorTime();
            LoadClient.Figures figures = client.post(ASSIGN, duration);
            double micros = service.processorTime().minus(before).toNanos() / 1000.0;
            double each = micros / Math.max(1, figures.micros().getTotalCount());
            System.out.printf(
                    "%-10s %-8s %8.0f/s  p99 %6.1f ms  processor %6.1f µs each%n",
                    what, name, figures.perSecond(), figures.millisAt(99), each);
            return new Figures(figures.perSecond(), each);
        }

        @Override
        public void close() throws IOException {
            client.close();
            service.close();
        }
    }

    private record Figures(double perSecond, double processorMicros) {}

    public static void main(String[] arguments) throws Exception {
        LoadBench.Options options = LoadBench.Options.of(arguments);
        Path folder = Files.createTempDirectory("landfall-bench");
        try (Side with = Side.start("with", folder.resolve("with"), options, true);
                Side without = Side.start("without", folder.resolve("without"), options, false)) {
            with.service().awaitReady();
            without.service().awaitReady();
            measure(with, without, options);
        } finally {
            BenchService.delete(folder);
        }
    }

    private static void measure(Side with, Side without, LoadBench.Options options) throws IOException {
        Duration warmup = Duration.ofSeconds(options.get("--warmup"));
        Duration seconds = Duration.ofSeconds(options.get("--seconds"));
        with.post("warm-up", warmup);
        without.post("warm-up", warmup);
        List<Double> throughput = new ArrayList<>();
        List<Double> processor = new ArrayList<>();
        for (int round = 1; round <= options.get("--rounds"); round++) {
            // Whoever comes second in a round has the warmer machine.
            boolean first = round % 2 == 1;
            Figures one = (first ? with : without).post(String.valueOf(round), seconds);
            Figures other = (first ? without : with).post(String.valueOf(round), seconds);
            Figures counted = first ? one : other;
            Figures not = first ? other : one;
            throughput.add(counted.perSecond() / not.perSecond());
            processor.add(counted.processorMicros() / not.processorMicros());
        }
        double ratio = LoadBench.median(throughput);
        System.out.printf(
                "median ratio of throughput, with to without: %.3f (at least %.2f: %s); of processor time: %.3f%n",
                ratio, LEAST_RATIO, ratio >= LEAST_RATIO ? "reached" : "MISSED", LoadBench.median(processor));
    }
}
