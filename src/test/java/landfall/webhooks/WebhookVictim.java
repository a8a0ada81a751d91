package landfall.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.jackson.Jackson;
import io.dropwizard.util.Duration;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import landfall.http.Json;
import landfall.http.Limits;
import landfall.ledger.AccountKey;
import landfall.ledger.CommitLane;
import landfall.ledger.Decided;
import landfall.ledger.Holding;
import landfall.ledger.LedgerDatabase;
import landfall.ledger.LedgerSettings;
import landfall.ledger.Proposal;
import landfall.ledger.ServiceSecrets;
import landfall.ledger.Standing;
import landfall.ledger.TestDatabase;

/**
 * A node in a process of its own that gives accounts other owners until the ledger has so many changes, and posts them all to one
 * webhook meanwhile; it can be killed.
 */
final class WebhookVictim implements AutoCloseable {

    private static final int CHANGES_OF_AN_ACCOUNT = 5;
    private static final int AT_ONCE = 200;
    private static final Duration[] PAUSES = Stream.concat(
                    Stream.of("100ms", "200ms", "400ms", "800ms"), java.util.Collections.nCopies(16, "1s").stream())
            .map(Duration::parse)
            .toArray(Duration[]::new);

    private final Process process;
    private final String secret;

    private WebhookVictim(Process process, String secret) {
        this.process = process;
        this.secret = secret;
    }

    /** Starts one on the database that the URL names; it has begun to post when this returns. */
    static WebhookVictim start(String url, String address, int events, long seed) {
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            classPath(),
                            WebhookVictim.class.getName(),
                            url,
                            address,
                            Integer.toString(events),
                            Long.toString(seed))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
            String line = out.readLine();
            while (line != null && !line.startsWith("secret ")) {
                line = out.readLine();
            }
            if (line == null) {
                throw new IOException("the process did not start");
            }
            return new WebhookVictim(process, line.substring("secret ".length()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .collect(Collectors.joining(File.pathSeparator));
    }

    String secret() {
        return secret;
    }

    /** As {@code kill -9} does. */
    void kill() {
        process.destroyForcibly();
        await();
    }

    /** In good order. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await();
    }

    private void await() {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Processor time that it has used so far. */
    java.time.Duration processorTime() {
        return process.info().totalCpuDuration().orElse(java.time.Duration.ZERO);
    }

    /** The process: URL, address to post to, changes in the end, seed. */
    public static void main(String... args) throws IOException {
        LedgerDatabase database = TestDatabase.open(args[0]);
        CommitLane lane = new CommitLane(database, LedgerSettings.DEFAULTS, Clock.systemUTC());
        lane.start();
        byte[] secret = new ServiceSecrets(database.jdbi(), database::durably).get("webhooks");
        ObjectMapper mapper = Json.configure(Jackson.newObjectMapper(), Limits.DEFAULTS);
        WebhookSettings settings =
                new WebhookSettings(true, List.of("127.0.0.0/8"), Duration.seconds(5), List.of(PAUSES), 16);
        Webhooks webhooks = new Webhooks(
                database.jdbi(),
                database.isShared(),
                database::durably,
                lane.ledger(),
                secret,
                settings,
                mapper,
                Clock.systemUTC());
        List<Webhook> all = webhooks.list();
        Webhook webhook = all.isEmpty()
                ? webhooks.create(new NewWebhook(URI.create(args[1]), List.of(), List.of(), 0L), "bench")
                        .webhook()
                : all.get(0);
        webhooks.start();
        System.out.println("secret " + Webhooks.text(secret, webhook, webhook.newestSecret()));
        Thread changes = new Thread(() -> change(lane, Integer.parseInt(args[2]), Long.parseLong(args[3])));
        changes.setDaemon(true);
        changes.start();
        while (System.in.read() >= 0) {
            // its end is the end of this process
        }
        webhooks.close();
        lane.close();
        database.close();
    }

    private static void change(CommitLane lane, int events, long seed) {
        Random random = new Random(seed + lane.ledger().count());
        int accounts = Math.max(1, events / CHANGES_OF_AN_ACCOUNT);
        while (lane.ledger().count() < events) {
            CompletableFuture<?>[] some = new CompletableFuture<?>
                    [(int) Math.min(AT_ONCE, events - lane.ledger().count())];
            for (int i = 0; i < some.length; i++) {
                some[i] = lane.submit(other("account " + random.nextInt(accounts)))
                        .toCompletableFuture();
            }
            try {
                CompletableFuture.allOf(some).join();
            } catch (CompletionException e) {
                throw new IllegalStateException("the lane refused a change", e);
            }
        }
    }

    /** Another owner than the account has. */
    static Proposal other(String account) {
        return new Proposal(new AccountKey("bench", account), null, List.of(), Map.of(), (id, digests, view) -> {
            Instant at = Instant.now().truncatedTo(ChronoUnit.MICROS);
            String owner =
                    view.holding().isPresent() && view.holding().get().owner().equals("amelie") ? "bo" : "amelie";
            Holding holding = new Holding(
                    id, "assigned", owner, "emea", "rule", "ab".repeat(32), at, Map.of(), Standing.from(id, at));
            byte[] record = ("{\"id\":\"" + id + "\"}").getBytes(UTF_8);
            return new Decided("assigned", record, record, holding, null, List.of());
        });
    }
}
