package landfall.metrics;

import io.dropwizard.core.setup.Environment;
import io.dropwizard.metrics.servlets.MetricsServlet;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.function.Supplier;
import landfall.http.CallWatch;
import landfall.ledger.CommitLane;
import landfall.ledger.LaneListener;
import landfall.ledger.LedgerDatabase;
import landfall.ruleset.ActiveRuleSet;
import landfall.ruleset.Nodes;
import landfall.ruleset.PublishListener;
import landfall.webhooks.WebhookFigures;

/**
 * The one place where what the rooms count gets its names. Served at {@code /metrics} of the admin port as Prometheus reads
 * it, in the text format 0.0.4 or as OpenMetrics; Dropwizard's own stand in {@code /metrics.json}.
 */
public final class Metrics {

    private static final String PATH = "/metrics";
    private static final String DROPWIZARDS = "/metrics.json";

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final LaneListener lane;
    private final PublishListener publishes;
    private final boolean enabled;

    /** @param enabled where not, nothing is counted, and only Dropwizard's own are served */
    public Metrics(boolean enabled) {
        this.enabled = enabled;
        this.lane = enabled ? new LaneMetrics(registry) : LaneListener.NONE;
        this.publishes = enabled ? new PublishMetrics(registry) : PublishListener.NONE;
    }

    /** Counts batches. */
    public LaneListener lane() {
        return lane;
    }

    /** Counts what is published. */
    public PublishListener publishes() {
        return publishes;
    }

    /** Counts calls, reads the rest where it stands, and serves all of it. */
    public void install(
            Environment environment,
            CommitLane commits,
            LedgerDatabase database,
            ActiveRuleSet active,
            Nodes nodes,
            Supplier<List<WebhookFigures>> webhooks) {
        environment
                .admin()
                .addServlet("metrics of dropwizard", new MetricsServlet(environment.metrics()))
                .addMapping(DROPWIZARDS);
        if (!enabled) {
            return;
        }
        CallWatch.install(environment, new CallMetrics(registry));
        StateMetrics state = new StateMetrics(registry);
        state.lane(commits);
        state.engine(active);
        state.version(active, nodes);
        state.connections(database);
        new WebhookMetrics(registry, webhooks);
        JvmMetrics.builder().register(registry);
        environment.admin().addServlet("metrics", new ScrapeServlet(registry)).addMapping(PATH);
    }
}
