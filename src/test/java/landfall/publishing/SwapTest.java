package landfall.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import landfall.http.Api;
import landfall.staff.Running;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Versions take turns while calls come: no call fails, each is decided wholly by one version, and nothing of old ones stays. */
class SwapTest {

    private static final int WARM = 10;
    private static final int SWAPS = 60;
    private static final int CALLERS = 4;
    private static final double MOST_HEAP_MB = 24;
    private static final double MOST_METASPACE_MB = 4;
    private static final int MOST_CLASSES = 300;
    private static final Map<Boolean, String> TERRITORIES = Map.of(true, "uk-london", false, "uk-scotland-ni");

    @TempDir
    private Path folder;

    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicLong calls = new AtomicLong();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    /** What each version says of the account that is asked about. */
    private final Map<String, String> territories = new ConcurrentHashMap<>();

    @Test
    void nothingFailsNothingIsMixedAndNothingStays() throws Exception {
        try (Running service = new Running(folder)) {
            Map<String, String> files = service.files();
            files.keySet().removeIf(path -> path.startsWith("cases/"));
            List<Thread> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                int caller = i;
                Thread thread = new Thread(() -> call(service.address(), caller));
                callers.add(thread);
            }
            swap(service.api(), files, 0, WARM);
            callers.forEach(Thread::start);
            swap(service.api(), files, WARM, 2 * WARM);
            analysed(service.api());
            double heap = heap();
            double metaspace = metaspace();
            ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
            int loaded = classes.getLoadedClassCount();
            swap(service.api(), files, 2 * WARM, 2 * WARM + SWAPS);
            ended.set(true);
            for (Thread thread : callers) {
                thread.join();
            }
            analysed(service.api());
            assertThat(faults).isEmpty();
            assertThat(calls.get()).isGreaterThan(SWAPS);
            assertThat(heap() - heap).as("MB of heap").isLessThan(MOST_HEAP_MB);
            assertThat(metaspace() - metaspace).as("MB of metaspace").isLessThan(MOST_METASPACE_MB);
            assertThat(classes.getLoadedClassCount() - loaded).as("classes").isLessThan(MOST_CLASSES);
        }
    }

    /** Versions are analysed in their order; what that needs is in memory meanwhile. */
    private static void analysed(Api api) {
        String last = api.get("/api/rulesets/active").json().path("version").asText();
        assertThat(api.get("/api/rulesets/" + last + "/analysis").status()).isEqualTo(200);
    }

    private void swap(Api api, Map<String, String> files, int from, int to) {
        for (int i = from; i < to; i++) {
            String territory = TERRITORIES.get(i % 2 == 0);
            files.put(
                    "01-swap.drl",
                    """
                    package landfall.rules;
                    import landfall.facts.*;
                    global landfall.facts.Routing routing;
                    // %d
                    rule "Swapped" salience 10000 when Account( country == "AQ" ) then routing.territory("%s"); end
                    """
                            .formatted(i, territory));
            byte[] zip = Running.zip(files);
            JsonNode published = api.postZip("/api/rulesets", zip).json();
            String version = published.path("version").asText();
            territories.put(version, territory);
            Api.Answer answer = api.post("/api/rulesets/" + version + "/activate", "{\"reason\": \"swap\"}");
            assertThat(answer.json().path("activated").asBoolean())
                    .as(published + answer.text())
                    .isTrue();
        }
    }

    private void call(String address, int caller) {
        Api api = new Api(Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)));
        for (int i = 0; !ended.get(); i++) {
            Api.Answer answer = api.post(
                    "/api/assignments",
                    "{\"source\": \"swap\", \"externalId\": \"" + caller + "-" + i + "\", \"country\": \"AQ\"}");
            JsonNode told = answer.json();
            String expected = territories.get(told.path("ruleSetVersion").asText());
            if (answer.status() != 200
                    || expected == null
                    || !told.path("rule").asText().equals("Swapped")
                    || !told.path("territory").asText().equals(expected)) {
                faults.add(answer.status() + " " + answer.text());
            }
            calls.incrementAndGet();
        }
    }

    private static double heap() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(100);
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
    }

    private static double metaspace() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals("Metaspace"))
                .mapToDouble(pool -> usage(pool))
                .sum();
    }

    private static double usage(MemoryPoolMXBean pool) {
        return pool.getUsage().getUsed() / 1e6;
    }
}
