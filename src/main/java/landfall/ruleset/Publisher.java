package landfall.ruleset;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import landfall.language.Issue;
import landfall.ruleset.Preparation.Prepared;
import org.jspecify.annotations.Nullable;

/**
 * The end of flow two for the folder of rules: a tried rule set becomes an immutable version, and the active one. A rule set
 * that was refused changes nothing.
 */
public final class Publisher {

    /**
     * What became of the folder.
     *
     * @param outcome in a word
     * @param version that decides calls now, or null where none does
     * @param roster that decides with it, or null where none does
     * @param rosterIgnored whether the roster is kept by API, and the folder's differs from it
     * @param waiting the folder's version, where it waits for approval
     * @param issues of the folder, by place
     * @param files that they stand in
     */
    public record Report(
            Outcome outcome,
            @Nullable String version,
            @Nullable String roster,
            boolean rosterIgnored,
            @Nullable String waiting,
            List<Issue> issues,
            List<RuleFile> files) {}

    /** What can become of it. */
    public enum Outcome {
        /** The folder is what is active already. */
        UNCHANGED,
        /** The folder was published and activated. */
        PUBLISHED,
        /** The rules came by API; the folder's differ, and don't count. */
        NOT_COUNTED,
        /** The folder was published, and waits for approval; the version before stays active. */
        WAITING_KEPT_ACTIVE,
        /** The folder was published, and waits for approval; there is no version before. */
        WAITING_NOTHING_ACTIVE,
        /** The folder has errors; the version before stays active. */
        REFUSED_KEPT_ACTIVE,
        /** The folder has errors, and there is no version before. */
        REFUSED_NOTHING_ACTIVE
    }

    /**
     * On which terms a folder counts.
     *
     * @param approvals whether somebody has to approve it
     * @param watched whether it counts, too, after rules came by API
     */
    public record Terms(Approvals approvals, boolean watched) {}

    private static final String AT_START = "start";
    private static final String WATCHED = "folder";

    private final Preparation preparation;
    private final VersionStore store;
    private final TakeUp takeUp;
    private final ActiveRuleSet active;
    private final Nodes nodes;
    private final Terms terms;
    private final Clock clock;
    private final PublishListener listener;
    private final VersionWriter writer;

    public Publisher(
            Preparation preparation,
            VersionStore store,
            Versions versions,
            ActiveRuleSet active,
            Nodes nodes,
            Terms terms,
            Clock clock,
            PublishListener listener) {
        this.preparation = preparation;
        this.store = store;
        this.takeUp = new TakeUp(versions, active);
        this.active = active;
        this.nodes = nodes;
        this.terms = terms;
        this.clock = clock;
        this.listener = listener;
        this.writer = new VersionWriter(preparation, store, versions, clock);
    }

    /** Publishes the folder where it differs from the active version; else takes up the active version again. */
    public Report publishFolder(Path folder) throws IOException {
        return publish(prepare(folder));
    }

    PreparedFolder prepare(Path folder) throws IOException {
        return PreparedFolder.of(preparation, folder);
    }

    /**
     * Publishes a prepared folder where it differs from the active version; else takes up the active version again. Once
     * the roster is kept by API, the folder's rules are checked against that one, and its roster files don't count. Once rules
     * came by API, the folder's count only where it is watched, and they were never published before.
     */
    public Report publish(PreparedFolder folder) {
        return told(publishOrKeep(folder, AT_START));
    }

    /** The same for a folder that has changed while the service runs. */
    Report publishChange(PreparedFolder folder) {
        return told(publishOrKeep(folder, WATCHED));
    }

    private Report told(Report report) {
        listener.ended(
                PublishListener.What.RULES,
                switch (report.outcome()) {
                    case UNCHANGED, NOT_COUNTED -> PublishListener.Outcome.UNCHANGED;
                    case PUBLISHED, WAITING_KEPT_ACTIVE, WAITING_NOTHING_ACTIVE -> PublishListener.Outcome.PUBLISHED;
                    case REFUSED_KEPT_ACTIVE, REFUSED_NOTHING_ACTIVE -> PublishListener.Outcome.REFUSED;
                });
        return report;
    }

    /** Begins again where another node has changed what is active meanwhile. */
    private Report publishOrKeep(PreparedFolder folder, String by) {
        Report report = null;
        while (report == null) {
            report = tryToPublish(folder, by);
        }
        return report;
    }

    private @Nullable Report tryToPublish(PreparedFolder folder, String by) {
        Activation before = store.active().orElse(null);
        if (before != null && !counts(folder, before, by) && takeUp.restore(before)) {
            String own = RuleFiles.version(folder.files());
            return report(
                    own.equals(before.ruleSetVersion()) ? Outcome.UNCHANGED : Outcome.NOT_COUNTED,
                    before,
                    isRosterIgnored(folder, before),
                    List.of(),
                    folder.files());
        }
        if (before == null || !before.rosterByApi()) {
            return publish(folder, before, false, by);
        }
        return publish(withActiveRoster(folder, before), before, isRosterIgnored(folder, before), by);
    }

    /** Whether the folder's rules have a say. */
    private boolean counts(PreparedFolder folder, Activation before, String by) {
        if (!before.rulesByApi() || by.equals(WATCHED)) {
            return true;
        }
        return terms.watched()
                && store.findPublication(Versioned.RULES, RuleFiles.version(folder.files()))
                        .isEmpty();
    }

