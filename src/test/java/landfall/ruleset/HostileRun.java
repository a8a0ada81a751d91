package landfall.ruleset;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import landfall.language.Issue;
import landfall.language.Place;

/**
 * Reads every hostile file in a process of its own, whose heap is small, and says what was told, how long it took, and
 * what became of the canaries: a file that hostile code would make, one that it would read, a socket, a system property,
 * processes and threads.
 */
public final class HostileRun {

    private static final String PROPERTY = "landfall.canary";
    private static final String SECRET = "the-secret-of-the-canary";
    /** Issues that are named of one file; of the others only how many there are. */
    private static final int MOST_TOLD = 4;

    private static final List<RuleFile> BASE = BadRuleSet.base();
    private static final Preparation PREPARATION = new Preparation(
            Preparation.Options.admittingAll(ZoneId.of("UTC"), "USD"),
            Clock.fixed(Instant.parse("2026-11-24T17:00:00Z"), ZoneOffset.UTC));

    private HostileRun() {}

    /**
     * Takes a folder for the canaries, and a word that the names of the files begin with, or none; prints a line for each
     * file, milliseconds, name and what was told of it, and then {@code canaries} with what became of them.
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        Path secret = Files.writeString(folder.resolve("secret"), SECRET);
        Path made = folder.resolve("made");
        AtomicInteger connections = new AtomicInteger();
        try (ServerSocket socket = new ServerSocket(0)) {
            Thread listener = new Thread(() -> listen(socket, connections), "listener");
            listener.setDaemon(true);
            listener.start();
            HostileFile.Canaries canaries = new HostileFile.Canaries(made, secret, socket.getLocalPort(), PROPERTY);
            read(new HostileFile("nothing", "nothing.drl", () -> new byte[0], ""), new ArrayList<>());
            Map<Object, Object> properties = new HashMap<>(System.getProperties());
            Set<String> threads = threads();
            List<String> dead = new ArrayList<>();
            for (HostileFile file : HostileFile.all(canaries)) {
                if (arguments.length < 2 || file.name().startsWith(arguments[1])) {
                    read(file, dead);
                    watch(file, "made a file", Files.exists(made), dead);
                    watch(file, "connected", connections.get() > 0, dead);
                    watch(file, "changed a property", !properties.equals(System.getProperties()), dead);
                    watch(
                            file,
                            "began a process",
                            ProcessHandle.current().children().findAny().isPresent(),
                            dead);
                    watch(file, "left a thread", !threads.containsAll(threads()), dead);
                }
            }
            System.out.println("canaries " + dead);
        }
    }

    private static void read(HostileFile hostile, List<String> dead) {
        byte[] bytes = hostile.bytes().get();
        List<RuleFile> files = new ArrayList<>(BASE);
        files.removeIf(file -> file.path().equals(hostile.path()));
        files.add(new RuleFile(hostile.path(), bytes));
        long start = System.nanoTime();
        List<Issue> issues = PREPARATION.prepare(files).issues();
        long millis = (System.nanoTime() - start) / 1_000_000;
        watch(hostile, "read a file", issues.toString().contains(SECRET), dead);
        System.out.println(millis + "\t" + hostile.name() + "\t" + told(hostile.path(), issues));
    }

    /** All that was told of the file, as {@link HostileFile#expected()} has it; what is told of others follows from it. */
    private static String told(String path, List<Issue> issues) {
        List<String> told = issues.stream()
                .filter(issue -> issue.isError() && issue.place().file().equals(path))
                .map(issue -> issue.code() + " " + place(issue.place()))
                .toList();
        return told.size() <= MOST_TOLD
                ? String.join("; ", told)
                : String.join("; ", told.subList(0, MOST_TOLD)) + "; and " + (told.size() - MOST_TOLD) + " more";
    }

    private static String place(Place place) {
        if (place.isCell()) {
            return place.cellName();
        }
        return place.line() == 0 ? "-" : place.line() + ":" + place.column();
    }

    private static void watch(HostileFile file, String what, boolean seen, List<String> dead) {
        if (seen) {
            dead.add(file.name() + " " + what);
        }
    }

    private static void listen(ServerSocket socket, AtomicInteger connections) {
        while (!socket.isClosed()) {
            try {
                socket.accept().close();
                connections.incrementAndGet();
            } catch (IOException closed) {
                return;
            }
        }
    }

    /** By name, but those of the pool on which Drools' parser is asked. */
    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> !name.startsWith("ForkJoinPool"))
                .collect(Collectors.toSet());
    }
}
