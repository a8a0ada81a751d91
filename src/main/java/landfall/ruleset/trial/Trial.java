package landfall.ruleset.trial;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import landfall.language.Issue;
import landfall.language.Rule;
import landfall.ruleset.IssueCode;
import landfall.ruleset.source.Suggestions;
import org.jspecify.annotations.Nullable;

/** Tries cases on rules: each on its own, as if it were the first account ever. */
public final class Trial {

    private final List<Rule> rules;
    private final Function<TrialAccount, TrialAnswer> decide;

    /**
     * @param rules all of the rule set
     * @param decide answers one account, with fresh rotations and nobody absent
     */
    public Trial(List<Rule> rules, Function<TrialAccount, TrialAnswer> decide) {
        this.rules = List.copyOf(rules);
        this.decide = decide;
    }

    /**
     * Runs the cases in their order.
     *
     * @param now the moment of a case that names none
     */
    public TrialReport run(List<Case> cases, Instant now) {
        List<CaseResult> results = new ArrayList<>();
        List<Issue> issues = new ArrayList<>();
        Set<String> reached = new HashSet<>();
        for (Case tried : cases) {
            Instant at = tried.at() == null ? now : tried.at();
            TrialAnswer answer = decide.apply(new TrialAccount(tried.account(), at));
            CaseResult result = new CaseResult(tried, answer, differences(tried, answer));
            results.add(result);
            reached.addAll(answer.decidedBy());
            if (!result.passed()) {
                issues.add(failed(result));
            }
            if (tried.at() == null && answer.readTime()) {
                issues.add(IssueCode.CASE_WITHOUT_TIME.issue(
                        tried.place(),
                        "the answer to case \"" + tried.name() + "\" depends on the moment, and the case names none",
                        "add a line such as: at: " + now));
            }
        }
        Collections.sort(issues);
        List<Rule> unreached = rules.stream()
                .filter(rule -> rule.enabled() && !reached.contains(rule.name()))
                .toList();
        return new TrialReport(results, unreached, null, issues);
    }

    /** One issue at the first difference, naming all of them. */
    private Issue failed(CaseResult result) {
        TrialAnswer got = result.got();
        String by = got.rule() == null ? "no rule matched" : "rule \"" + got.rule() + "\"";
        String chosen = got.rotation() == null ? "" : ", rotation \"" + got.rotation() + "\"";
        String differences =
                result.differences().stream().map(Difference::sentence).collect(Collectors.joining("; "));
        return IssueCode.CASE_FAILED.issue(
                result.differences().get(0).expected().place(),
                "case \"" + result.tried().name() + "\": " + differences + " (" + by + chosen + ")",
                result.differences().stream()
                        .map(difference -> misspelled(difference.expected()))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null));
    }

    /** A name of a rule that no rule has is a misspelling more often than a wrong rule. */
    private @Nullable String misspelled(Expected expected) {
        String name = expected.value();
        if (name == null || !(expected.key().equals("rule") || expected.key().equals("rotation"))) {
            return null;
        }
        List<String> names = rules.stream().map(Rule::name).toList();
        if (names.contains(name)) {
            return null;
        }
        return Suggestions.find(name, names)
                .map(near -> "no rule has that name; did you mean \"" + near + "\"?")
                .orElse("no rule has that name");
    }

    private static List<Difference> differences(Case tried, TrialAnswer answer) {
        List<Difference> differences = new ArrayList<>();
        for (Expected expected : tried.expected()) {
            compare(expected, value(answer, expected.key()), differences);
        }
        List<Expected> overlays = tried.overlays();
        if (overlays != null) {
            Map<String, String> left = new HashMap<>(answer.overlays());
            for (Expected expected : overlays) {
                compare(expected, left.remove(expected.key()), differences);
            }
            left.keySet().stream().sorted().forEach(role -> {
                Expected none = new Expected(role, null, tried.place());
                differences.add(new Difference(none, left.get(role)));
            });
        }
        return differences;
    }

    private static void compare(Expected expected, @Nullable String got, List<Difference> differences) {
        if (!Objects.equals(expected.value(), got)) {
            differences.add(new Difference(expected, got));
        }
    }

    private static @Nullable String value(TrialAnswer answer, String key) {
        return switch (key) {
            case "status" -> answer.status();
            case "territory" -> answer.territory();
            case "rep" -> answer.rep();
            case "rule" -> answer.rule();
            case "rotation" -> answer.rotation();
            case "reason" -> answer.reason();
            default -> throw new IllegalArgumentException("a case cannot expect " + key);
        };
    }
}
