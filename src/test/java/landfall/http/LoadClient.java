package landfall.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.HdrHistogram.Histogram;

/**
 * Posts accounts, each of them new, over connections that stay open, one request at a time on each; one thread, no
 * library between, for it shares the cores with the service that it measures.
 */
final class LoadClient implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final List<Integer> ports;
    private final int connections;
    private final long run = System.currentTimeMillis() / 1000;
    private final Random random = new Random(11);
    private final Selector selector = Selector.open();
    private long sent;
    private String key = "";

    LoadClient(int port, int connections) throws IOException {
        this(List.of(port), connections);
    }

    /** Of several nodes, each of which gets its part of the connections. */
    LoadClient(List<Integer> ports, int connections) throws IOException {
        this.ports = List.copyOf(ports);
        this.connections = connections;
    }

    /** What was seen within the measured time. */
    record Figures(double perSecond, Histogram micros, long failures) {
        double millisAt(double percentile) {
            return micros.getValueAtPercentile(percentile) / 1000.0;
        }
    }

    /** Every call from now on shows this API key. */
    void show(String apiKey) {
        key = "Authorization: Bearer " + apiKey + "\r\n";
    }

    /** Posts to a path for as long; an answer other than 200 is a failure, and counts as no throughput. */
    Figures post(String path, Duration duration) throws IOException {
        Histogram micros = new Histogram(LONGEST.toNanos() / 1000, 3);
        long failures = 0;
        long begin = System.nanoTime();
        long end = begin + duration.toNanos();
        for (int i = 0; i < connections; i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", ports.get(i % ports.size())));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            Exchange exchange = new Exchange(channel);
            channel.register(selector, SelectionKey.OP_READ, exchange);
            exchange.send(path);
        }
        while (System.nanoTime() < end) {
            selector.select(100);
            for (SelectionKey key : selector.selectedKeys()) {
                Exchange exchange = (Exchange) key.attachment();
                if (exchange.receive()) {
                    long took = (System.nanoTime() - exchange.sentAt) / 1000;
                    if (exchange.status == 200) {
                        micros.recordValue(Math.min(took, micros.getHighestTrackableValue()));
                    } else {
                        failures++;
                    }
                    exchange.send(path);
                }
            }
            selector.selectedKeys().clear();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        closeConnections();
        return new Figures(micros.getTotalCount() / seconds, micros, failures);
    }

    /**
     * Posts at a rate for as long, whatever the answers take: each counts from when its call was due, so that what waits for a
     * slow answer is not forgotten. A call is sent at the next millisecond.
     */
    Figures post(String path, Duration duration, double perSecond) throws IOException {
        Histogram micros = new Histogram(LONGEST.toNanos() / 1000, 3);
        long failures = 0;
        Deque<Exchange> idle = new ArrayDeque<>();
        for (int i = 0; i < connections; i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", ports.get(i % ports.size())));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            Exchange exchange = new Exchange(channel);
            channel.register(selector, SelectionKey.OP_READ, exchange);
            idle.add(exchange);
        }
        long begin = System.nanoTime();
        long end = begin + duration.toNanos();
        long interval = (long) (1e9 / perSecond);
        long due = begin;
        for (long now = begin; now < end; now = System.nanoTime()) {
            while (due <= now && !idle.isEmpty()) {
                Exchange exchange = idle.remove();
                exchange.send(path);
                exchange.sentAt = due;
                due += interval;
            }
            selector.select(1);
            for (SelectionKey key : selector.selectedKeys()) {
                Exchange exchange = (Exchange) key.attachment();
                if (exchange.receive()) {
                    long took = (System.nanoTime() - exchange.sentAt) / 1000;
                    if (exchange.status == 200) {
                        micros.recordValue(Math.min(took, micros.getHighestTrackableValue()));
                    } else {
                        failures++;
                    }
                    idle.add(exchange);
                }
            }
            selector.selectedKeys().clear();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        closeConnections();
        return new Figures(micros.getTotalCount() / seconds, micros, failures);
    }

    private String account() {
        long number = ++sent;
        String id = run + "-" + number;
        return "{\"source\":\"bench\",\"externalId\":\"lead-" + id + "\",\"name\":\"Bench Company " + id
                + " Inc.\",\"domain\":\"bench-" + id
                + ".example\",\"email\":\"buyer@bench-" + id + ".example\",\"country\":\"" + pick(BenchFolder.COUNTRIES)
                + "\",\"region\":\"" + pick(BenchFolder.REGIONS) + "\",\"industry\":\"" + pick(BenchFolder.INDUSTRIES)
                + "\",\"employees\":" + (1 + random.nextInt(5000)) + ",\"dealSize\":" + random.nextInt(1_000_000) + "}";
    }

    private String pick(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    private void closeConnections() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.selectNow();
    }

    @Override
    public void close() throws IOException {
        closeConnections();
        selector.close();
    }

    /** One connection and the request that is under way on it. */
    private final class Exchange {
        private final SocketChannel channel;
        private final ByteBuffer in = ByteBuffer.allocate(32 * 1024);
        private long sentAt;
        private int status;
        private int whole = -1;

        Exchange(SocketChannel channel) {
            this.channel = channel;
        }

        void send(String path) throws IOException {
            String body = account();
            ByteBuffer out = ByteBuffer.wrap(("POST " + path
                            + " HTTP/1.1\r\nHost: localhost\r\n" + key
                            + "Content-Type: application/json\r\nContent-Length: "
                            + body.length() + "\r\n\r\n" + body)
                    .getBytes(StandardCharsets.US_ASCII));
            sentAt = System.nanoTime();
            while (out.hasRemaining()) {
                channel.write(out);
            }
            in.clear();
            whole = -1;
        }

        /** Whether the answer is complete. */
        boolean receive() throws IOException {
            if (channel.read(in) < 0) {
                throw new IOException("the service closed a connection");
            }
            if (whole < 0) {
                whole = wholeLength();
            }
            return whole >= 0 && in.position() >= whole;
        }

        /** Of head and body; -1 while the head isn't complete. */
        private int wholeLength() throws IOException {
            byte[] bytes = in.array();
            int end = -1;
            for (int i = 0; i + 3 < in.position() && end < 0; i++) {
                if (bytes[i] == '\r' && bytes[i + 1] == '\n' && bytes[i + 2] == '\r' && bytes[i + 3] == '\n') {
                    end = i;
                }
            }
            if (end < 0) {
                return -1;
            }
            String head = new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
            status = Integer.parseInt(head.substring(9, 12));
            int length = head.indexOf("Content-Length: ");
            if (length < 0) {
                throw new IOException("an answer without a length: " + head);
            }
            int until = head.indexOf('\r', length);
            return end + 4 + Integer.parseInt(head.substring(length + 16, until < 0 ? head.length() : until));
        }
    }
}
