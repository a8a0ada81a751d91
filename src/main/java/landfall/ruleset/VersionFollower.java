package landfall.ruleset;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up what other nodes activate. Rules that another node published are made ready before they are active, so that taking
 * them up is a matter of milliseconds; a node that could not within a second decides nothing until it can. Safe for many threads.
 */
public final class VersionFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VersionFollower.class);
    private static final Duration MAY_LAG = Duration.ofSeconds(1);
    /** A tick waits so long for rules that are ready or nearly so. */
    private static final long WAIT_MILLIS = 50;

    private final VersionStore store;
    private final Versions versions;
    private final ActiveRuleSet active;
    private final Nodes nodes;
    // Compiling takes seconds: meanwhile the other nodes must hear that this one lives.
    private final ExecutorService compiling = Executors.newCachedThreadPool(new ThreadFactoryBuilder()
            .setNameFormat("version-follower-%d")
            .setDaemon(true)
            .build());
    private @Nullable Instant behindSince;
    private @Nullable Underway following;
    private @Nullable Underway ahead;

    /** Rules that are being made ready. */
    private record Underway(String ruleSet, String roster, CompletableFuture<Optional<CompiledRuleSet>> rules) {
        boolean is(String otherRuleSet, String otherRoster) {
            return ruleSet.equals(otherRuleSet) && roster.equals(otherRoster);
        }
    }

    public VersionFollower(VersionStore store, Versions versions, ActiveRuleSet active, Nodes nodes) {
        this.store = store;
        this.versions = versions;
        this.active = active;
        this.nodes = nodes;
    }

    /** Takes up what is active, if this node doesn't decide by it yet. */
    public void takeUpNewest() {
        store.active().filter(newest -> !isCurrent(newest)).ifPresent(newest -> versions.find(
                        newest.ruleSetVersion(), newest.rosterVersion())
                .ifPresent(rules -> takeUp(newest, rules)));
    }

    /** Looks once; what fails is tried again at the next tick. */
    public synchronized void tick() {
        Activation newest = store.active().orElse(null);
        if (newest == null || isCurrent(newest)) {
            behindSince = null;
            following = null;
        } else {
            follow(newest);
        }
        nodes.beat();
        prepareAhead();
    }

    private void follow(Activation newest) {
        Instant since = behindSince == null ? Instant.now() : behindSince;
        behindSince = since;
        Underway underway = following;
        if (underway == null || !underway.is(newest.ruleSetVersion(), newest.rosterVersion())) {
            underway = prepare(newest.ruleSetVersion(), newest.rosterVersion());
            following = underway;
        }
        Optional<CompiledRuleSet> rules = await(underway);
        if (rules.isPresent()) {
            takeUp(newest, rules.get());
        } else if (Duration.between(since, Instant.now()).compareTo(MAY_LAG) > 0) {
            active.suspend();
        }
    }

    /** Empty while they are not ready; begun again at the next tick where they can't be made ready. */
    private Optional<CompiledRuleSet> await(Underway underway) {
        try {
            Optional<CompiledRuleSet> rules = underway.rules.get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
            following = null;
            return rules;
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            LOG.error("Version {} can't be taken up, and will be tried again", underway.ruleSet, e.getCause());
            following = null;
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Underway prepare(String ruleSet, String roster) {
        return new Underway(
                ruleSet, roster, CompletableFuture.supplyAsync(() -> versions.find(ruleSet, roster), compiling));
    }

    private boolean isCurrent(Activation newest) {
        return active.find()
                .map(ActiveRuleSet.Activation::rules)
                .filter(rules -> rules.checked().version().equals(newest.ruleSetVersion())
                        && rules.roster().version().equals(newest.rosterVersion()))
                .isPresent();
    }

    /** Unless another one has become active meanwhile. */
    private synchronized void takeUp(Activation newest, CompiledRuleSet rules) {
        if (store.active().filter(newest::equals).isPresent() && !isCurrent(newest)) {
            active.activate(rules, newest.activatedAt());
            LOG.info("Took up version {} with roster {}", newest.ruleSetVersion(), newest.rosterVersion());
        }
    }

    /** What somebody is about to activate, else what was published last. */
    private void prepareAhead() {
        String published = nodes.wanted().or(store::newestRuleSet).orElse(null);
        String roster = active.find()
                .map(activation -> activation.rules().roster().version())
                .orElse(null);
        if (published == null || roster == null) {
            return;
        }
        Underway underway = ahead;
        if (underway == null || !underway.ruleSet.equals(published)) {
            ahead = new Underway(
                    published, roster, CompletableFuture.supplyAsync(() -> ready(published, roster), compiling));
        }
    }

    private Optional<CompiledRuleSet> ready(String ruleSet, String roster) {
        try {
            Optional<CompiledRuleSet> rules = versions.find(ruleSet, roster);
            if (rules.isPresent()) {
                nodes.prepared(ruleSet);
            }
            return rules;
        } catch (RuntimeException e) {
            LOG.warn("Version {} was published and can't be made ready here", ruleSet, e);
            return Optional.empty();
        }
    }

    /** This node ends; where the database is gone, the others see it by themselves. */
    @Override
    public void close() {
        compiling.shutdownNow();
        try {
            nodes.leave();
        } catch (RuntimeException e) {
            LOG.warn("The other nodes could not be told that this one ends", e);
        }
    }
}
