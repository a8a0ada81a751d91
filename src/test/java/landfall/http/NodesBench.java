package landfall.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import landfall.ledger.PostgresServer;

/**
 * Posts new accounts, which all want one rotation, to one service on a PostgreSQL and to two that share another, in turn; as many
 * connections to the two together as to the one: {@code --connections 64 --rules 1000 --warmup 60 --seconds 20 --rounds 3}. All of it
 * runs on one machine, the database as well.
 */
final class NodesBench {
    private static final String ASSIGN = "/api/assignments";
    private static final double LEAST_RATIO = 0.9;

    private NodesBench() {}

    /** Services that share a database, and whoever asks them. */
    private static final class Side implements AutoCloseable {
        private final List<BenchService> services = new ArrayList<>();
        private final LoadClient client;

        Side(Path folder, int nodes, LoadBench.Options options) throws IOException {
            String url = PostgresServer.freshDatabase();
            List<Integer> ports = new ArrayList<>();
            for (int i = 0; i < nodes; i++) {
                int port = BenchService.freePort();
                Path own = Files.createDirectories(folder.resolve(nodes + "-" + i));
                Path settings = BenchFolder.write(own, options.get("--rules"), port, BenchService.freePort(), url);
                services.add(BenchService.start(settings, own, port));
                ports.add(port);
            }
            client = new LoadClient(ports, options.get("--connections"));
        }

        void awaitReady() throws IOException, InterruptedException {
            for (BenchService service : services) {
                service.awaitReady();
            }
        }

        double post(String what, Duration duration) throws IOException {
            LoadClient.Figures figures = client.post(ASSIGN, duration);
            System.out.printf(
                    "%-8s %d: %8.0f/s  p50 %6.1f  p99 %6.1f ms, %d failed%n",
                    what,
                    services.size(),
                    figures.perSecond(),
                    figures.millisAt(50),
                    figures.millisAt(99),
                    figures.failures());
            return figures.perSecond();
        }

        @Override
        public void close() throws IOException {
            client.close();
            services.forEach(BenchService::close);
        }
    }

    public static void main(String[] arguments) throws Exception {
        LoadBench.Options options = LoadBench.Options.of(arguments);
        Path folder = Files.createTempDirectory("landfall-bench");
        try (Side one = new Side(folder, 1, options);
                Side two = new Side(folder, 2, options)) {
            one.awaitReady();
            two.awaitReady();
            measure(one, two, options);
        } finally {
            BenchService.delete(folder);
        }
        System.exit(0);
    }

    private static void measure(Side one, Side two, LoadBench.Options options) throws IOException {
        Duration warmup = Duration.ofSeconds(options.get("--warmup"));
        Duration seconds = Duration.ofSeconds(options.get("--seconds"));
        one.post("warm-up", warmup);
        two.post("warm-up", warmup);
        List<Double> ratios = new ArrayList<>();
        for (int round = 1; round <= options.get("--rounds"); round++) {
            boolean oneFirst = round % 2 == 1;
            double first = (oneFirst ? one : two).post(String.valueOf(round), seconds);
            double second = (oneFirst ? two : one).post(String.valueOf(round), seconds);
            ratios.add(oneFirst ? second / first : first / second);
        }
        double ratio = LoadBench.median(ratios);
        System.out.printf(
                "two nodes to one: median ratio %.3f (at least %.1f: %s)%n",
                ratio, LEAST_RATIO, ratio >= LEAST_RATIO ? "reached" : "MISSED");
    }
}
