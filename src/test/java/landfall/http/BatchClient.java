package landfall.http;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/**
 * Posts accounts, each of them new, as one request that streams, and reads the answers while it is still sending: a thread
 * for each, no library between, for it shares the cores with the service that it measures.
 */
final class BatchClient {

    private static final int BUFFER = 64 * 1024;

    /** Told of each answer. */
    @FunctionalInterface
    interface Progress {
        void answered(int count) throws IOException;
    }

    private final int port;
    private final String run;

    /** @param run part of every id and company, so that no other run has them */
    BatchClient(int port, String run) {
        this.port = port;
        this.run = run;
    }

    /** Posts so many accounts, and returns how many lines were answered by a problem. */
    int post(String path, int accounts, Progress progress) throws IOException, InterruptedException {
        try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port)) {
            Thread writer = new Thread(() -> send(socket, path, accounts), "batch-writer");
            writer.start();
            int problems = read(new BufferedInputStream(socket.getInputStream(), BUFFER), accounts, progress);
            writer.join();
            return problems;
        }
    }

    private void send(Socket socket, String path, int accounts) {
        try {
            OutputStream raw = socket.getOutputStream();
            raw.write(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
                            + "Transfer-Encoding: chunked\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            BufferedOutputStream out = new BufferedOutputStream(raw, BUFFER);
            Random random = new Random(11);
            StringBuilder chunk = new StringBuilder(BUFFER);
            for (int i = 0; i < accounts; i++) {
                account(i, random, chunk);
                if (chunk.length() > BUFFER - 1024 || i == accounts - 1) {
                    byte[] bytes = chunk.toString().getBytes(StandardCharsets.US_ASCII);
                    out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                    out.write(bytes);
                    out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                    chunk.setLength(0);
                }
            }
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void account(int number, Random random, StringBuilder out) {
        List<String> place = BatchFolder.PLACES.get(random.nextInt(BatchFolder.PLACES.size()));
        out.append("{\"source\":\"bench\",\"externalId\":\"lead-")
                .append(run)
                .append('-')
                .append(number)
                .append("\",\"name\":\"Bench Company ")
                .append(run)
                .append(number)
                .append(" Inc.\",\"domain\":\"bench-")
                .append(run)
                .append(number)
                .append(".example\",\"email\":\"buyer@bench-")
                .append(run)
                .append(number)
                .append(".example\",\"country\":\"")
                .append(place.get(0))
                .append("\",\"region\":\"")
                .append(place.get(1 + random.nextInt(place.size() - 1)))
                .append("\",\"industry\":\"")
                .append(BatchFolder.INDUSTRIES.get(random.nextInt(BatchFolder.INDUSTRIES.size())))
                .append("\",\"employees\":")
                .append(1 + random.nextInt(5000))
                .append(",\"dealSize\":")
                .append(random.nextInt(1_000_000))
                .append("}\n");
    }

    private static int read(InputStream in, int accounts, Progress progress) throws IOException {
        String status = line(in);
        if (!status.contains(" 200 ")) {
            throw new IOException(
                    "not answered: " + status + "\n" + new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        while (!line(in).isEmpty()) {
            // headers
        }
        int answered = 0;
        int problems = 0;
        int column = 0;
        for (int length = length(in); length > 0; length = length(in)) {
            byte[] chunk = in.readNBytes(length);
            for (byte each : chunk) {
                if (each == '\n') {
                    column = 0;
                    progress.answered(++answered);
                } else if (++column == 3 && each == 't') {
                    problems++; // its first field is its type
                }
            }
            line(in);
        }
        if (answered != accounts) {
            throw new EOFException(answered + " of " + accounts + " lines were answered");
        }
        return problems;
    }

    private static int length(InputStream in) throws IOException {
        return Integer.parseInt(line(in).strip(), 16);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                throw new EOFException("the service closed the connection");
            }
            line.append((char) read);
        }
        return line.toString().strip();
    }
}
