package landfall.metrics;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.SummaryWithCallback;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.Quantiles;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import landfall.engine.Evaluations;
import landfall.ledger.CommitLane;
import landfall.ledger.ConnectionFigures;
import landfall.ledger.LaneFigures;
import landfall.ledger.LedgerDatabase;
import landfall.ruleset.ActiveRuleSet;
import landfall.ruleset.Nodes;

/** How things stand, read from memory when somebody looks: no answer of a database is waited for. */
final class StateMetrics {

    private static final Evaluations NO_RULES = new Evaluations(0, 0, 0, 0, 0);

    private final PrometheusRegistry registry;

    StateMetrics(PrometheusRegistry registry) {
        this.registry = registry;
    }

    void lane(CommitLane lane) {
        of(lane::figures, "landfall_lane_queue_length", "Proposals that wait for the lane.", LaneFigures::waiting);
        of(
                lane::figures,
                "landfall_lane_unindexed_decisions",
                "Decisions that the key index doesn't have yet.",
                LaneFigures::unindexed);
        of(lane::figures, "landfall_offers_pending", "Offers that wait for their rep.", LaneFigures::offers);
        of(lane::figures, "landfall_pools", "Rotations that ever took a turn.", LaneFigures::pools);
        of(
                lane::figures,
                "landfall_largest_credit_turns",
                "By how many turns any member's turns differ from his share now.",
                LaneFigures::largestCredit);
        of(
                lane::figures,
                "landfall_ledger_decisions",
                "Decisions in the ledger, whichever node recorded them.",
                LaneFigures::decisions);
    }

    void engine(ActiveRuleSet active) {
        Supplier<Evaluations> figures = () -> active.find()
                .map(activation -> activation.rules().rules().figures())
                .orElse(NO_RULES);
        counter(
                "landfall_engine_accounts_total",
                "Accounts that the active rules evaluated; begins again with other rules.",
                () -> figures.get().accounts());
        counter(
                "landfall_engine_matches_total",
                "Territory rules that matched them; begins again with other rules.",
                () -> figures.get().matches());
        SummaryWithCallback.builder()
                .name("landfall_engine_evaluation_seconds")
                .help("How long an evaluation took, of about one in 64; begins again with other rules.")
                .callback(point -> {
                    Evaluations now = figures.get();
                    point.call(now.timed(), Buckets.seconds(now.timedNanos()), Quantiles.EMPTY);
                })
                .register(registry);
        of(figures, "landfall_engine_sessions_in_use", "Evaluations under way.", Evaluations::sessionsInUse);
    }

    void version(ActiveRuleSet active, Nodes nodes) {
        registry.register(versionInfo(active));
        gauge(
                "landfall_active_version_activated_timestamp_seconds",
                "When the rules that decide now became active, in seconds since 1970; 0 where none are.",
                () -> active.find()
                        .map(activation -> activation.since().toEpochMilli() / 1e3)
                        .orElse(0.0));
        gauge(
                "landfall_active_rules",
                "Enabled rules that decide now; 0 where none are active, and no account can be assigned.",
                () -> active.find()
                        .map(activation -> (double) activation.rules().rules().enabled())
                        .orElse(0.0));
        gauge("landfall_nodes", "Nodes that share the database, this one included.", nodes::seen);
    }

    private static Collector versionInfo(ActiveRuleSet active) {
        return () -> {
            InfoSnapshot.Builder info = InfoSnapshot.builder()
                    .name("landfall_active_version")
                    .help("The versions that decide now, each the SHA-256 of its files; none where none are active.");
            active.find()
                    .ifPresent(activation -> info.dataPoint(InfoSnapshot.InfoDataPointSnapshot.builder()
                            .labels(Labels.of(
                                    "rules",
                                    activation.rules().checked().version(),
                                    "roster",
                                    activation.rules().roster().version()))
                            .build()));
            return info.build();
        };
    }

    void connections(LedgerDatabase database) {
        GaugeWithCallback.builder()
                .name("landfall_database_connections")
                .help("Connections for reading, by what they do.")
                .labelNames("state")
                .callback(point -> {
                    ConnectionFigures now = database.connections();
                    point.call(now.active(), "active");
                    point.call(now.idle(), "idle");
                })
                .register(registry);
        of(
                database::connections,
                "landfall_database_connections_limit",
                "How many connections for reading there may be.",
                ConnectionFigures::most);
        of(
                database::connections,
                "landfall_database_connections_waiting",
                "Threads that wait for a connection for reading.",
                ConnectionFigures::waiting);
    }

    private <T> void of(Supplier<T> figures, String name, String help, ToDoubleFunction<T> value) {
        gauge(name, help, () -> value.applyAsDouble(figures.get()));
    }

    private void gauge(String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(point -> point.call(value.getAsDouble()))
                .register(registry);
    }

    private void counter(String name, String help, DoubleSupplier value) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .callback(point -> point.call(value.getAsDouble()))
                .register(registry);
    }
}
