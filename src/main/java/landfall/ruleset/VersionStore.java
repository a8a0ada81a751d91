package landfall.ruleset;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * Keeps every published version of rules and roster, since each decision names both, and says which are active. What a
 * method wrote is on disk when it returns.
 */
public final class VersionStore {
    private final VersionDao versions;
    private final Consumer<Runnable> durably;

    /**
     * Over the ledger's database.
     *
     * @param durably runs what writes, and returns once it is on disk
     */
    public VersionStore(Jdbi jdbi, Consumer<Runnable> durably) {
        this.versions = jdbi.onDemand(VersionDao.class);
        this.durably = durably;
    }

    /** Whether it was new: the same files again are the same version, and stay as they were first published. */
    public boolean insertRuleSet(PublishedFiles ruleSet) {
        return insert(VersionDao.RULE_SETS, ruleSet);
    }

    public Optional<PublishedFiles> findRuleSet(String version) {
        return versions.find(VersionDao.RULE_SETS, version);
    }

    /** Newest first. */
    public List<Publication> listRuleSets() {
        return versions.list(VersionDao.RULE_SETS);
    }

    /** The version that was published last. */
    Optional<String> newestRuleSet() {
        return versions.newest(VersionDao.RULE_SETS);
    }

    /** Whether it was new. */
    public boolean insertRoster(PublishedFiles roster) {
        return insert(VersionDao.ROSTERS, roster);
    }

    public Optional<PublishedFiles> findRoster(String version) {
        return versions.find(VersionDao.ROSTERS, version);
    }

    /** Newest first. */
    public List<Publication> listRosters() {
        return versions.list(VersionDao.ROSTERS);
    }

    /** Both versions must have been inserted before. */
    public void activate(Activation activation) {
        durably.accept(() -> versions.insertActivation(
                activation.ruleSetVersion(),
                activation.rosterVersion(),
                utc(activation.activatedAt()),
                activation.activatedBy(),
                activation.reason(),
                activation.rosterByApi()));
    }

    /** The last activation; empty before the first. */
    public Optional<Activation> active() {
        return versions.listActivations(1).stream().findFirst();
    }

    /** The activation that made the roster which is active the active one; empty before the first. */
    public Optional<Activation> rosterActivation() {
        return active().flatMap(last -> versions.findFirstWith(last.rosterVersion()));
    }

    /** Newest first. */
    public List<Activation> listActivations(int limit) {
        return versions.listActivations(limit);
    }

    private boolean insert(String table, PublishedFiles published) {
        AtomicBoolean added = new AtomicBoolean();
        durably.accept(() -> added.set(insertOnce(table, published)));
        return added.get();
    }

    private boolean insertOnce(String table, PublishedFiles published) {
        try {
            return versions.insert(
                            table,
                            published.version(),
                            FileArchive.pack(published.files()),
                            utc(published.publishedAt()),
                            published.publishedBy(),
                            published.message())
                    > 0;
        } catch (UnableToExecuteStatementException e) {
            // Another node was faster: the same files are the same version.
            if (versions.find(table, published.version()).isEmpty()) {
                throw e;
            }
            return false;
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
