package landfall.ruleset;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import landfall.language.Issue;
import landfall.roster.Roster;
import org.jspecify.annotations.Nullable;

/**
 * Changes the roster while the service runs. Each change begins with the roster that is active then, is tried on the
 * active rules, and becomes an immutable version and the active one in one step; a change that the rules can't work with
 * leaves everything as it was. Changes wait for each other, calls for none of them. Safe for any number of threads.
 */
public final class RosterPublisher {

    /**
     * What somebody wants of the roster.
     *
     * @param by who
     * @param message why
     * @param onlyCheck whether nothing may be changed
     * @param emergency whether it can't wait
     */
    public record Wish(String by, String message, boolean onlyCheck, boolean emergency) {

        /** No emergency. */
        public Wish(String by, String message, boolean onlyCheck) {
            this(by, message, onlyCheck, false);
        }
    }

    /** Makes the files of the next roster from those that are active, by path. */
    @FunctionalInterface
    public interface Edit {
        Map<String, byte[]> apply(Roster roster, Map<String, byte[]> files);
    }

    /** What became of it. */
    public sealed interface Outcome {

        /**
         * The roster fits.
         *
         * @param version of the roster that was asked for
         * @param before the version that was active
         * @param published whether it is active from now on; false where it was only checked, waits, or is active already
         * @param waiting whether it is a version from now on, and becomes active only when somebody has approved it
         */
        record Fitted(
                String version,
                String before,
                boolean published,
                boolean waiting,
                List<RosterDifference> changes,
                List<Issue> warnings)
                implements Outcome {}

        /**
         * Nothing has changed.
         *
         * @param errors by place
         * @param rules that are active, in whose files some of them stand
         */
        record Refused(List<Issue> errors, CheckedRuleSet rules) implements Outcome {}

        /** It waits for somebody's approval, or was rejected. */
        record NotApproved(String version, Approvals.State state) implements Outcome {}

        /**
         * It was made from a roster that is not active any more, and would take back what was changed since.
         *
         * @param base that it was made from
         * @param active that is active instead
         */
        record Outdated(String version, String base, String active) implements Outcome {}
    }

    private final Preparation preparation;
    private final VersionStore store;
    private final ActiveRuleSet active;
    private final Clock clock;
    private final PublishListener listener;
    private final Changes changes;
    private final Approvals approvals;

