package landfall.ruleset;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import landfall.language.Rule;
import landfall.ruleset.Activator.Order;
import org.jspecify.annotations.Nullable;

/** The versions of the rules as people see them: what is in them, how they differ, who changed what, and which is to decide. */
public final class RuleSetVersions {

    private final Preparation preparation;
    private final VersionStore store;
    private final Versions versions;
    private final Activator activator;
    private final Changes changes;
    private final Approvals approvals;
    private final PublishListener listener;
    private final OneAtATime readings = new OneAtATime();

    public RuleSetVersions(
            Preparation preparation,
            VersionStore store,
            Versions versions,
            Activator activator,
            Changes changes,
            Approvals approvals,
            PublishListener listener) {
        this.preparation = preparation;
        this.store = store;
        this.versions = versions;
        this.activator = activator;
        this.changes = changes;
        this.approvals = approvals;
        this.listener = listener;
    }

    /** Newest first. */
    public List<Publication> list() {
        return store.listRuleSets();
    }

    /** The version that is active; empty before the first. */
    public Optional<Activation> active() {
        return store.active();
    }

    /** All that ever were, newest first: those of the rules, and of the roster. */
    public List<Activation> listActivations() {
        return store.listActivations(Integer.MAX_VALUE);
    }

    /** The version that begins so; empty where there is none, or several. */
    public Optional<String> resolve(String beginning) {
        return store.resolve(Versioned.RULES, beginning);
    }

    public Publication publication(String version) {
        return store.findPublication(Versioned.RULES, version).orElseThrow();
    }

    public Provenance provenance(String version) {
        return store.findProvenance(Versioned.RULES, version).orElseThrow();
    }

    /** What its check and its cases came to when it was published; empty where nobody kept it. */
    public Optional<VersionResult> result(String version) {
        return Optional.ofNullable(provenance(version).result()).map(VersionResult::read);
    }

    /** Its files, by path. */
    public Map<String, byte[]> files(String version) {
        return store.findRuleSet(version).orElseThrow().files();
    }

    public Approvals approvals() {
        return approvals;
    }

    /**
     * What leads from one version to another.
     *
     * @throws OneAtATime.TooManyException where too many wait
     */
    public VersionDifference difference(String from, String to) {
        List<RuleDifference> rules = readings.run(() -> RuleDifference.between(rules(from), rules(to)));
        return new VersionDifference(
                from,
                to,
                FileDifference.between(files(from), files(to)),
                rules.stream().limit(VersionResult.MOST).toList(),
                rules.size());
    }

    /**
     * Who changed each rule of it last, in the order of the rules.
     *
     * @throws OneAtATime.TooManyException where too many wait
     */
    public List<Blame> blame(String version) {
        return readings.run(() -> Blame.of(version, rules(version), store.listAncestry()));
    }

    /**
     * A version with the roster that is active, as it would become active: compiled anew, to be closed by whoever asks.
     * Empty where there is no roster.
     *
     * @throws OneAtATime.TooManyException where too many wait
     */
    public Optional<Fitting> seat(String version) {
        return readings.run(() -> activator.roster().map(roster -> versions.compile(version, roster)
                .map(rules -> seat(rules, roster))
                .orElseGet(() -> {
                    Activator.Outcome.Misfit misfit = activator.misfit(version, roster);
                    return new Fitting.Misfit(misfit.errors(), misfit.files());
                })));
    }

    private Fitting seat(CompiledRuleSet rules, String roster) {
        Fitting fitting =
                preparation.seat(rules, store.findRoster(roster).orElseThrow().ruleFiles(), false);
        if (fitting instanceof Fitting.Misfit) {
            rules.close();
        }
        return fitting;
    }

    private List<Rule> rules(String version) {
        return versions.ready(version)
                .map(compiled -> compiled.checked().rules())
                .orElseGet(() -> preparation.rules(
                        store.findRuleSet(version).orElseThrow().ruleFiles()));
    }

    /**
     * Makes a version the one that decides.
     *
     * @throws OneAtATime.TooManyException where too many changes wait
     */
    public Activator.Outcome activate(
            String version, String by, String reason, @Nullable String ticket, boolean emergency) {
        Activator.Outcome outcome =
                changes.inTurn(() -> activate(version, new Order(by, reason, ticket, emergency, null)));
        listener.ended(
                PublishListener.What.RULES,
                outcome instanceof Activator.Outcome.Activated activated
                        ? activated.changed() ? PublishListener.Outcome.PUBLISHED : PublishListener.Outcome.UNCHANGED
                        : PublishListener.Outcome.REFUSED);
        return outcome;
    }

    /** In the turn of whoever calls it. */
    Activator.Outcome activate(String version, Order order) {
        String roster = activator.roster().orElse(null);
        if (roster == null) {
            return new Activator.Outcome.NoRoster();
        }
        return versions.find(version, roster)
                .map(rules -> activator.activate(rules, false, order))
                .orElseGet(() -> activator.misfit(version, roster));
    }
}
