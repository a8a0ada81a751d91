package landfall.ruleset;

import com.google.common.util.concurrent.MoreExecutors;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import landfall.ruleset.analysis.Analysis;
import landfall.ruleset.analysis.AnalysisReport;
import landfall.ruleset.analysis.Rests;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Analyses published versions, one at a time on a thread of its own that rests in between, and keeps what was found. A version is analysed for the
 * moment in which it was published, with the roster that it was checked with: so it doesn't matter when that is done, and
 * nobody has to wait for it to publish. Safe for many threads.
 */
public final class Analyses implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Analyses.class);
    private static final Duration END = Duration.ofSeconds(2);

    private final AnalysisDao analyses;
    private final Consumer<Runnable> durably;
    private final VersionStore store;
    private final Versions versions;
    private final Clock clock;
    // One thread: what an analysis would do on all processors at once is then done there, too.
    private final Background worker = new Background(1, "analysis");
    private final AtomicInteger waitedFor = new AtomicInteger();
    private volatile boolean ended;
    private final Map<String, CompletableFuture<Optional<VersionAnalysis>>> underWay = new ConcurrentHashMap<>();
    private final OneAtATime waiting = new OneAtATime();
    private final Set<String> failed = ConcurrentHashMap.newKeySet();

    /** @param durably runs what writes, and returns once it is on disk */
    public Analyses(Jdbi jdbi, Consumer<Runnable> durably, VersionStore store, Versions versions, Clock clock) {
        this.analyses = jdbi.onDemand(AnalysisDao.class);
        this.durably = durably;
        this.store = store;
        this.versions = versions;
        this.clock = clock;
    }

    /** What was found; empty where it is not analysed yet. */
    public Optional<VersionAnalysis> find(String version) {
        return analyses.find(version).map(Analyses::read);
    }

    /**
     * The same, analysed now where it wasn't yet; empty where its rules don't go with its roster any more.
     *
     * @throws OneAtATime.TooManyException where too many wait
     */
    public Optional<VersionAnalysis> await(String version) {
        Optional<VersionAnalysis> kept = find(version);
        if (kept.isPresent()) {
            return kept;
        }
        try {
            waitedFor.incrementAndGet();
            return waiting.run(() -> begin(version).join());
        } catch (CompletionException failure) {
            throw new IllegalStateException("version " + version + " could not be analysed", failure.getCause());
        } finally {
            waitedFor.decrementAndGet();
        }
    }

    /** What was found, as far as it is found within this time; it goes on where it isn't. */
    public Optional<VersionAnalysis> await(String version, Duration most) {
        Optional<VersionAnalysis> kept = find(version);
        return kept.isPresent()
                ? kept
                : begin(version)
                        .exceptionally(failure -> Optional.empty())
                        .completeOnTimeout(Optional.empty(), most.toMillis(), TimeUnit.MILLISECONDS)
                        .join();
    }

    /** Begins with versions that are not analysed yet, whoever published them; those that failed are not tried again. */
    public void catchUp() {
        var unused = analyses.listMissing().stream()
                .filter(version -> !failed.contains(version))
                .findFirst()
                .map(this::begin);
    }

    private CompletableFuture<Optional<VersionAnalysis>> begin(String version) {
        CompletableFuture<Optional<VersionAnalysis>> begun = new CompletableFuture<>();
        CompletableFuture<Optional<VersionAnalysis>> before = underWay.putIfAbsent(version, begun);
        if (before != null) {
            return before.copy();
        }
        worker.pool().execute(() -> {
            try {
                begun.complete(analysed(version));
            } catch (CancellationException undone) {
                begun.completeExceptionally(undone);
            } catch (RuntimeException | Error failure) {
                failed.add(version);
                LOG.warn("Version {} could not be analysed", version, failure);
                begun.completeExceptionally(failure);
            } finally {
                underWay.remove(version);
            }
        });
        return begun.copy();
    }

    private Optional<VersionAnalysis> analysed(String version) {
        Optional<VersionAnalysis> kept = find(version);
        if (kept.isPresent()) {
            return kept;
        }
        Optional<CompiledRuleSet> rules = roster(version).flatMap(roster -> versions.find(version, roster));
        if (rules.isEmpty()) {
            failed.add(version);
            return Optional.empty();
        }
        AnalysisReport report = report(
                rules.get(), store.findPublication(Versioned.RULES, version).orElseThrow());
        byte[] json = VersionResult.write(report).getBytes(StandardCharsets.UTF_8);
        if (ended) {
            throw new CancellationException("the analysis is left undone");
        }
        durably.accept(() -> analyses.insert(
                version, rules.get().checked().roster().version(), VersionStore.utc(clock.instant()), json));
        return find(version);
    }

    private AnalysisReport report(CompiledRuleSet rules, Publication publication) {
        // who is away today is no matter of the rules
        return Analysis.of(
                        rules.withAbsences(List.of()),
                        publication.publishedAt(),
                        Analysis.Limits.USUAL,
                        new Rests(() -> waitedFor.get() > 0, () -> ended))
                .report();
    }

    /** That of its check; where nobody kept that, the one that is active. */
    private Optional<String> roster(String version) {
        return store.findProvenance(Versioned.RULES, version)
                .flatMap(provenance -> Optional.ofNullable(provenance.result()))
                .map(result -> VersionResult.read(result).rosterVersion())
                .or(() -> store.active().map(Activation::rosterVersion));
    }

    private static VersionAnalysis read(AnalysisDao.Row row) {
        return new VersionAnalysis(
                row.version(),
                row.rosterVersion(),
                VersionResult.read(new String(row.report(), StandardCharsets.UTF_8), AnalysisReport.class));
    }

    /** What is under way is left undone, and begun again at the next start. */
    @Override
    public void close() {
        ended = true;
        if (!MoreExecutors.shutdownAndAwaitTermination(worker.pool(), END)) {
            LOG.info("An analysis was left undone; it is begun again at the next start");
        }
    }
}
