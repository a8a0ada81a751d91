package landfall.ruleset;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import landfall.language.Issue;
import landfall.language.Rule;

/** Writes new versions, each with where it came from. The same files again are the same version, and stay as they were. */
final class VersionWriter {

    private final Preparation preparation;
    private final VersionStore store;
    private final Versions versions;
    private final Clock clock;

    VersionWriter(Preparation preparation, VersionStore store, Versions versions, Clock clock) {
        this.preparation = preparation;
        this.store = store;
        this.versions = versions;
        this.clock = clock;
    }

    /** Whether it was new. */
    boolean insertRules(CheckedRuleSet rules, List<RuleFile> files, VersionResult result, String by, String message) {
        if (store.findPublication(Versioned.RULES, rules.version()).isPresent()) {
            return false;
        }
        String base = store.active().map(Activation::ruleSetVersion).orElse(null);
        return store.insertRuleSet(
                new PublishedFiles(
                        rules.version(), PublishedFiles.bytes(RuleFiles.withoutRoster(files)), now(), by, message),
                new Provenance(base, result.json(), base == null ? null : changed(base, rules.rules())));
    }

    /** Whether it was new. */
    boolean insertRoster(CheckedRuleSet rules, List<RuleFile> files, List<Issue> warnings, String by, String message) {
        return insertRoster(store, rules, files, warnings, by, message, now());
    }

    static boolean insertRoster(
            VersionStore store,
            CheckedRuleSet rules,
            List<RuleFile> files,
            List<Issue> warnings,
            String by,
            String message,
            Instant at) {
        return store.insertRoster(
                new PublishedFiles(
                        rules.roster().version(), PublishedFiles.bytes(RuleFiles.onlyRoster(files)), at, by, message),
                new Provenance(
                        store.active().map(Activation::rosterVersion).orElse(null),
                        VersionResult.write(warnings.stream()
                                .limit(VersionResult.MOST)
                                .map(VersionResult.Told::of)
                                .toList()),
                        null));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** The names of rules that the base doesn't have so, as JSON. */
    private String changed(String base, List<Rule> now) {
        List<Rule> before = versions.ready(base)
                .map(compiled -> compiled.checked().rules())
                .orElseGet(() ->
                        preparation.rules(store.findRuleSet(base).orElseThrow().ruleFiles()));
        return VersionResult.write(RuleDifference.between(before, now).stream()
                .filter(difference -> difference.how() != RuleDifference.How.REMOVED)
                .map(RuleDifference::rule)
                .toList());
    }
}
