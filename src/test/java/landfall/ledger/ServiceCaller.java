package landfall.ledger;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Calls a service over one connection for as long as that stays open, and sees exactly how an answer ends. For one thread.
 */
final class ServiceCaller implements AutoCloseable {

    /** What became of a call. */
    enum End {
        /** A whole answer came. */
        ANSWERED,
        /** Nobody listened. */
        REFUSED,
        /** A new connection was closed before any of an answer came: it was never taken. */
        NOT_TAKEN,
        /** A connection that had been used was closed before any of an answer came. */
        DROPPED,
        /** An answer ended in its middle. */
        CUT
    }

    /**
     * An answer, or why there is none.
     *
     * @param status 0 where there is none
     */
    record Answer(End end, int status, String body) {}

    private final int port;
    private Socket socket;

    ServiceCaller(int port) {
        this.port = port;
    }

    Answer post(String path, String key, String body) {
        boolean fresh = socket == null;
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        try {
            if (fresh) {
                socket = new Socket();
                socket.connect(new InetSocketAddress("127.0.0.1", port), 10_000);
                socket.setSoTimeout(60_000);
                socket.setTcpNoDelay(true);
            }
            socket.getOutputStream()
                    .write(("POST " + path
                                    + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nIdempotency-Key: "
                                    + key
                                    + "\r\nContent-Length: " + body.getBytes(UTF_8).length + "\r\n\r\n" + body)
                            .getBytes(UTF_8));
            return read(socket.getInputStream(), received);
        } catch (ConnectException nobody) {
            drop();
            return new Answer(End.REFUSED, 0, "");
        } catch (IOException gone) {
            drop();
            return new Answer(received.size() > 0 ? End.CUT : fresh ? End.NOT_TAKEN : End.DROPPED, 0, gone.toString());
        }
    }

    private Answer read(InputStream in, ByteArrayOutputStream received) throws IOException {
        while (!received.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
            received.write(next(in));
        }
        String head = received.toString(ISO_8859_1);
        int at = head.indexOf("Content-Length: ");
        if (at < 0) {
            throw new IOException("an answer without a length: " + head);
        }
        int length = Integer.parseInt(head.substring(at + 16, head.indexOf('\r', at)));
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new IOException("the body ended early");
        }
        if (head.contains("Connection: close")) {
            drop();
        }
        return new Answer(End.ANSWERED, Integer.parseInt(head.substring(9, 12)), new String(body, UTF_8));
    }

    private static int next(InputStream in) throws IOException {
        int read = in.read();
        if (read < 0) {
            throw new IOException("the connection was closed");
        }
        return read;
    }

    private void drop() {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException closed) {
            throw new IllegalStateException(closed);
        }
        socket = null;
    }

    @Override
    public void close() {
        drop();
    }
}
