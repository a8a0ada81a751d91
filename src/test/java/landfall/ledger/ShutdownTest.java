package landfall.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import landfall.ledger.ServiceCaller.Answer;
import landfall.ledger.ServiceCaller.End;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process that is told to stop while many call it. */
class ShutdownTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CALLERS = 48;
    private static final int LINES = 50;
    /** As Java ends after SIGTERM. */
    private static final int TERMINATED = 143;

    @TempDir
    Path folder;

    @Test
    void everyCallIsAnsweredInFullOrRefusedCleanly() throws Exception {
        ServiceVictim service = ServiceVictim.start(folder);
        Map<String, String> answered = new ConcurrentHashMap<>();
        List<String> unclean = new ArrayList<>();
        Queue<String> dropped = new ConcurrentLinkedQueue<>();
        AtomicInteger refused = new AtomicInteger();
        CountDownLatch underLoad = new CountDownLatch(CALLERS * 10);
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            int caller = i;
            Thread thread = new Thread(() -> {
                try (ServiceCaller calling = new ServiceCaller(service.port())) {
                    boolean open = true;
                    for (int call = 0; open; call++) {
                        String key = "c" + caller + "-" + call;
                        Answer answer = calling.post("/api/assignments", key, account(key));
                        underLoad.countDown();
                        if (answer.status() == 200) {
                            answered.put(key, id(answer.body()));
                        } else if (answer.status() == 503) {
                            refused.incrementAndGet();
                        } else if (answer.end() == End.DROPPED) {
                            dropped.add(key);
                        } else if (answer.end() == End.ANSWERED || answer.end() == End.CUT) {
                            synchronized (unclean) {
                                unclean.add(key + ": " + answer);
                            }
                        }
                        open = answer.end() == End.ANSWERED;
                    }
                }
            });
            thread.start();
            callers.add(thread);
        }
        underLoad.await();
        int exit = service.terminate();
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(unclean).isEmpty();
        assertThat(exit).isEqualTo(TERMINATED);
        assertThat(answered.size()).isGreaterThan(CALLERS);
        try (Opened opened = Opened.in(folder)) {
            assertThat(answered.values())
                    .allSatisfy(id -> assertThat(opened.ledger.find(id)).isPresent());
            // Sent in the moment in which an idle connection was closed: nobody read it.
            assertThat(dropped).allSatisfy(key -> assertThat(opened.ledger.holding(new AccountKey("test", key)))
                    .isEmpty());
        }
    }

    @Test
    void whileItGivesNoticeItIsNotReadyAndStillTakesCalls() throws Exception {
        ServiceVictim service = ServiceVictim.start(folder, "shutdownNotice: 4s");
        try (ServiceCaller caller = new ServiceCaller(service.port())) {
            Thread end = new Thread(service::terminate);
            end.start();
            HttpURLConnection ready = ready(service);
            while (ready.getResponseCode() == 200) {
                Thread.sleep(10);
                ready = ready(service);
            }
            assertThat(new String(ready.getErrorStream().readAllBytes(), UTF_8)).contains("not-ready", "stopping");
            assertThat(caller.post("/api/assignments", "late", account("late")).status())
                    .isEqualTo(200);
            end.join();
        }
        try (Opened opened = Opened.in(folder)) {
            assertThat(opened.ledger.count()).isEqualTo(1);
        }
    }

    /** Its caller has sent a line, has the answer, and sends nothing more: the batch ends, and says why. */
    @Test
    void aBatchUnderWayEndsBehindALineThatSaysSo() throws Exception {
        ServiceVictim service = ServiceVictim.start(folder);
        List<String> answers = new ArrayList<>();
        try (RawBatch raw = new RawBatch(service.port())) {
            // Behind its first 8 KiB an answer is sent as it comes.
            for (int i = 0; i < LINES; i++) {
                raw.send(account("b" + i));
            }
            for (int i = 0; i < LINES; i++) {
                answers.add(raw.line());
            }
            Thread end = new Thread(service::terminate);
            end.start();
            answers.add(raw.line());
            assertThat(raw.line()).isNull();
            end.join();
            assertThat(raw.isWhole()).isTrue();
        }
        assertThat(answers.subList(0, LINES)).allMatch(line -> line.contains("\"assignmentId\""));
        assertThat(answers.get(LINES)).contains("\"code\":\"busy\"", "the lines from here on were not read");
    }

    private static HttpURLConnection ready(ServiceVictim service) throws IOException {
        return (HttpURLConnection) URI.create("http://127.0.0.1:" + service.port() + "/api/health/ready")
                .toURL()
                .openConnection();
    }

    private static String account(String externalId) {
        return "{\"source\":\"test\",\"externalId\":\"" + externalId + "\",\"country\":\"DE\"}";
    }

    private static String id(String body) {
        try {
            JsonNode answer = JSON.readTree(body);
            return answer.path("assignmentId").asText();
        } catch (IOException damaged) {
            throw new AssertionError(body, damaged);
        }
    }

    /** A batch whose body stays open; its answer is read chunk by chunk. */
    private static final class RawBatch implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader in;
        private boolean whole;

        RawBatch(int port) throws IOException {
            socket = new Socket("127.0.0.1", port);
            socket.setSoTimeout(60_000);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            write("POST /api/assignments/batch HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n");
        }

        void send(String line) throws IOException {
            String text = line + "\n";
            write(Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
        }

        private void write(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(UTF_8));
            socket.getOutputStream().flush();
        }

        /** The next line of JSON, whatever chunk it stands in; null at the end. */
        String line() throws IOException {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith("{")) {
                    return line;
                }
                whole |= line.equals("0");
            }
            return null;
        }

        boolean isWhole() {
            return whole;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
