package landfall.metrics;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import landfall.http.CallListener;

/** Calls over HTTP: how many by route and class of status, and how long they took by route. */
final class CallMetrics implements CallListener {

    /** By the hundreds of the status. */
    private static final String[] CLASSES = {"broken", "1xx", "2xx", "3xx", "4xx", "5xx"};

    private final Counter calls;
    private final Histogram durations;
    private final Map<Route, Of> known = new ConcurrentHashMap<>();

    /** What is counted of one route; a class of status has its counter from its first call on. */
    private record Of(AtomicReferenceArray<CounterDataPoint> byClass, DistributionDataPoint duration) {}

    CallMetrics(PrometheusRegistry registry) {
        calls = Counter.builder()
                .name("landfall_http_requests_total")
                .help("Calls to the application port, by route and class of status; broken: the connection was.")
                .labelNames("method", "route", "status")
                .register(registry);
        durations = Histogram.builder()
                .name("landfall_http_request_duration_seconds")
                .help("From the first byte of a call to the last of its answer.")
                .labelNames("method", "route")
                .classicOnly()
                .classicUpperBounds(Buckets.CALL)
                .withoutExemplars()
                .register(registry);
    }

    @Override
    public void answered(Route route, int status, long nanos) {
        Of of = known.get(route);
        if (of == null) {
            of = known.computeIfAbsent(
                    route,
                    added -> new Of(
                            new AtomicReferenceArray<>(CLASSES.length),
                            durations.labelValues(added.method(), added.template())));
        }
        of.duration.observe(Buckets.seconds(nanos));
        int hundreds = Math.min(status / 100, CLASSES.length - 1);
        CounterDataPoint counter = of.byClass.get(hundreds);
        if (counter == null) {
            counter = calls.labelValues(route.method(), route.template(), CLASSES[hundreds]);
            of.byClass.set(hundreds, counter);
        }
        counter.inc();
    }
}
