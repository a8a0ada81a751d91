package landfall.ruleset;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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
     * @param issues of the folder, by place
     * @param files that they stand in
     */
    public record Report(Outcome outcome, @Nullable String version, List<Issue> issues, List<RuleFile> files) {}

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

    public Publisher(
            Preparation preparation,
            VersionStore store,
            Versions versions,
            ActiveRuleSet active,
            Nodes nodes,
            Clock clock) {
        this.preparation = preparation;
        this.store = store;
        this.versions = versions;
        this.active = active;
        this.nodes = nodes;
        this.clock = clock;
    }

    /** Publishes the folder where it differs from the active version; else takes up the active version again. */
    public Report publishFolder(Path folder) throws IOException {
        return publish(PreparedFolder.of(preparation, folder));
    }

    /** Publishes a prepared folder where it differs from the active version; else takes up the active version again. */
    public Report publish(PreparedFolder folder) {
        List<RuleFile> files = folder.files();
        Prepared prepared = folder.prepared();
        Optional<Activation> before = store.active();
        String version = RuleFiles.version(files);
        String rosterVersion = RuleFiles.rosterVersion(files);
        if (before.isPresent()
                && before.get().ruleSetVersion().equals(version)
                && before.get().rosterVersion().equals(rosterVersion)
                && takeUp(before.get(), prepared)) {
            return new Report(Outcome.UNCHANGED, version, List.of(), files);
        }
        if (prepared instanceof Prepared.Ready ready) {
            activate(ready.ruleSet(), files);
            return new Report(Outcome.PUBLISHED, version, ready.issues(), files);
        }
        boolean kept = before.isPresent() && restore(before.get());
        return new Report(
                kept ? Outcome.REFUSED_KEPT_ACTIVE : Outcome.REFUSED_NOTHING_ACTIVE,
                kept ? before.get().ruleSetVersion() : null,
                prepared.issues(),
                files);
    }

    private void activate(TriedRuleSet tried, List<RuleFile> files) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        CheckedRuleSet checked = tried.compiled().checked();
        String message = "published from the folder at start";
        String version = checked.version();
        String rosterVersion = checked.roster().version();
        store.insertRuleSet(
                new PublishedFiles(version, bytes(files, file -> file.kind() != FileKind.ROSTER), now, BY, message));
        store.insertRoster(new PublishedFiles(
                rosterVersion, bytes(files, file -> file.kind() == FileKind.ROSTER), now, BY, message));
        nodes.awaitPrepared(version);
        store.activate(new Activation(version, rosterVersion, now, BY, "the folder differed from the active version"));
        active.activate(tried.compiled(), now);
    }

    private static Map<String, byte[]> bytes(List<RuleFile> files, Predicate<RuleFile> counts) {
        return files.stream()
                .filter(file -> file.reading() == RuleFile.Reading.WHOLE && file.kind() != FileKind.OTHER)
                .filter(counts)
                .collect(Collectors.toMap(RuleFile::path, RuleFile::bytes));
    }

    /** The same files make the same version: they need not be compiled a second time. */
    private boolean takeUp(Activation activation, Prepared prepared) {
        if (prepared instanceof Prepared.Ready ready) {
            active.activate(ready.ruleSet().compiled(), activation.activatedAt());
            return true;
        }
        return restore(activation);
    }

    private boolean restore(Activation activation) {
        Optional<CompiledRuleSet> compiled = versions.compile(activation.ruleSetVersion(), activation.rosterVersion());
        compiled.ifPresent(rules -> active.activate(rules, activation.activatedAt()));
        return compiled.isPresent();
    }
}
