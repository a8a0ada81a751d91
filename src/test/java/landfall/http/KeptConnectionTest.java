package landfall.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropwizard.testing.junit5.DropwizardAppExtension;
import io.dropwizard.testing.junit5.DropwizardExtensionsSupport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import landfall.LandfallConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A call that sends a body which the call doesn't need leaves its connection in order for the next one. */
@ExtendWith(DropwizardExtensionsSupport.class)
class KeptConnectionTest {

    static final DropwizardAppExtension<LandfallConfiguration> SERVICE =
            new DropwizardAppExtension<>(FrameApplication.class, RandomPorts.configuration());

    private static final String CHUNKED = "Transfer-Encoding: chunked";
    private static final int MEGABYTE = 1_048_576;

    @ParameterizedTest
    @CsvSource({
        "DELETE, /api/probe",
        "GET, /api/probe/busy",
        "POST, /api/nowhere",
        "POST, /elsewhere",
    })
    void aBodyThatNobodyReadsMayComeLate(String method, String path) throws IOException {
        String head = method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n";
        goesOn(head + "Content-Length: 2", "{}");
        goesOn(head + CHUNKED, "2\r\n{}\r\n0\r\n\r\n");
        goesOn(head + "Content-Length: " + MEGABYTE, " ".repeat(MEGABYTE));
    }

    @Test
    void whatIsTooLongToReadEndsTheConnectionAndTheAnswerSaysSo() throws IOException {
        int length = 16 * MEGABYTE;
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), SERVICE.getLocalPort())) {
            socket.setSoTimeout(20_000);
            send(socket, "DELETE /api/probe HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + length + "\r\n\r\n");
            send(socket, " ".repeat(5 * MEGABYTE));
            assertThat(answer(socket.getInputStream()).toLowerCase(Locale.ROOT))
                    .startsWith("http/1.1 413 ")
                    .contains("connection: close");
        }
    }

    @Test
    void aStrangersBodyIsNotWaitedForAndHeIsToldThatTheConnectionEnds() throws IOException {
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), SERVICE.getLocalPort())) {
            socket.setSoTimeout(20_000);
            send(socket, "POST /api/probe/typed HTTP/1.1\r\nHost: rebound.example.com\r\nContent-Length: 2\r\n\r\n");
            assertThat(answer(socket.getInputStream()).toLowerCase(Locale.ROOT))
                    .startsWith("http/1.1 421 ")
                    .contains("connection: close");
        }
    }

    private static void goesOn(String head, String body) throws IOException {
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), SERVICE.getLocalPort())) {
            send(socket, head + "\r\n\r\n");
            socket.setSoTimeout(300);
            String early = "";
            try {
                early = answer(socket.getInputStream());
            } catch (SocketTimeoutException waits) {
                // it is answered when the body is there
            }
            send(socket, body);
            socket.setSoTimeout(20_000);
            String first = early.isEmpty() ? answer(socket.getInputStream()) : early;
            assertThat(first).startsWith("HTTP/1.1 ");

            send(socket, "GET /api/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(answer(socket.getInputStream())).startsWith("HTTP/1.1 200 ");
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** One answer whose length is told; nothing where the connection has ended. */
    private static String answer(InputStream in) throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        int next = in.read();
        while (next >= 0) {
            read.write(next);
            String text = read.toString(StandardCharsets.ISO_8859_1);
            if (text.endsWith("\r\n\r\n")) {
                int length = text.toLowerCase(Locale.ROOT)
                        .lines()
                        .filter(line -> line.startsWith("content-length:"))
                        .mapToInt(line -> Integer.parseInt(
                                line.substring(line.indexOf(':') + 1).strip()))
                        .findFirst()
                        .orElse(0);
                return text + new String(in.readNBytes(length), StandardCharsets.UTF_8);
            }
            next = in.read();
        }
        return read.toString(StandardCharsets.ISO_8859_1);
    }
}
