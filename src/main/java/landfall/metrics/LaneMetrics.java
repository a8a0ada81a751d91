package landfall.metrics;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import landfall.assignment.DecisionKinds;
import landfall.ledger.LaneBatch;
import landfall.ledger.LaneListener;

/** What the commit lane did, a batch at a time. */
final class LaneMetrics implements LaneListener {

    private final Histogram size;
    private final Histogram wait;
    private final Histogram lock;
    private final Histogram decide;
    private final Histogram commit;
    private final Counter oneByOne;
    private final Map<LaneBatch.Outcome, CounterDataPoint> outcomes = new EnumMap<>(LaneBatch.Outcome.class);
    private final CounterDataPoint turnedAway;
    private final Counter kinds;
    private final Counter turns;

    LaneMetrics(PrometheusRegistry registry) {
        size = histogram("landfall_lane_batch_size", "Proposals in one batch of the commit lane.", Buckets.SIZE)
                .register(registry);
        wait = phase("landfall_lane_wait_seconds", "How long a proposal waited in the lane's queue.", registry);
        lock = phase(
                "landfall_lane_lock_wait_seconds",
                "How long a batch waited for its node's turn among several; empty on a node that is alone.",
                registry);
        decide = phase(
                "landfall_lane_decide_seconds",
                "How long a batch took until all of it was decided and written.",
                registry);
        commit = phase(
                "landfall_lane_commit_seconds", "How long a batch took to be committed and synced to disk.", registry);
        oneByOne = Counter.builder()
                .name("landfall_lane_one_by_one_total")
                .help("Batches that failed as a whole and were run again one proposal at a time.")
                .register(registry);
        Counter proposals = Counter.builder()
                .name("landfall_lane_proposals_total")
                .help("Proposals by what became of them.")
                .labelNames("outcome")
                .register(registry);
        for (LaneBatch.Outcome outcome : LaneBatch.Outcome.values()) {
            outcomes.put(outcome, proposals.labelValues(outcome.name().toLowerCase(Locale.ROOT)));
        }
        turnedAway = proposals.labelValues("turned_away");
        kinds = Counter.builder()
                .name("landfall_decisions_total")
                .help("Decisions that this node recorded, by kind.")
                .labelNames("kind")
                .register(registry);
        DecisionKinds.all().forEach(kinds::initLabelValues);
        turns = Counter.builder()
                .name("landfall_turns_total")
                .help("Turns that rotations took by decisions of this node.")
                .register(registry);
    }

    private static Histogram phase(String name, String help, PrometheusRegistry registry) {
        return histogram(name, help, Buckets.PHASE).register(registry);
    }

    private static Histogram.Builder histogram(String name, String help, double[] bounds) {
        return Histogram.builder()
                .name(name)
                .help(help)
                .classicOnly()
                .classicUpperBounds(bounds)
                .withoutExemplars();
    }

    @Override
    public void wrote(LaneBatch batch) {
        size.observe(batch.waited().length);
        for (long nanos : batch.waited()) {
            wait.observe(Buckets.seconds(nanos));
        }
        if (batch.lockNanos() > 0) {
            lock.observe(Buckets.seconds(batch.lockNanos()));
        }
        decide.observe(Buckets.seconds(batch.decideNanos()));
        if (batch.commitNanos() > 0) {
            commit.observe(Buckets.seconds(batch.commitNanos()));
        }
        if (batch.oneByOne()) {
            oneByOne.inc();
        }
        outcomes.forEach((outcome, counter) -> counter.inc(batch.outcomes().getOrDefault(outcome, 0)));
        batch.kinds().forEach((kind, count) -> kinds.labelValues(kind).inc(count));
        turns.inc(batch.turns());
    }

    @Override
    public void turnedAway() {
        turnedAway.inc();
    }
}
