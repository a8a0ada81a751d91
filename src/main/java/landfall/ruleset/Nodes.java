package landfall.ruleset;

import com.github.f4b6a3.ulid.UlidCreator;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The nodes that decide on one database, and what each of them decides by. A node that is alone writes nothing. Safe for many
 * threads.
 */
public final class Nodes {

    /** A version that not all nodes have ready is activated nevertheless after so long. */
    private static final Duration MOST_WAITED = Duration.ofSeconds(30);

    private static final long ASK_AGAIN_MILLIS = 50;

    /**
     * One node.
     *
     * @param node its id, new at each start
     * @param name of its machine
     * @param version of the rules that it decides by; null while it has none
     */
    public record Node(
            String node,
            String name,
            @Nullable String version,
            @Nullable String rosterVersion,
            @Nullable Instant since) {}

    private final Jdbi jdbi;
    private final NodeDao nodes;
    private final boolean shared;
    private final ActiveRuleSet active;
    private final String id = UlidCreator.getUlid().toString();
    private final String name;
    private volatile @Nullable String prepared;
    private volatile int seen = 1;

    /** @param shared whether other nodes may use the database */
    public Nodes(Jdbi jdbi, boolean shared, ActiveRuleSet active, String name) {
        this.jdbi = jdbi;
        this.nodes = jdbi.onDemand(NodeDao.class);
        this.shared = shared;
        this.active = active;
        this.name = name;
    }

    /** Tells the others that this one lives, and what it decides by. */
    void beat() {
        if (!shared) {
            return;
        }
        ActiveRuleSet.Activation now = active.find().orElse(null);
        boolean known = nodes.update(
                id,
                now == null ? null : now.rules().checked().version(),
                now == null ? null : now.rules().roster().version(),
                now == null ? null : now.since().atOffset(ZoneOffset.UTC),
                prepared);
        if (!known) {
            nodes.insert(id, name);
        }
        seen = nodes.list().size();
    }

    /** This one could take up those rules at once. */
    void prepared(String version) {
        prepared = version;
        beat();
    }

    /** The version that every node is to make ready, since it becomes active soon. */
    Optional<String> wanted() {
        return shared ? nodes.findToPrepare() : Optional.empty();
    }

    /** Asks for it, and returns when every other node that lives could take up those rules at once, or has had its time. */
    void awaitPrepared(String version) {
        if (!shared) {
            return;
        }
        nodes.prepare(version);
        Instant end = Instant.now().plus(MOST_WAITED);
        while (!isPrepared(version) && Instant.now().isBefore(end)) {
            try {
                Thread.sleep(ASK_AGAIN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private boolean isPrepared(String version) {
        return nodes.list().stream()
                .filter(node -> !node.id().equals(id))
                .allMatch(node -> version.equals(node.prepared())
                        || version.equals(Objects.requireNonNullElse(node.ruleSetVersion(), "")));
    }

    /** Runs it while no other node runs something so: whoever changes what is active builds on what was changed before. */
    <T> T exclusively(Supplier<T> change) {
        if (!shared) {
            return change.get();
        }
        return jdbi.inTransaction(handle -> {
            handle.attach(NodeDao.class).lockChanges();
            return change.get();
        });
    }

    /** Those that live, this one included. */
    public List<Node> list() {
        if (!shared) {
            ActiveRuleSet.Activation now = active.find().orElse(null);
            return List.of(new Node(
                    id,
                    name,
                    now == null ? null : now.rules().checked().version(),
                    now == null ? null : now.rules().roster().version(),
                    now == null ? null : now.since()));
        }
        return nodes.list().stream()
                .map(row -> new Node(
                        row.id(),
                        row.name(),
                        row.ruleSetVersion(),
                        row.rosterVersion(),
                        row.since() == null ? null : row.since().toInstant()))
                .toList();
    }

    /** How many lived when this one last looked, itself included; asks no database. */
    public int seen() {
        return seen;
    }

    /** This one ends. */
    void leave() {
        if (shared) {
            nodes.delete(id);
        }
    }
}
