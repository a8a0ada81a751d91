package landfall.ledger;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The wire between a node and its PostgreSQL, on this machine: it carries everything, until it is told to lose a commit or the answer to one. The node's
 * statements must come as text, without {@code prepareThreshold}.
 */
final class LossyWire implements AutoCloseable {
    private static final String COMMIT = "COMMIT; " + PostgresDatabase.SYNC;
    private static final int BUFFER = 1 << 16;

    /** What of a commit is lost, and the connection with it. */
    enum Loss {
        /** It never comes to the server. */
        COMMIT,
        /** It takes place and is on disk, and the node doesn't hear of it. */
        ANSWER
    }

    private final int serverPort;
    private final ServerSocket listening;
    private final AtomicReference<@Nullable Loss> next = new AtomicReference<>();
    private final AtomicInteger lostAnswers = new AtomicInteger();
    private final AtomicInteger lostCommits = new AtomicInteger();

    LossyWire(int serverPort) throws IOException {
        this.serverPort = serverPort;
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    void lose(Loss loss) {
        next.set(loss);
    }

    /** Answers to commits that were lost. */
    int lostAnswers() {
        return lostAnswers.get();
    }

    /** Commits that were lost. */
    int lostCommits() {
        return lostCommits.get();
    }

    private void accept() {
        while (true) {
            try {
                Socket node = listening.accept();
                connect(node);
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket node) throws IOException {
        Socket server;
        try {
            server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
        } catch (IOException nobody) {
            node.close();
            return;
        }
        node.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        AtomicBoolean doomed = new AtomicBoolean();
        start(() -> carry(node, server, doomed, true));
        start(() -> carry(server, node, doomed, false));
    }

    private void carry(Socket from, Socket to, AtomicBoolean doomed, boolean asks) {
        byte[] buffer = new byte[BUFFER];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                Loss loss = asks && next.get() != null && isCommit(buffer, read) ? next.getAndSet(null) : null;
                if (loss == Loss.COMMIT) {
                    lostCommits.incrementAndGet();
                    return;
                }
                if (loss == Loss.ANSWER) {
                    doomed.set(true);
                } else if (!asks && doomed.get()) {
                    // the server answers once all of the round trip is done
                    lostAnswers.incrementAndGet();
                    return;
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException gone) {
            // One end is gone: the other follows.
        }
    }

    /** The driver sends each statement of the commit apart, in one piece. */
    private static boolean isCommit(byte[] bytes, int length) {
        String text = new String(Arrays.copyOf(bytes, length), ISO_8859_1);
        return Arrays.stream(COMMIT.split("; ")).allMatch(text::contains);
    }

    private static void start(Runnable running) {
        Thread thread = new Thread(running, "wire");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
