package landfall.ruleset;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import landfall.language.Issue;
import landfall.ruleset.Preparation.Prepared;
import org.jspecify.annotations.Nullable;

/**
 * The end of flow two: a tried rule set becomes an immutable version, and the active one. A rule set that was refused
 * changes nothing.
 */
public final class Publisher {

    /**
     * What became of the folder at start.
     *
     * @param outcome in a word
     * @param version that decides calls now, or null where none does
     * @param roster that decides with it, or null where none does
     * @param rosterIgnored whether the roster is kept by API, and the folder's differs from it
     * @param issues of the folder, by place
     * @param files that they stand in
     */
    public record Report(
            Outcome outcome,
            @Nullable String version,
            @Nullable String roster,
            boolean rosterIgnored,
            List<Issue> issues,
            List<RuleFile> files) {}

    /** What can become of it. */
    public enum Outcome {
        /** The folder is what is active already. */
        UNCHANGED,
        /** The folder was published and activated. */
        PUBLISHED,
        /** The folder has errors; the version before stays active. */
        REFUSED_KEPT_ACTIVE,
        /** The folder has errors, and there is no version before. */
        REFUSED_NOTHING_ACTIVE
    }

    private static final String BY = "start";

    private final Preparation preparation;
    private final VersionStore store;
    private final Versions versions;
    private final ActiveRuleSet active;
    private final Nodes nodes;
    private final Clock clock;
    private final PublishListener listener;

    public Publisher(
            Preparation preparation,
            VersionStore store,
            Versions versions,
            ActiveRuleSet active,
            Nodes nodes,
            Clock clock,
            PublishListener listener) {
        this.preparation = preparation;
        this.store = store;
        this.versions = versions;
        this.active = active;
        this.nodes = nodes;
        this.clock = clock;
        this.listener = listener;
    }

    /** Publishes the folder where it differs from the active version; else takes up the active version again. */
    public Report publishFolder(Path folder) throws IOException {
        return publish(PreparedFolder.of(preparation, folder));
    }

    /**
     * Publishes a prepared folder where it differs from the active version; else takes up the active version again. Once
     * the roster is kept by API, the folder's rules are checked against that one, and its roster files don't count.
     */
    public Report publish(PreparedFolder folder) {
        Report report = publishOrKeep(folder);
        listener.ended(
                PublishListener.What.RULES,
                switch (report.outcome()) {
                    case UNCHANGED -> PublishListener.Outcome.UNCHANGED;
                    case PUBLISHED -> PublishListener.Outcome.PUBLISHED;
                    case REFUSED_KEPT_ACTIVE, REFUSED_NOTHING_ACTIVE -> PublishListener.Outcome.REFUSED;
                });
        return report;
    }

    private Report publishOrKeep(PreparedFolder folder) {
        Optional<Activation> before = store.active();
        if (before.isEmpty() || !before.get().rosterByApi()) {
            return publish(folder, before, false);
        }
        List<RuleFile> own = RuleFiles.onlyRoster(folder.files());
        boolean ignored = !own.isEmpty()
                && !RuleFiles.rosterVersion(own).equals(before.get().rosterVersion());
        return publish(withActiveRoster(folder, before.get()), before, ignored);
    }

    private Report publish(PreparedFolder folder, Optional<Activation> before, boolean rosterIgnored) {
        List<RuleFile> files = folder.files();
        String version = RuleFiles.version(files);
        String rosterVersion = RuleFiles.rosterVersion(files);
        if (before.isPresent()
                && before.get().ruleSetVersion().equals(version)
                && before.get().rosterVersion().equals(rosterVersion)
                && takeUp(before.get(), folder.prepared())) {
            return new Report(Outcome.UNCHANGED, version, rosterVersion, rosterIgnored, List.of(), files);
        }
        if (folder.prepared() instanceof Prepared.Ready ready) {
            activate(ready.ruleSet(), files, before.isPresent() && before.get().rosterByApi());
            return new Report(Outcome.PUBLISHED, version, rosterVersion, rosterIgnored, ready.issues(), files);
        }
        boolean kept = before.isPresent() && restore(before.get());
        return new Report(
                kept ? Outcome.REFUSED_KEPT_ACTIVE : Outcome.REFUSED_NOTHING_ACTIVE,
                kept ? before.get().ruleSetVersion() : null,
                kept ? before.get().rosterVersion() : null,
                rosterIgnored,
                folder.prepared().issues(),
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

    private void activate(TriedRuleSet tried, List<RuleFile> files, boolean rosterByApi) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        CheckedRuleSet checked = tried.compiled().checked();
        String message = "published from the folder at start";
        String version = checked.version();
        String rosterVersion = checked.roster().version();
        store.insertRuleSet(
                new PublishedFiles(version, PublishedFiles.bytes(RuleFiles.withoutRoster(files)), now, BY, message));
        store.insertRoster(
                new PublishedFiles(rosterVersion, PublishedFiles.bytes(RuleFiles.onlyRoster(files)), now, BY, message));
        nodes.awaitPrepared(version);
        store.activate(new Activation(
                version,
                rosterVersion,
                now,
                BY,
                "the folder differed from the active version",
                Activation.Kind.ACTIVATION,
                null,
                rosterByApi,
                false));
        active.activate(tried.compiled(), now);
    }

    /** The same files make the same version: they need not be compiled a second time, whatever the roster. */
    private boolean takeUp(Activation activation, Prepared prepared) {
        if (!(prepared instanceof Prepared.Ready ready)) {
            return restore(activation);
        }
        CompiledRuleSet compiled = ready.ruleSet().compiled();
        Optional<CompiledRuleSet> seated = compiled.roster().version().equals(activation.rosterVersion())
                ? Optional.of(compiled)
                : versions.withRoster(compiled, activation.rosterVersion());
        seated.ifPresent(rules -> active.activate(rules, activation.activatedAt()));
        return seated.isPresent() || restore(activation);
    }

    private boolean restore(Activation activation) {
        Optional<CompiledRuleSet> compiled = versions.compile(activation.ruleSetVersion(), activation.rosterVersion());
        compiled.ifPresent(rules -> active.activate(rules, activation.activatedAt()));
        return compiled.isPresent();
    }
}
