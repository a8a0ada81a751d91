package landfall.ruleset;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps every published version of rules and roster, since each decision names both, and says which are active. What a
 * method wrote is on disk when it returns.
 */
public final class VersionStore {
    private static final Pattern BEGINNING = Pattern.compile("[0-9a-f]{8,64}");

    private final Jdbi jdbi;
    private final VersionDao versions;
    private final Consumer<Runnable> durably;

    /**
     * Over the ledger's database.
     *
     * @param durably runs what writes, and returns once it is on disk
     */
    public VersionStore(Jdbi jdbi, Consumer<Runnable> durably) {
        this.jdbi = jdbi;
        this.versions = jdbi.onDemand(VersionDao.class);
        this.durably = durably;
    }

    /** Whether it was new: the same files again are the same version, and stay as they were first published. */
    public boolean insertRuleSet(PublishedFiles ruleSet) {
        return insertRuleSet(ruleSet, Provenance.UNKNOWN);
    }

    /** The same, with where it came from. */
    public boolean insertRuleSet(PublishedFiles ruleSet, Provenance provenance) {
        return insert(VersionDao.RULE_SETS, ruleSet, provenance);
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
        return insertRoster(roster, Provenance.UNKNOWN);
    }

    /** The same, with where it came from. */
    public boolean insertRoster(PublishedFiles roster, Provenance provenance) {
        return insert(VersionDao.ROSTERS, roster, provenance);
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
        durably.accept(() -> insert(versions, activation));
    }

    /** The same, and the end of what scheduled it, both or neither. */
    void activate(Activation activation, String schedule) {
        durably.accept(() -> jdbi.useTransaction(handle -> {
            insert(handle.attach(VersionDao.class), activation);
            handle.attach(ScheduleDao.class)
                    .insertEnd(schedule, ScheduleDao.DONE, utc(activation.activatedAt()), activation.activatedBy(), "");
        }));
    }

    private static void insert(VersionDao versions, Activation activation) {
        versions.insertActivation(
                activation.ruleSetVersion(),
                activation.rosterVersion(),
                utc(activation.activatedAt()),
                activation.activatedBy(),
                activation.reason(),
                activation.kind().word(),
                activation.ticket(),
                activation.rosterByApi(),
                activation.rulesByApi());
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

    /** Newest first: those by which these rules became the active ones, or stayed so with another roster. */
    public List<Activation> listActivationsOf(String ruleSetVersion) {
        return versions.listActivationsOf(ruleSetVersion);
    }

    /** Whether that roster ever decided. */
    boolean rosterWasActive(String version) {
        return versions.countActivationsOfRoster(version) > 0;
    }

    /** Whether that roster ever came to decide other than in an emergency of its own. */
    boolean rosterWasInForce(String version) {
        return versions.countTimesInForce(version) > 0;
    }

    /** Who published it, when and why. */
    public Optional<Publication> findPublication(Versioned what, String version) {
        return versions.findPublication(what.table(), version);
    }

    public Optional<Provenance> findProvenance(Versioned what, String version) {
        return versions.findProvenance(what.table(), version);
    }

    /**
     * The version that begins so; empty where there is none, or several.
     *
     * @param beginning a whole version, or at least its first eight digits
     */
    public Optional<String> resolve(Versioned what, String beginning) {
        if (!BEGINNING.matcher(beginning).matches()) {
            return versions.findPublication(what.table(), beginning).map(Publication::version);
        }
        List<String> found = versions.listBeginningWith(what.table(), beginning);
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** Of all rule sets, in no order. */
    List<Ancestry> listAncestry() {
        return versions.listAncestry();
    }

    /** The roster that was published last. */
    Optional<String> newestRoster() {
        return versions.newest(VersionDao.ROSTERS);
    }

    private boolean insert(String table, PublishedFiles published, Provenance provenance) {
        AtomicBoolean added = new AtomicBoolean();
        durably.accept(() -> added.set(insertOnce(table, published, provenance)));
        return added.get();
    }

    private boolean insertOnce(String table, PublishedFiles published, Provenance provenance) {
        try {
            return versions.insert(
                            table,
                            published.version(),
                            FileArchive.pack(published.files()),
                            utc(published.publishedAt()),
                            published.publishedBy(),
                            published.message(),
                            provenance.base(),
                            bytes(provenance.result()),
                            bytes(provenance.changedRules()))
                    > 0;
        } catch (UnableToExecuteStatementException e) {
            // Another node was faster: the same files are the same version.
            if (versions.find(table, published.version()).isEmpty()) {
                throw e;
            }
            return false;
        }
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    static OffsetDateTime utc(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