    private static boolean isRosterIgnored(PreparedFolder folder, Activation before) {
        List<RuleFile> own = RuleFiles.onlyRoster(folder.files());
        return before.rosterByApi()
                && !own.isEmpty()
                && !RuleFiles.rosterVersion(own).equals(before.rosterVersion());
    }

    /** Null where another node has changed what is active meanwhile. */
    private @Nullable Report publish(
            PreparedFolder folder, @Nullable Activation before, boolean rosterIgnored, String by) {
        List<RuleFile> files = folder.files();
        String version = RuleFiles.version(files);
        String rosterVersion = RuleFiles.rosterVersion(files);
        if (before != null
                && before.ruleSetVersion().equals(version)
                && before.rosterVersion().equals(rosterVersion)
                && takeUp.takeUp(before, folder.prepared())) {
            return report(Outcome.UNCHANGED, before, rosterIgnored, List.of(), files);
        }
        if (folder.prepared() instanceof Prepared.Ready ready) {
            write(ready, files, by);
            if (terms.approvals().allow(Versioned.RULES, version, false)
                    && terms.approvals().allow(Versioned.ROSTER, rosterVersion, false)) {
                return activate(ready.ruleSet(), before, by)
                        .map(now -> report(Outcome.PUBLISHED, now, rosterIgnored, ready.issues(), files))
                        .orElse(null);
            }
            boolean kept = before != null && takeUp.restore(before);
            return new Report(
                    kept ? Outcome.WAITING_KEPT_ACTIVE : Outcome.WAITING_NOTHING_ACTIVE,
                    kept && before != null ? before.ruleSetVersion() : null,
                    kept && before != null ? before.rosterVersion() : null,
                    rosterIgnored,
                    version,
                    ready.issues(),
                    files);
        }
        boolean kept = before != null && takeUp.restore(before);
        return report(
                kept ? Outcome.REFUSED_KEPT_ACTIVE : Outcome.REFUSED_NOTHING_ACTIVE,
                kept ? before : null,
                rosterIgnored,
                folder.prepared().issues(),
                files);
    }

    private static Report report(
            Outcome outcome,
            @Nullable Activation now,
            boolean rosterIgnored,
            List<Issue> issues,
            List<RuleFile> files) {
        return new Report(
                outcome,
                now == null ? null : now.ruleSetVersion(),
                now == null ? null : now.rosterVersion(),
                rosterIgnored,
                null,
                issues,
                files);
    }

    /** The folder's rules with the active roster. */
    private PreparedFolder withActiveRoster(PreparedFolder folder, Activation before) {
        if (RuleFiles.rosterVersion(folder.files()).equals(before.rosterVersion())) {
            return folder;
        }
        List<RuleFile> files = new ArrayList<>(RuleFiles.withoutRoster(folder.files()));
        files.addAll(store.findRoster(before.rosterVersion()).orElseThrow().ruleFiles());
        if (RuleFiles.version(files).equals(before.ruleSetVersion())) {
            return new PreparedFolder(files, folder.prepared());
        }
        Prepared prepared = folder.prepared() instanceof Prepared.Ready ready
                ? preparation.prepare(files, ready.ruleSet().compiled())
                : preparation.prepare(files);
        return new PreparedFolder(files, prepared);
    }

    private void write(Prepared.Ready ready, List<RuleFile> files, String by) {
        CheckedRuleSet checked = ready.ruleSet().compiled().checked();
        String message = by.equals(AT_START) ? "published from the folder at start" : "the watched folder has changed";
        VersionResult result = VersionResult.of(ready, checked.roster().version(), preparation.requiredCoverage());
        writer.insertRules(checked, files, result, by, message);
        writer.insertRoster(checked, files, List.of(), by, message);
    }

    /** Empty where another node has changed what is active meanwhile. */
    private Optional<Activation> activate(TriedRuleSet tried, @Nullable Activation before, String by) {
        CheckedRuleSet checked = tried.compiled().checked();
        nodes.awaitPrepared(checked.version());
        Activation wanted = new Activation(
                checked.version(),
                checked.roster().version(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                by,
                "the folder differed from the active version",
                kind(checked, before),
                null,
                before != null && before.rosterByApi(),
                false);
        Optional<Activation> now = nodes.exclusively(() -> {
            Activation newest = store.active().orElse(null);
            if (newest != null
                    && newest.ruleSetVersion().equals(wanted.ruleSetVersion())
                    && newest.rosterVersion().equals(wanted.rosterVersion())) {
                // It has started with the same folder at the same time.
                return Optional.of(newest);
            }
            if (!Objects.equals(newest, before)) {
                return Optional.empty();
            }
            store.activate(wanted);
            return Optional.of(wanted);
        });
        now.ifPresent(activation -> active.activate(tried.compiled(), activation.activatedAt()));
        return now;
    }

    private Activation.Kind kind(CheckedRuleSet rules, @Nullable Activation before) {
        if (before != null && before.ruleSetVersion().equals(rules.version())) {
            return Activation.Kind.ROSTER;
        }
        return store.listActivationsOf(rules.version()).isEmpty()
                ? Activation.Kind.ACTIVATION
                : Activation.Kind.ROLLBACK;
    }
}