    public RosterPublisher(
            Preparation preparation,
            VersionStore store,
            ActiveRuleSet active,
            Changes changes,
            Approvals approvals,
            Clock clock,
            PublishListener listener) {
        this.changes = changes;
        this.approvals = approvals;
        this.preparation = preparation;
        this.store = store;
        this.active = active;
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Edits the newest roster.
     *
     * @throws OneAtATime.TooManyException where too many changes wait
     * @throws ActiveRuleSet.NoActiveRuleSetException where there are no rules that it could be checked against
     */
    public Outcome edit(Edit edit, Wish wish) {
        return alone(() -> {
            CompiledRuleSet now = active.current();
            Map<String, byte[]> files =
                    PublishedFiles.bytes(RuleFiles.onlyRoster(now.checked().files()));
            List<RuleFile> edited = edit.apply(now.roster(), files).entrySet().stream()
                    .map(file -> new RuleFile(file.getKey(), file.getValue()))
                    .toList();
            return change(now, edited, wish);
        });
    }

    /** Takes these files as the roster. */
    public Outcome publish(List<RuleFile> files, Wish wish) {
        return alone(() -> change(active.current(), files, wish));
    }

    /** On whatever node the others are changed: this one begins with what they made. */
    private Outcome alone(Supplier<Change> change) {
        return changes.inTurn(() -> {
            Change made = changes.written(() -> {
                changes.takeUpNewest();
                return change.get();
            });
            made.takenUp().run();
            return made.outcome();
        });
    }

    /**
     * A change, as it was written.
     *
     * @param takenUp makes this node decide by it
     */
    private record Change(Outcome outcome, Runnable takenUp) {}

    /** Takes up a version that was published before; empty where there is none. */
    public Optional<Outcome> activate(String version, Wish wish) {
        return store.findRoster(version)
                .map(roster -> alone(() -> unfit(version, wish.emergency())
                        .map(outcome -> new Change(outcome, () -> {}))
                        .orElseGet(() -> change(active.current(), roster.ruleFiles(), wish))));
    }

    /** Why a version can't be taken up, whatever stands in it. */
    private Optional<Outcome> unfit(String version, boolean emergency) {
        if (!approvals.allow(Versioned.ROSTER, version, emergency)) {
            return Optional.of(new Outcome.NotApproved(version, approvals.state(Versioned.ROSTER, version)));
        }
        String now = active.current().checked().roster().version();
        return store.findProvenance(Versioned.ROSTER, version)
                .map(Provenance::base)
                .filter(base -> !base.equals(now) && !now.equals(version) && !store.rosterWasActive(version))
                .map(base -> new Outcome.Outdated(version, base, now));
    }

    /** Who approved which version of the roster. */
    public Approvals approvals() {
        return approvals;
    }

    private Change change(CompiledRuleSet now, List<RuleFile> files, Wish wish) {
        Change change = changed(now, files, wish);
        Outcome outcome = change.outcome();
        if (!wish.onlyCheck()) {
            listener.ended(
                    PublishListener.What.ROSTER,
                    !(outcome instanceof Outcome.Fitted fitted)
                            ? PublishListener.Outcome.REFUSED
                            : fitted.published() || fitted.waiting()
                                    ? PublishListener.Outcome.PUBLISHED
                                    : PublishListener.Outcome.UNCHANGED);
        }
        return change;
    }

    private Change changed(CompiledRuleSet now, List<RuleFile> files, Wish wish) {
        String before = now.roster().version();
        String version = RuleFiles.rosterVersion(files);
        if (version.equals(before)) {
            return new Change(new Outcome.Fitted(version, before, false, false, List.of(), List.of()), () -> {});
        }
        Fitting fitting = preparation.fit(now, files);
        if (fitting instanceof Fitting.Misfit misfit) {
            return new Change(new Outcome.Refused(misfit.errors(), now.checked()), () -> {});
        }
        FittedRoster fitted = ((Fitting.Fits) fitting).roster();
        Runnable takenUp = () -> {};
        boolean waits = false;
        if (!wish.onlyCheck()) {
            insert(fitted, files, wish);
            waits = !approvals.allow(Versioned.ROSTER, version, wish.emergency());
            takenUp = waits ? takenUp : activate(fitted, wish);
        }
        return new Change(
                new Outcome.Fitted(
                        version,
                        before,
                        !wish.onlyCheck() && !waits,
                        waits,
                        RosterDifference.between(
                                now.checked(), fitted.compiled().checked()),
                        fitted.warnings()),
                takenUp);
    }

    private void insert(FittedRoster fitted, List<RuleFile> files, Wish wish) {
        VersionWriter.insertRoster(
                store,
                fitted.compiled().checked(),
                files,
                fitted.warnings(),
                wish.by(),
                wish.message(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    /** On disk first, so that no decision names a version which a power failure takes away. */
    private Runnable activate(FittedRoster fitted, Wish wish) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        CompiledRuleSet rules = fitted.compiled();
        String version = rules.roster().version();
        store.activate(new Activation(
                rules.checked().version(),
                version,
                at,
                wish.by(),
                wish.message(),
                wish.emergency() ? Activation.Kind.ROSTER_EMERGENCY : Activation.Kind.ROSTER,
                null,
                true,
                store.active().map(Activation::rulesByApi).orElse(false)));
        return () -> active.activate(
                rules, active.find().map(ActiveRuleSet.Activation::since).orElse(at));
    }

    /** Who made the active roster the active one, when and why; null before there is one. */
    public @Nullable Activation activation() {
        return store.rosterActivation().orElse(null);
    }

    /** The files of a version as a zip; empty where there is no such version. */
    public Optional<byte[]> archive(String version) {
        return store.findRoster(version).map(roster -> FileArchive.pack(roster.files()));
    }

    /** Every version there ever was, the newest first. */
    public List<Publication> versions() {
        return store.listRosters();
    }
}
