package landfall.metrics;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import landfall.seal.CheckpointKeeper;
import landfall.seal.Sealer;

/** How far decisions are sealed, as this node last saw it, and whether checkpoints are kept outside. */
final class SealMetrics {

    private static final String LABEL = "place";

    SealMetrics(PrometheusRegistry registry, Supplier<Sealer.Figures> seal, List<CheckpointKeeper> keepers) {
        gauge(registry, "landfall_seal_leaves", "Records that are sealed.", seal, Sealer.Figures::leaves);
        gauge(
                registry,
                "landfall_seal_behind_decisions",
                "Decisions that were not sealed when this node last looked.",
                seal,
                Sealer.Figures::behind);
        gauge(
                registry,
                "landfall_seal_failing",
                "1 where this node can't seal, or finds that what was sealed was changed.",
                seal,
                figures -> figures.failing() ? 1 : 0);
        CounterWithCallback.builder()
                .name("landfall_checkpoint_failures_total")
                .help("Attempts to keep a checkpoint outside that failed.")
                .labelNames(LABEL)
                .callback(point -> keepers.forEach(keeper -> point.call(
                        (double) keeper.figures().failures(), keeper.figures().place())))
                .register(registry);
        GaugeWithCallback.builder()
                .name("landfall_checkpoint_failing")
                .help("1 where the last attempt to keep a checkpoint outside failed.")
                .labelNames(LABEL)
                .callback(point -> keepers.forEach(keeper -> point.call(
                        keeper.figures().failing() ? 1 : 0, keeper.figures().place())))
                .register(registry);
    }

    private static void gauge(
            PrometheusRegistry registry,
            String name,
            String help,
            Supplier<Sealer.Figures> seal,
            ToDoubleFunction<Sealer.Figures> value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(point -> point.call(value.applyAsDouble(seal.get())))
                .register(registry);
    }
}
