package landfall.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The lane with its database in a process of its own: a line in is a number and what is asked, a line out is the number and the answer. */
final class LaneVictim implements Victim {
    private static final WeightedTurns TURNS = new WeightedTurns(RandomAsks.POOLS, "x".repeat(700));
    private static final String NO_COMPANY = "-";

    private final Process process;
    private final PrintWriter requests;
    private final AtomicLong asked = new AtomicLong();
    private final Map<String, CompletableFuture<String>> waiting = new ConcurrentHashMap<>();
    private volatile boolean gone;

    private LaneVictim(Process process) throws IOException {
        this.process = process;
        this.requests = new PrintWriter(new OutputStreamWriter(process.getOutputStream(), UTF_8), true);
        BufferedReader answers = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        if (!"ready".equals(answers.readLine())) {
            throw new IOException("the process did not start");
        }
        Thread reader = new Thread(() -> read(answers), "answers");
        reader.setDaemon(true);
        reader.start();
    }

    static LaneVictim start(Path folder, Durability durability) {
        return start("file:" + folder + File.separator + "landfall", durability);
    }

    /** @param place of an H2 database, or a whole URL of PostgreSQL */
    static LaneVictim start(String place, Durability durability) {
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            classPath(),
                            LaneVictim.class.getName(),
                            place,
                            durability.name())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new LaneVictim(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An empty entry would be the working directory, where the change logs lie a second time. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private void read(BufferedReader answers) {
        try {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                int blank = line.indexOf(' ');
                CompletableFuture<String> waiter = blank < 0 ? null : waiting.remove(line.substring(0, blank));
                // A line that was cut off by the kill is no answer.
                if (waiter != null && line.endsWith("}")) {
                    waiter.complete(line.substring(blank + 1));
                } else if (waiter != null && line.endsWith("?")) {
                    waiter.completeExceptionally(new IOException("ask again"));
                } else if (waiter != null && line.endsWith("!")) {
                    waiter.completeExceptionally(new IllegalStateException(line));
                }
            }
        } catch (IOException e) {
            // The same as its end.
        }
        gone = true;
        waiting.values().forEach(waiter -> waiter.completeExceptionally(new IOException("killed")));
    }

    @Override
    public String assign(History.Ask ask) throws IOException {
        String number = Long.toString(asked.incrementAndGet());
        CompletableFuture<String> waiter = new CompletableFuture<>();
        waiting.put(number, waiter);
        String company = ask.company() == null ? NO_COMPANY : ask.company();
        synchronized (requests) {
            requests.println(String.join(" ", number, ask.key(), ask.account(), company, ask.pool()));
        }
        if (gone) {
            throw new IOException("killed");
        }
        try {
            return waiter.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IllegalStateException failure) {
                throw failure;
            }
            throw new IOException(e.getCause());
        } catch (TimeoutException | InterruptedException e) {
            throw new IllegalStateException("no answer to " + ask, e);
        }
    }

    @Override
    public void kill() {
        process.destroyForcibly();
        await();
    }

    @Override
    public void close() {
        requests.close();
        await();
    }

    private void await() {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The process: where the database is, and its durability. */
    public static void main(String... args) throws IOException {
        LedgerSettings settings = Opened.indexEvery(2_000);
        Opened opened = args[0].startsWith("jdbc:")
                ? Opened.on(args[0], settings, InstantSource.system())
                : Opened.at(args[0], settings, InstantSource.system(), Durability.valueOf(args[1]));
        PrintWriter answers = new PrintWriter(new OutputStreamWriter(System.out, UTF_8), true);
        answers.println("ready");
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            String[] parts = line.split(" ");
            History.Ask ask =
                    new History.Ask(parts[1], parts[2], parts[3].equals(NO_COMPANY) ? null : parts[3], parts[4]);
            opened.lane.submit(TURNS.proposal(ask)).whenComplete((recorded, failure) -> {
                String answer = recorded instanceof Recorded.Answer given
                        ? new String(given.answer(), UTF_8)
                        : (recorded + " " + failure).replace('\n', ' ')
                                + (failure instanceof LedgerUnavailableException ? "?" : "!");
                answers.println(parts[0] + " " + answer);
            });
        }
        opened.close();
    }
}
