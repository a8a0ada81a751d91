package landfall.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Locale;
import landfall.ruleset.PublishListener;

/** What became of rules and rosters that somebody wanted to be active. */
final class PublishMetrics implements PublishListener {

    private final Counter publishes;

    PublishMetrics(PrometheusRegistry registry) {
        publishes = Counter.builder()
                .name("landfall_publishes_total")
                .help("Rules and rosters that were to become active on this node, by what became of them.")
                .labelNames("what", "outcome")
                .register(registry);
        for (What what : What.values()) {
            for (Outcome outcome : Outcome.values()) {
                publishes.initLabelValues(word(what), word(outcome));
            }
        }
    }

    @Override
    public void ended(What what, Outcome outcome) {
        publishes.labelValues(word(what), word(outcome)).inc();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
