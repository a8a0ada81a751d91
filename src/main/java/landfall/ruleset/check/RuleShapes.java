package landfall.ruleset.check;

import java.util.List;
import java.util.function.Consumer;
import landfall.language.FactType;
import landfall.language.Issue;
import landfall.language.Pattern;
import landfall.language.Place;
import landfall.ruleset.IssueCode;
import landfall.ruleset.ParsedRule;
import landfall.ruleset.ParsedRuleSet;

/** One account in a territory rule; one territory and at most one account in a rotation rule. */
final class RuleShapes implements Check {

    @Override
    public void check(ParsedRuleSet ruleSet, Consumer<Issue> issues) {
        for (ParsedRule rule : ruleSet.rules()) {
            check(rule, issues);
        }
    }

    private static void check(ParsedRule parsed, Consumer<Issue> issues) {
        List<Pattern> accounts = patterns(parsed, FactType.ACCOUNT);
        List<Pattern> territories = patterns(parsed, FactType.TERRITORY);
        if (accounts.size() > 1) {
            issues.accept(IssueCode.ACCOUNT_COUNT.issue(
                    second(accounts),
                    "this rule asks for two accounts, but one account is routed at a time",
                    "put all conditions into one Account( … )"));
        }
        if (territories.size() > 1) {
            issues.accept(IssueCode.TERRITORY_COUNT.issue(
                    second(territories),
                    "this rule asks for two territories, but one was chosen",
                    "write Territory( id in (\"…\", \"…\") ), or two rules"));
        }
        if (accounts.isEmpty() && territories.isEmpty() && parsed.conditionsWhole()) {
            issues.accept(IssueCode.ACCOUNT_COUNT.issue(
                    parsed.rule().place(),
                    "this rule asks for no account",
                    "add Account( … ), or Account() for every account"));
        }
    }

    private static List<Pattern> patterns(ParsedRule parsed, FactType fact) {
        return parsed.rule().patterns().stream()
                .filter(pattern -> pattern.fact() == fact)
                .toList();
    }

    private static Place second(List<Pattern> patterns) {
        return patterns.get(1).place();
    }
}
