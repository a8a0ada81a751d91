package landfall.ruleset;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up what other nodes activate. Rules that another node published are made ready before they are active, so that taking
 * them up is a matter of milliseconds; a node that could not within a second decides nothing until it can. Safe for many threads.
 */
public final class VersionFollower {
    private static final Logger LOG = LoggerFactory.getLogger(VersionFollower.class);
    private static final Duration MAY_LAG = Duration.ofSeconds(1);

    private final VersionStore store;
    private final Versions versions;
    private final ActiveRuleSet active;
    private final Nodes nodes;
    private @Nullable Instant behindSince;
    private @Nullable String ahead;

    public VersionFollower(VersionStore store, Versions versions, ActiveRuleSet active, Nodes nodes) {
        this.store = store;
        this.versions = versions;
        this.active = active;
        this.nodes = nodes;
    }

    /** Takes up what is active, if this node doesn't decide by it yet. */
    public synchronized void takeUpNewest() {
        store.active().filter(newest -> !isCurrent(newest)).ifPresent(this::takeUp);
    }

    /** Looks once; what fails is tried again at the next tick. */
    public synchronized void tick() {
        Activation newest = store.active().orElse(null);
        if (newest != null && !isCurrent(newest)) {
            Instant since = behindSince == null ? Instant.now() : behindSince;
            behindSince = since;
            if (!takeUp(newest) && Duration.between(since, Instant.now()).compareTo(MAY_LAG) > 0) {
                active.suspend();
            }
        }
        nodes.beat();
        prepareAhead();
    }

    private boolean isCurrent(Activation newest) {
        boolean current = active.find()
                .map(ActiveRuleSet.Activation::rules)
                .filter(rules -> rules.checked().version().equals(newest.ruleSetVersion())
                        && rules.roster().version().equals(newest.rosterVersion()))
                .isPresent();
        if (current) {
            behindSince = null;
        }
        return current;
    }

    private boolean takeUp(Activation newest) {
        try {
            Optional<CompiledRuleSet> rules = versions.find(newest.ruleSetVersion(), newest.rosterVersion());
            rules.ifPresent(found -> active.activate(found, newest.activatedAt()));
            if (rules.isPresent()) {
                LOG.info("Took up version {} with roster {}", newest.ruleSetVersion(), newest.rosterVersion());
                behindSince = null;
            }
            return rules.isPresent();
        } catch (RuntimeException e) {
            LOG.error("Version {} can't be taken up, and will be tried again", newest.ruleSetVersion(), e);
            return false;
        }
    }

    /** What was published last is most likely what is activated next. */
    private void prepareAhead() {
        Optional<String> published = store.newestRuleSet().filter(version -> !version.equals(ahead));
        Optional<CompiledRuleSet> current = active.find().map(ActiveRuleSet.Activation::rules);
        if (published.isPresent() && current.isPresent()) {
            ahead = published.get();
            if (current.get().checked().version().equals(ahead)
                    || versions.find(ahead, current.get().roster().version()).isPresent()) {
                nodes.prepared(ahead);
            }
        }
    }

    /** This node ends; where the database is gone, the others see it by themselves. */
    public void leave() {
        try {
            nodes.leave();
        } catch (RuntimeException e) {
            LOG.warn("The other nodes could not be told that this one ends", e);
        }
    }
}
