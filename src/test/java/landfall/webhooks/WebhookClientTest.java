package landfall.webhooks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.dropwizard.util.Duration;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be called, and what an answer can't do. */
class WebhookClientTest {

    private static final byte[] BODY = {'{', '}'};
    private static final List<byte[]> SECRETS = List.of(new byte[32]);

    private final Receiver receiver = new Receiver();

    @AfterEach
    void stop() {
        receiver.close();
    }

    private static WebhookSettings settings(List<String> networks, String timeout) {
        return new WebhookSettings(true, networks, Duration.parse(timeout), List.of(Duration.seconds(1)), 8);
    }

    private static WebhookClient client(String timeout) {
        return new WebhookClient(settings(List.of("127.0.0.0/8"), timeout), InstantSource.system());
    }

    private static Outcome send(WebhookClient client, String address) {
        return client.send(URI.create(address), "change_1", BODY, SECRETS);
    }

    private int port() {
        return URI.create(receiver.address()).getPort();
    }

    @Test
    void postsAndSucceedsByTheStatus() {
        try (WebhookClient client = client("10s")) {
            assertThat(send(client, receiver.address()).failure()).isNull();
            receiver.answer(call -> 500);
            Outcome failed = send(client, receiver.address());

            assertThat(failed.status()).isEqualTo(500);
            assertThat(failed.failure()).isEqualTo("answered 500");
            assertThat(receiver.calls()).hasSize(2).allMatch(call -> new String(call.body(), ISO_8859_1).equals("{}"));
        }
    }

    /** However the machine itself is written. */
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0.0.0.0", "[::]"})
    void aPrivateAddressIsNotConnectedTo(String host) {
        try (WebhookClient client = new WebhookClient(settings(List.of(), "5s"), InstantSource.system())) {
            Outcome outcome = send(client, "http://" + host + ":" + port() + "/hook");

            assertThat(outcome.delivered()).isFalse();
            assertThat(outcome.failure()).contains("which is not a public address");
            assertThat(receiver.calls()).isEmpty();
        }
    }

    /** The name is looked up once for a connection, and that goes to what was looked at. */
    @Test
    void aNameThatMeansAnotherAddressAMomentLaterIsNotFollowed() {
        AtomicInteger lookups = new AtomicInteger();
        PermittedResolver.Lookup rebinding = host -> {
            InetAddress[] answer = {
                InetAddress.getByName(lookups.incrementAndGet() % 2 == 1 ? "192.0.2.1" : "127.0.0.1")
            };
            return answer;
        };
        try (WebhookClient client =
                new WebhookClient(settings(List.of("192.0.2.0/24"), "500ms"), InstantSource.system(), rebinding)) {
            Outcome first = send(client, "http://rebinding.example:" + port() + "/hook");
            Outcome second = send(client, "http://rebinding.example:" + port() + "/hook");

            assertThat(first.delivered()).isFalse();
            assertThat(first.failure()).doesNotContain("public");
            assertThat(second.failure()).contains("127.0.0.1, which is not a public address");
            assertThat(lookups).hasValue(2);
            assertThat(receiver.calls()).isEmpty();
        }
    }

    @Test
    void ofSeveralAddressesOnlyThoseThatMayBeCalledAre() {
        PermittedResolver.Lookup both =
                host -> new InetAddress[] {InetAddress.getByName("10.0.0.1"), InetAddress.getByName("127.0.0.1")};
        try (WebhookClient client =
                new WebhookClient(settings(List.of("127.0.0.0/8"), "5s"), InstantSource.system(), both)) {
            assertThat(send(client, "http://both.example:" + port() + "/").delivered())
                    .isTrue();
        }
    }

    @Test
    void aNameThatNobodyKnowsIsSaidSo() {
        PermittedResolver.Lookup nobody = host -> {
            throw new UnknownHostException(host);
        };
        try (WebhookClient client = new WebhookClient(settings(List.of(), "5s"), InstantSource.system(), nobody)) {
            assertThat(send(client, "https://gone.example/").failure()).isEqualTo("nobody knows the name gone.example");
        }
    }

    @Test
    void aRedirectIsAFailureAndNotFollowed() {
        receiver.answer(call -> 307);
        receiver.answerWith(Map.of("Location", receiver.address() + "/elsewhere"));
        try (WebhookClient client = client("10s")) {
            assertThat(send(client, receiver.address()).failure()).isEqualTo("answered 307");
            assertThat(receiver.calls()).hasSize(1);
        }
    }

    @Test
    void aReceiverSaysWhenToComeAgain() {
        receiver.answer(call -> 503);
        try (WebhookClient client = client("10s")) {
            receiver.answerWith(Map.of("Retry-After", "7"));
            assertThat(send(client, receiver.address()).retryAfter()).isEqualTo(java.time.Duration.ofSeconds(7));
            receiver.answerWith(Map.of("Retry-After", "999999"));
            assertThat(send(client, receiver.address()).retryAfter()).isEqualTo(java.time.Duration.ofHours(1));
            receiver.answerWith(Map.of("Retry-After", "soon"));
            assertThat(send(client, receiver.address()).retryAfter()).isNull();
        }
    }

    @Test
    void anAnswerWithoutEndIsNotReadToIt() throws Exception {
        try (Raw raw = new Raw(
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                        "4000\r\n" + "x".repeat(0x4000) + "\r\n",
                        0);
                WebhookClient client = client("30s")) {
            assertThat(send(client, raw.address()).delivered()).isTrue();
            raw.awaitHungUp();
        }
    }

    @Test
    void anAnswerThatComesByDropsEndsInTime() throws Exception {
        try (Raw raw = new Raw("HTTP/1.1 200 OK\r\nX: ", "x", 50);
                WebhookClient client = client("500ms")) {
            assertThat(send(client, raw.address()).failure()).isEqualTo("no answer within 500 ms");
            raw.awaitHungUp();
        }
    }

    @Test
    void headersWithoutEndAreRefused() throws Exception {
        try (Raw raw = new Raw("HTTP/1.1 200 OK\r\n", "X-More: " + "y".repeat(100) + "\r\n", 0);
                WebhookClient client = client("30s")) {
            assertThat(send(client, raw.address()).delivered()).isFalse();
            raw.awaitHungUp();
        }
    }

    /** Answers each call with a head and then the same text for ever. */
    private static final class Raw implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final Thread thread;

        Raw(String head, String forEver, long pauseMillis) throws IOException {
            thread = new Thread(() -> {
                try (Socket socket = server.accept();
                        OutputStream out = socket.getOutputStream()) {
                    out.write(head.getBytes(ISO_8859_1));
                    while (true) {
                        out.write(forEver.getBytes(ISO_8859_1));
                        out.flush();
                        Thread.sleep(pauseMillis);
                    }
                } catch (IOException | InterruptedException hungUp) {
                    // The end that the test waits for.
                }
            });
            thread.start();
        }

        String address() {
            return "http://127.0.0.1:" + server.getLocalPort() + "/";
        }

        void awaitHungUp() throws InterruptedException {
            thread.join(60_000);
            assertThat(thread.isAlive()).isFalse();
        }

        @Override
        public void close() throws IOException {
            server.close();
            thread.interrupt();
        }
    }
}
