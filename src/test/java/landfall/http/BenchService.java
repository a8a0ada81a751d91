package landfall.http;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The service in a process of its own, for the benches: with the settings that it ships with but for the folder's. */
final class BenchService implements AutoCloseable {

    private static final int HEAP = 2_048;

    private final Process process;
    private final Path log;
    private final int port;

    private BenchService(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /** With the no-op beside the service's own resources. */
    static BenchService start(Path settings, Path folder, int port) throws IOException {
        return start(settings, folder, port, HEAP);
    }

    /** The same with the short pauses that the documents tell. */
    static BenchService startWithShortPauses(Path settings, Path folder, int port) throws IOException {
        return start(
                settings,
                folder,
                port,
                HEAP,
                "-XX:MaxGCPauseMillis=15",
                "-cp",
                System.getProperty("java.class.path"),
                BenchApplication.class.getName());
    }

    /** @param heap megabytes that it may have */
    static BenchService start(Path settings, Path folder, int port, int heap) throws IOException {
        return start(
                settings,
                folder,
                port,
                heap,
                "-cp",
                System.getProperty("java.class.path"),
                BenchApplication.class.getName());
    }

    /** The service as it ships. */
    static BenchService startJar(Path settings, Path folder, int port) throws IOException {
        return start(settings, folder, port, HEAP, "-jar", "target/landfall.jar");
    }

    private static BenchService start(Path settings, Path folder, int port, int heap, String... program)
            throws IOException {
        Path log = folder.resolve("service.log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + heap + "m");
        command.addAll(List.of(program));
        command.add("server");
        command.add(settings.toString());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new BenchService(process, log, port);
    }

    void awaitReady() throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/health/ready"))
                .build();
        long until = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (System.nanoTime() < until && process.isAlive()) {
            try {
                HttpResponse<String> answer = client.send(ready, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() == 200) {
                    return;
                }
                throw new IllegalStateException(answer.body() + "\n" + Files.readString(log));
            } catch (IOException notYet) {
                // it doesn't listen yet
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new IllegalStateException("not ready:\n" + Files.readString(log));
    }

    /** Of all its threads since it started. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Ends it at once, whatever it is doing. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Ends it in good order; nothing where it has ended. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }
}
