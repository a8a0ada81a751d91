package landfall.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ToIntFunction;

/** Whoever receives webhooks: keeps what came in order, and answers as the test says. */
final class Receiver implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile boolean keeps = true;
    private volatile ToIntFunction<Call> answer = call -> 204;
    private volatile Map<String, String> headers = Map.of();

    /** A call that came, with what it was answered. */
    record Call(String path, String id, String timestamp, String signature, byte[] body, int status) {

        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        String account() {
            return json().path("data").path("externalId").asText();
        }

        boolean accepted() {
            return status < 300;
        }

        boolean isSignedWith(String secret) {
            return List.of(signature.split(" "))
                    .contains(PlainHmac.signature(secret, id, timestamp, new String(body, UTF_8)));
        }
    }

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        Call call = new Call(
                exchange.getRequestURI().toString(),
                exchange.getRequestHeaders().getFirst("webhook-id"),
                exchange.getRequestHeaders().getFirst("webhook-timestamp"),
                exchange.getRequestHeaders().getFirst("webhook-signature"),
                exchange.getRequestBody().readAllBytes(),
                0);
        int status = answer.applyAsInt(call);
        if (keeps) {
            calls.add(new Call(call.path(), call.id(), call.timestamp(), call.signature(), call.body(), status));
        }
        headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    /** @param status from what came; it may take its time */
    void answer(ToIntFunction<Call> status) {
        answer = status;
    }

    /** Keeps nothing of what comes from now on. */
    void forget() {
        keeps = false;
    }

    void answerWith(Map<String, String> more) {
        headers = more;
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    /** Accounts of what was accepted, in order. */
    List<String> accepted() {
        return calls.stream().filter(Call::accepted).map(Call::account).toList();
    }

    /** Waits until so many came, and returns them. */
    List<Call> await(int count) throws InterruptedException {
        for (int i = 0; i < 2_000 && calls.size() < count; i++) {
            Thread.sleep(10);
        }
        if (calls.size() < count) {
            throw new AssertionError(calls.size() + " calls came instead of " + count);
        }
        return calls();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
