package landfall.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.DropwizardTestSupport;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import landfall.LandfallApplication;
import landfall.LandfallConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Prometheus reads of the running service, and whether it is what the document says. */
class MetricsTest {

    private static final Pattern DOCUMENTED =
            Pattern.compile("\\| `(landfall_\\w+)(?:\\{([\\w, ]+)})?` \\| (\\w+) \\|.*");
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    @TempDir
    private static Path folder;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static DropwizardTestSupport<LandfallConfiguration> service;

    @BeforeAll
    static void start() throws Exception {
        service = service(folder.resolve("landfall"), true);
        service.before();
        createWebhook();
    }

    /** Without one its figures have no samples. */
    private static void createWebhook() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + service.getLocalPort() + "/api/webhooks"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"address\": \"https://crm.invalid/\"}"))
                .build();
        assertThat(CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(201);
        for (int i = 0; i < 500 && !scrape().families().containsKey("landfall_webhook_waiting"); i++) {
            Thread.sleep(10);
        }
    }

    @AfterAll
    static void stop() {
        service.after();
    }

    private static DropwizardTestSupport<LandfallConfiguration> service(Path database, boolean prometheus) {
        return new DropwizardTestSupport<>(
                LandfallApplication.class,
                "config.yml",
                ConfigOverride.config("server.applicationConnectors[0].port", "0"),
                ConfigOverride.config("server.adminConnectors[0].port", "0"),
                ConfigOverride.config("prometheus", String.valueOf(prometheus)),
                ConfigOverride.config("audit.checkpoints.file", database + ".checkpoint"),
                ConfigOverride.config("database.url", "jdbc:h2:file:" + database));
    }

    @Test
    void namesTypesAndLabelsAreThoseOfTheDocument() throws Exception {
        assign("doc-1");
        Map<String, String> documented = Files.readAllLines(Path.of("docs/operating.md")).stream()
                .map(DOCUMENTED::matcher)
                .filter(Matcher::matches)
                .collect(Collectors.toMap(
                        row -> row.group(1),
                        row -> row.group(3) + " " + (row.group(2) == null ? "" : row.group(2)),
                        (one, other) -> one,
                        TreeMap::new));
        Map<String, String> exposed = new TreeMap<>();
        awaited("landfall_http_requests_total", "route", "/api/assignments")
                .families()
                .forEach((name, family) -> {
                    if (name.startsWith("landfall_")) {
                        exposed.put(
                                name,
                                family.type() + " "
                                        + family.samples().stream()
                                                .flatMap(sample -> sample.labels().keySet().stream())
                                                .filter(label -> !label.equals("le"))
                                                .distinct()
                                                .sorted()
                                                .collect(Collectors.joining(", ")));
                    }
                });

        assertThat(exposed).isEqualTo(documented);
    }

    @Test
    void everyMetricHasItsHelp() throws Exception {
        assertThat(scrape().families())
                .allSatisfy((name, family) -> assertThat(family.help()).as(name).isNotBlank());
        assertThat(scrape().families()).containsKeys("jvm_memory_used_bytes", "jvm_gc_collection_seconds");
    }

    @Test
    void theRulesThatAlertsAreMadeOfNameMetricsThatAreThere() throws Exception {
        String document = Files.readString(Path.of("docs/operating.md"));
        Matcher block =
                Pattern.compile("```yaml\\ngroups:.*?```", Pattern.DOTALL).matcher(document);
        assertThat(block.find()).isTrue();
        PrometheusText text = scrape();
        Matcher name = Pattern.compile("\\b(?:landfall|jvm)_\\w+").matcher(block.group());
        int found = 0;
        while (name.find()) {
            String family = name.group().replaceAll("_(bucket|sum|count)$", "");
            assertThat(text.families()).containsKey(family);
            found++;
        }
        assertThat(found).isGreaterThan(4);
    }

    @Test
    void anAssignmentIsCountedWhereItWent() throws Exception {
        PrometheusText before = scrape();
        assign("counted-1");
        assign("counted-1");
        PrometheusText after = scrape();

        assertThat(grown(before, after, "landfall_lane_proposals_total", "outcome", "decided"))
                .isEqualTo(2);
        assertThat(grown(before, after, "landfall_decisions_total", "kind", "assigned"))
                .isEqualTo(1);
        assertThat(grown(before, after, "landfall_decisions_total", "kind", "kept"))
                .isEqualTo(1);
        assertThat(grown(before, after, "landfall_turns_total")).isEqualTo(1);
        assertThat(grown(before, after, "landfall_ledger_decisions")).isEqualTo(2);
        assertThat(grown(before, after, "landfall_lane_wait_seconds_count")).isEqualTo(2);
        assertThat(grown(before, after, "landfall_lane_commit_seconds_count")).isEqualTo(2);
        assertThat(grown(before, after, "landfall_engine_accounts_total")).isGreaterThanOrEqualTo(2);
        assertThat(after.value("landfall_active_version_info")).isEqualTo(1);
        assertThat(after.value("landfall_active_rules")).isGreaterThan(10);
        assertThat(after.value("landfall_nodes")).isEqualTo(1);
        assertThat(after.value("landfall_publishes_total", "what", "rules", "outcome", "published"))
                .isEqualTo(1);
    }

    @Test
    void callsAreCountedByRouteAndNeverByPath() throws Exception {
        get(service.getLocalPort(), "/api/assignments/01JADKG8M0000000000000000", "*/*");
        get(service.getLocalPort(), "/nothing/here", "*/*");
        awaited("landfall_http_requests_total", "route", "/api/assignments/{id}", "status", "4xx");
        PrometheusText text = awaited("landfall_http_requests_total", "route", "other", "status", "4xx");

        assertThat(text.value("landfall_http_request_duration_seconds_count", "route", "/api/assignments/{id}"))
                .isGreaterThan(0);
        assertThat(text.families().get("landfall_http_requests_total").samples())
                .allSatisfy(sample -> assertThat(sample.labels().get("route")).doesNotContain("01JADKG", "nothing"));
    }

    @Test
    void theFormatIsWhatTheReaderAsksFor() throws Exception {
        int port = service.getAdminPort();
        HttpResponse<String> open = get(port, "/metrics", "application/openmetrics-text; version=1.0.0");
        assertThat(open.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/openmetrics-text");
        assertThat(open.body()).endsWith("# EOF\n");
        String protobuf = "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited";
        assertThat(get(port, "/metrics", protobuf + ",text/plain;version=0.0.4;q=0.5")
                        .headers()
                        .firstValue("Content-Type"))
                .contains(TEXT);
    }

    @Test
    void whatDropwizardCountsIsStillThere() throws Exception {
        assertThat(get(service.getAdminPort(), "/metrics.json", "*/*").body())
                .startsWith("{")
                .contains("percent-5xx");
        assertThat(get(service.getAdminPort(), "/healthcheck", "*/*").statusCode())
                .isEqualTo(200);
    }

    @Test
    void itCanBeOff() throws Exception {
        DropwizardTestSupport<LandfallConfiguration> without = service(folder.resolve("off"), false);
        without.before();
        try {
            assertThat(get(without.getAdminPort(), "/metrics", "*/*").body()).doesNotContain("landfall_");
            assertThat(get(without.getAdminPort(), "/metrics.json", "*/*").statusCode())
                    .isEqualTo(200);
        } finally {
            without.after();
        }
    }

    private static double grown(PrometheusText before, PrometheusText after, String name, String... labels) {
        return after.value(name, labels) - before.value(name, labels);
    }

    /** A call is counted when its answer is out, which its caller may see a moment before. */
    private static PrometheusText awaited(String name, String... labels) throws Exception {
        PrometheusText text = scrape();
        for (int i = 0; i < 500 && text.value(name, labels) == 0; i++) {
            Thread.sleep(10);
            text = scrape();
        }
        assertThat(text.value(name, labels)).isGreaterThan(0);
        return text;
    }

    private static PrometheusText scrape() throws Exception {
        HttpResponse<String> response = get(service.getAdminPort(), "/metrics", "text/plain;version=0.0.4");
        assertThat(response.headers().firstValue("Content-Type")).contains(TEXT);
        return PrometheusText.parse(response.body());
    }

    private static void assign(String externalId) throws Exception {
        HttpResponse<String> response = CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.getLocalPort() + "/api/assignments"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"source\":\"metrics\",\"externalId\":\""
                                + externalId + "\",\"country\":\"Japan\",\"region\":\"東京都\",\"employees\":2000}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    private static HttpResponse<String> get(int port, String path, String accept) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Accept", accept)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
