package landfall.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Requests byte by byte as a test writes them: whatever a well-behaved client would refuse to send. */
final class RawHttp {

    private RawHttp() {}

    /** Sends a request whose lines end in {@code \n} here, and reads to the end of the connection. */
    static Reply send(int port, String head) {
        return send(port, head, new byte[0]);
    }

    static Reply send(int port, String head, byte[] body) {
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
            socket.setSoTimeout(20_000);
            ByteArrayOutputStream request = new ByteArrayOutputStream();
            String lines = head.strip() + (body.length > 0 ? "\nContent-Length: " + body.length : "");
            request.write((lines.replace("\n", "\r\n") + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            request.write(body);
            socket.getOutputStream().write(request.toByteArray());
            socket.getOutputStream().flush();
            return Reply.parse(socket.getInputStream().readAllBytes());
        } catch (IOException e) {
            throw new AssertionError("no answer to " + head.lines().findFirst().orElse(""), e);
        }
    }

    /**
     * An answer.
     *
     * @param headers by lower-case name; of several of one name the last
     */
    record Reply(int status, Map<String, String> headers, String body) {

        static Reply parse(byte[] bytes) {
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            int end = text.indexOf("\r\n\r\n");
            if (end < 0) {
                throw new AssertionError("not an HTTP answer: " + text);
            }
            String[] lines = text.substring(0, end).split("\r\n");
            Map<String, String> headers = new TreeMap<>();
            Arrays.stream(lines)
                    .skip(1)
                    .forEach(line -> headers.put(
                            line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT),
                            line.substring(line.indexOf(':') + 1).strip()));
            String body = new String(bytes, end + 4, bytes.length - end - 4, StandardCharsets.UTF_8);
            return new Reply(Integer.parseInt(lines[0].split(" ")[1]), headers, body);
        }

        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }
}
