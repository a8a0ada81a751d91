package landfall.ruleset;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import landfall.engine.ConditionMeaning;
import landfall.facts.Account;
import landfall.language.FactType;
import landfall.language.Issue;
import landfall.language.Place;
import landfall.language.Rule;
import landfall.language.ValueList;

/**
 * Conditions on an account, written as between the parentheses of {@code Account( … )} in a rule: the same grammar, the same
 * checks, the same tests. Safe for many threads.
 */
public final class AccountCondition implements Predicate<Account> {

    private static final String FILE = "condition.drl";
    private static final String NAME = "condition";

    private final List<Predicate<Object>> tests;

    private AccountCondition(List<Predicate<Object>> tests) {
        this.tests = List.copyOf(tests);
    }

    /** What reading came to. */
    public sealed interface Read {

        /** It can be asked. */
        record Condition(AccountCondition condition) implements Read {}

        /**
         * It has faults.
         *
         * @param issues errors, by their places in the text: lines and columns from 1
         */
        record Refused(List<Issue> issues) implements Read {
            public Refused {
                issues = List.copyOf(issues);
            }
        }
    }

    /** Reads conditions by the lists, aliases, rates and roster of a rule set. */
    static Read read(String text, CheckedRuleSet rules, CheckOptions options) {
        List<RuleFile> files = new ArrayList<>(rules.files().stream()
                .filter(file -> switch (file.kind()) {
                    case LIST, ALIASES, RATES, ROSTER -> true;
                    default -> false;
                })
                .toList());
        String head = head(text, rules);
        int before = (int) head.lines().count();
        String rule = head + text + "\n)\nthen\n    routing.territory(\""
                + rules.roster().fallback().id() + "\");\nend\n";
        files.add(new RuleFile(FILE, rule.getBytes(StandardCharsets.UTF_8)));
        CheckResult result = RuleSetChecker.check(files, options);
        List<Issue> errors = result.issues().stream()
                .filter(Issue::isError)
                .map(issue -> placed(issue, before, text))
                .toList();
        if (!(result instanceof CheckResult.Checked checked)) {
            return new Read.Refused(errors);
        }
        List<Rule> read = checked.ruleSet().rules();
        if (read.size() != 1
                || read.get(0).patterns().size() != 1
                || read.get(0).patterns().get(0).fact() != FactType.ACCOUNT
                || read.get(0).patterns().get(0).conditions().isEmpty()
                || read.get(0).actions().size() != 1) {
            return new Read.Refused(List.of(IssueCode.SYNTAX.issue(
                    new Place("", 1, 1, 1),
                    "these are not the conditions of one Account",
                    "write what stands between the parentheses of Account( … )")));
        }
        return new Read.Condition(of(read.get(0), checked.ruleSet().lists()));
    }

    private static AccountCondition of(Rule rule, Map<String, ValueList> lists) {
        ConditionMeaning meaning = new ConditionMeaning(lists);
        return new AccountCondition(rule.patterns().get(0).conditions().stream()
                .map(meaning::onFact)
                .toList());
    }

    /** What a rule file has before its conditions; it declares those lists that the text names. */
    private static String head(String text, CheckedRuleSet rules) {
        StringBuilder head = new StringBuilder("package landfall.rules;\nimport landfall.facts.*;\n")
                .append("global landfall.facts.Routing routing;\n");
        rules.lists().keySet().stream()
                .filter(list -> Pattern.compile("\\b" + Pattern.quote(list) + "\\b")
                        .matcher(text)
                        .find())
                .forEach(list -> head.append("global Set ").append(list).append(";\n"));
        return head.append("rule \"" + NAME + "\"\nwhen\nAccount(\n").toString();
    }

    /** What is wrong behind the text is told at its end. */
    private static Issue placed(Issue issue, int before, String text) {
        List<String> lines = text.lines().toList();
        int last = Math.max(1, lines.size());
        int line = issue.place().line() - before;
        boolean inside = issue.place().file().equals(FILE) && line >= 1 && line <= last;
        int end = lines.isEmpty() ? 1 : lines.get(last - 1).length() + 1;
        Place place = inside
                ? new Place("", line, issue.place().column(), issue.place().length())
                : new Place("", last, end, 1);
        return new Issue(issue.code(), issue.severity(), place, issue.message(), issue.hint());
    }

    @Override
    public boolean test(Account account) {
        return tests.stream().allMatch(test -> test.test(account));
    }
}
