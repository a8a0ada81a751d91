package landfall.ruleset;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import landfall.ruleset.Activator.Order;
import landfall.ruleset.Preparation.Prepared;
import landfall.ruleset.analysis.Analysis;
import org.jspecify.annotations.Nullable;

/**
 * Publishes rules while the service runs: checked and tried with the roster that is active, they become an immutable version,
 * which may become the active one at once, later, or never. What is refused leaves everything as it was. Changes of rules and
 * roster wait for each other, decisions for none of them. Safe for many threads.
 */
public final class RuleSetPublisher {

    /**
     * What somebody wants.
     *
     * @param by who
     * @param message why
     * @param activate whether it is to decide at once
     */
    public record Wish(String by, String message, boolean activate) {}

    /** What became of it. */
    public sealed interface Outcome {

        /**
         * It is a version.
         *
         * @param fresh whether it wasn't one before
         * @param active whether it decides
         * @param waiting whether it needs somebody's approval
         */
        record Published(String version, boolean fresh, boolean active, boolean waiting, VersionResult result)
                implements Outcome {}

        /** It has errors; nothing has changed. */
        record Refused(VersionResult result, Prepared prepared) implements Outcome {}

        /** There is no roster that it could be checked with. */
        record NoRoster() implements Outcome {}
    }

    private final Preparation preparation;
    private final VersionStore store;
    private final Versions versions;
    private final Activator activator;
    private final Changes changes;
    private final Background background;
    private final VersionWriter writer;
    private final Clock clock;
    private final PublishListener listener;
    private final OneAtATime checks = new OneAtATime();

    public RuleSetPublisher(
            Preparation preparation,
            VersionStore store,
            Versions versions,
            Activator activator,
            Changes changes,
            Background background,
            Clock clock,
            PublishListener listener) {
        this.preparation = preparation;
        this.store = store;
        this.versions = versions;
        this.activator = activator;
        this.changes = changes;
        this.background = background;
        this.clock = clock;
        this.writer = new VersionWriter(preparation, store, versions, clock);
        this.listener = listener;
    }

    /**
     * What a check came to.
     *
     * @param analysis what the rules say of each other; null where they have errors
     */
    public record Checked(VersionResult result, @Nullable AnalysisSummary analysis) {}

    /**
     * Checks, tries and analyses rules with the roster that is active, and keeps nothing; empty where there is no roster.
     *
     * @param files without a roster
     * @throws OneAtATime.TooManyException where too many checks wait
     */
    public Optional<Checked> check(List<RuleFile> files) {
        return checks.run(() -> activator.roster().map(roster -> background.run(() -> checked(files, roster))));
    }

    private Checked checked(List<RuleFile> files, String roster) {
        Prepared prepared = preparation.prepare(withRoster(files, roster));
        VersionResult result = VersionResult.of(prepared, roster, preparation.requiredCoverage());
        if (!(prepared instanceof Prepared.Ready ready)) {
            return new Checked(result, null);
        }
        try (CompiledRuleSet rules = ready.ruleSet().compiled()) {
            return new Checked(
                    result,
                    AnalysisSummary.of(Analysis.of(rules, clock.instant()).report()));
        }
    }

    /**
     * Publishes rules.
     *
     * @param files without a roster
     * @throws OneAtATime.TooManyException where too many changes wait
     */
    public Outcome publish(List<RuleFile> files, Wish wish) {
        Outcome outcome = changes.inTurn(() -> published(files, wish));
        listener.ended(
                PublishListener.What.RULES,
                !(outcome instanceof Outcome.Published published)
                        ? PublishListener.Outcome.REFUSED
                        : published.fresh() ? PublishListener.Outcome.PUBLISHED : PublishListener.Outcome.UNCHANGED);
        return outcome;
    }

    private Outcome published(List<RuleFile> files, Wish wish) {
        String roster = activator.roster().orElse(null);
        if (roster == null) {
            return new Outcome.NoRoster();
        }
        Prepared prepared = background.run(() -> preparation.prepare(withRoster(files, roster)));
        VersionResult result = VersionResult.of(prepared, roster, preparation.requiredCoverage());
        if (!(prepared instanceof Prepared.Ready ready)) {
            return new Outcome.Refused(result, prepared);
        }
        CompiledRuleSet rules = ready.ruleSet().compiled();
        String version = rules.checked().version();
        boolean fresh = writer.insertRules(rules.checked(), files, result, wish.by(), wish.message());
        versions.keep(rules);
        if (wish.activate()) {
            // Where somebody has to approve it first, it waits: that is no fault of what was sent.
            activator.activate(rules, true, new Order(wish.by(), wish.message(), null, false, null));
        }
        boolean active = store.active()
                .filter(activation -> activation.ruleSetVersion().equals(version))
                .isPresent();
        return new Outcome.Published(version, fresh, active, !active && !activator.isApproved(version), result);
    }

    private List<RuleFile> withRoster(List<RuleFile> files, String roster) {
        List<RuleFile> all = new ArrayList<>(RuleFiles.withoutRoster(files));
        all.addAll(store.findRoster(roster).orElseThrow().ruleFiles());
        return all;
    }
}
