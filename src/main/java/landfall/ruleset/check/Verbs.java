package landfall.ruleset.check;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import landfall.language.Action;
import landfall.language.FactType;
import landfall.language.Issue;
import landfall.language.Place;
import landfall.ruleset.IssueCode;
import landfall.ruleset.ParsedRule;
import landfall.ruleset.ParsedRuleSet;

/** A territory rule claims an account, once; a rotation rule says whose turn it is, once. */
final class Verbs implements Check {

    @Override
    public void check(ParsedRuleSet ruleSet, Consumer<Issue> issues) {
        for (ParsedRule rule : ruleSet.rules()) {
            // Without readable patterns nobody can tell which kind of rule it was meant to be.
            boolean known = rule.conditionsWhole() || !rule.rule().patterns().isEmpty();
            if (known && asksForSomething(rule)) {
                if (rule.rule().isRotation()) {
                    checkRotation(rule, issues);
                } else {
                    checkTerritory(rule, issues);
                }
            }
        }
    }

    private static boolean asksForSomething(ParsedRule rule) {
        return rule.rule().patterns().stream().anyMatch(pattern -> pattern.fact() != FactType.CLOCK);
    }

    private static void checkTerritory(ParsedRule rule, Consumer<Issue> issues) {
        boolean claims = false;
        Set<String> said = new HashSet<>();
        for (Action action : rule.rule().actions()) {
            if (action instanceof Action.TakeTurns turns) {
                claims = true;
                issues.accept(IssueCode.MISPLACED_VERB.issue(
                        turns.place(),
                        "\"" + turns.rotation().kind().verb()
                                + "\" says whose turn it is, but this rule asks for no territory",
                        "claim a territory here, and write a rule with Territory( id == \"…\" ) for its turns"));
                continue;
            }
            claims |= !(action instanceof Action.Reason);
            if (!said.add(kind(action))) {
                issues.accept(IssueCode.DUPLICATE_ACTION.issue(
                        action.place(),
                        action instanceof Action.Overlay
                                ? "this rule names the same overlay twice"
                                : "this rule says twice " + words(action),
                        "keep one of them, or write two rules"));
            }
        }
        if (!claims && rule.actionsWhole()) {
            issues.accept(IssueCode.NO_CLAIM.issue(
                    rule.rule().place(),
                    "this rule claims accounts for nobody",
                    "add for example: routing.territory(\"us-west\");"));
        }
    }

    /** Actions of one kind exclude each other. */
    private static String kind(Action action) {
        if (action instanceof Action.ClaimTerritory || action instanceof Action.TerritoryFrom) {
            return "territory";
        }
        if (action instanceof Action.ClaimRep || action instanceof Action.RepFrom) {
            return "rep";
        }
        return action instanceof Action.Overlay overlay ? "overlay " + overlay.territory() : "reason";
    }

    private static String words(Action action) {
        return switch (kind(action)) {
            case "territory" -> "which territory gets the account";
            case "rep" -> "which rep gets the account";
            default -> "why";
        };
    }

    private static void checkRotation(ParsedRule rule, Consumer<Issue> issues) {
        List<Action> turns = rule.rule().actions().stream()
                .filter(action -> action instanceof Action.TakeTurns)
                .toList();
        for (Action action : rule.rule().actions()) {
            if (!(action instanceof Action.TakeTurns)) {
                issues.accept(IssueCode.MISPLACED_VERB.issue(
                        action.place(),
                        "this rule is about the turns of a territory, so it cannot claim accounts or give reasons",
                        "move this into a rule without Territory( … )"));
            }
        }
        if (turns.size() > 1) {
            Place second = turns.get(1).place();
            issues.accept(IssueCode.ROTATION_COUNT.issue(
                    second, "this rule says twice whose turn it is", "keep one rotation for each rule"));
        }
        boolean nothingElse = rule.rule().actions().isEmpty();
        if (turns.isEmpty() && nothingElse && rule.actionsWhole()) {
            issues.accept(IssueCode.ROTATION_COUNT.issue(
                    rule.rule().place(),
                    "this rule doesn't say whose turn it is",
                    "add for example: routing.roundRobin(\"alice\", \"bob\");"));
        }
    }
}
