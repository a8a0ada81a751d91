package landfall.assignment;

import com.fasterxml.jackson.databind.node.TextNode;
import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import landfall.ledger.Recorded;
import landfall.sources.FormBody;
import landfall.sources.Source;
import landfall.sources.SourceSettings;
import landfall.sources.Sources;
import org.jspecify.annotations.Nullable;

/**
 * What forms and mapped bodies cost against plain JSON with the same account, in processor time: read alone, and assigned, from
 * call to disk. Rounds take turns; medians count.
 *
 * <p>Arguments: reads in a round (100,000), assignments in a round (30,000), rounds (5).
 */
final class CallersBench {

    private static final int UNDER_WAY = 2_048;
    private static final Sources SOURCES = Sources.of(Map.of(
            "shop",
            new SourceSettings(
                    List.of(),
                    null,
                    null,
                    Map.of(
                            "externalId", TextNode.valueOf("/customer/id"),
                            "name", TextNode.valueOf("/customer/company/name"),
                            "country", TextNode.valueOf("/customer/addresses/0/country"),
                            "region", TextNode.valueOf("/customer/addresses/0/region"),
                            "industry", TextNode.valueOf("/customer/company/industry"),
                            "employees", TextNode.valueOf("/customer/company/size"))),
            "hubspot",
            new SourceSettings(List.of(), "hubspot-workflow", null, Map.of())));

    private enum Shape {
        PLAIN,
        FORM,
        MAPPED,
        HUBSPOT
    }

    private CallersBench() {}

    public static void main(String... args) throws Exception {
        int reads = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        int calls = args.length > 1 ? Integer.parseInt(args[1]) : 30_000;
        int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 5;
        Map<Shape, List<Double>> read = new EnumMap<>(Shape.class);
        Map<Shape, List<Double>> assigned = new EnumMap<>(Shape.class);
        Path folder = Files.createTempDirectory("callers-bench");
        try (Landed service = new Landed(folder, Path.of("src/test/resources/landfall/assignment/rules"))) {
            for (int round = 0; round <= rounds; round++) {
                for (Shape shape : Shape.values()) {
                    double reading = read(service, shape, reads);
                    double assigning = assign(service, shape, calls, round);
                    System.out.printf(
                            Locale.ROOT,
                            "round %d: %s read %.2f µs, assigned %.1f µs%n",
                            round,
                            shape,
                            reading,
                            assigning);
                    if (round > 0) {
                        read.computeIfAbsent(shape, first -> new ArrayList<>()).add(reading);
                        assigned.computeIfAbsent(shape, first -> new ArrayList<>())
                                .add(assigning);
                    }
                }
            }
        }
        for (Shape shape : Shape.values()) {
            System.out.printf(
                    Locale.ROOT,
                    "%s: read %.2f µs, assigned %.1f µs: %.2f times plain%n",
                    shape,
                    median(read.get(shape)),
                    median(assigned.get(shape)),
                    median(assigned.get(shape)) / median(assigned.get(Shape.PLAIN)));
        }
        System.exit(0);
    }

    private static double read(Landed service, Shape shape, int count) throws Exception {
        long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        for (int i = 0; i < count; i++) {
            service.intake.readLine(body(shape, "r" + i % 100), null, "bench", Landed.CALL);
        }
        return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin) / 1e3 / count;
    }

    private static double assign(Landed service, Shape shape, int count, int round) throws Exception {
        OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long begin = machine.getProcessCpuTime();
        Deque<CompletableFuture<Recorded>> open = new ArrayDeque<>();
        for (int i = 0; i < count; i++) {
            AssignmentRequest request =
                    service.intake.readLine(body(shape, shape + "-" + round + "-" + i), null, "bench", Landed.CALL);
            open.add(service.assigner.assign(request).toCompletableFuture());
            if (open.size() > UNDER_WAY) {
                open.remove().join();
            }
        }
        open.forEach(CompletableFuture::join);
        return (machine.getProcessCpuTime() - begin) / 1e3 / count;
    }

    private static SentBody body(Shape shape, String id) {
        return switch (shape) {
            case PLAIN ->
                sent(
                        "{\"source\":\"web\",\"externalId\":\"" + id + "\",\"name\":\"Muster Maschinen GmbH\","
                                + "\"country\":\"United States\",\"region\":\"California\",\"industry\":\"Software\",\"employees\":420}",
                        null,
                        null);
            case FORM ->
                sent(
                        "source=web&externalId=" + id + "&name="
                                + URLEncoder.encode("Muster Maschinen GmbH", StandardCharsets.UTF_8)
                                + "&country=United+States&region=California&industry=Software&employees=420",
                        FormBody.TYPE,
                        null);
            case MAPPED ->
                sent(
                        "{\"order\":\"o-1\",\"customer\":{\"id\":\"" + id
                                + "\",\"company\":{\"name\":\"Muster Maschinen GmbH\","
                                + "\"industry\":\"Software\",\"size\":420},\"addresses\":[{\"country\":\"United States\","
                                + "\"region\":\"California\"}]}}",
                        null,
                        SOURCES.named("shop"));
            case HUBSPOT ->
                sent(
                        "{\"portalId\":4471,\"companyId\":\"" + id + "\",\"isDeleted\":false,\"properties\":{"
                                + property("name", "Muster Maschinen GmbH") + "," + property("country", "United States")
                                + "," + property("state", "California") + "," + property("industry", "Software") + ","
                                + property("numberofemployees", "420") + "}}",
                        null,
                        SOURCES.named("hubspot"));
        };
    }

    private static String property(String name, String value) {
        return "\"" + name + "\":{\"value\":\"" + value
                + "\",\"timestamp\":1790000000000,\"source\":\"API\",\"versions\":[]}";
    }

    private static SentBody sent(String body, @Nullable String form, @Nullable Source source) {
        return new SentBody(body.getBytes(StandardCharsets.UTF_8), form, source);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
    }
}
