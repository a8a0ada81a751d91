package landfall.ruleset.check;

import java.util.Map;
import java.util.function.Consumer;
import landfall.language.Action;
import landfall.language.Issue;
import landfall.language.Operand;
import landfall.language.Operand.FieldOperand;
import landfall.language.Place;
import landfall.ruleset.IssueCode;
import landfall.ruleset.ParsedRule;
import landfall.ruleset.ParsedRuleSet;

/** Rules test nothing that tells who a person is, so that decisions can be replayed after the person was erased. */
final class PersonalFields implements Check {

    private static final Map<String, String> INSTEAD = Map.of(
            "email", "test domain or freeMail, which are made of it",
            "person", "test title, or a field of the company",
            "phone", "test phoneCountry, which is made of it");

    @Override
    public void check(ParsedRuleSet ruleSet, Consumer<Issue> issues) {
        ruleSet.comparisons().forEach(comparison -> check(comparison.operand(), comparison.place(), issues));
        for (ParsedRule rule : ruleSet.rules()) {
            for (Action action : rule.rule().actions()) {
                if (action instanceof Action.TerritoryFrom from) {
                    check(from.key(), from.place(), issues);
                } else if (action instanceof Action.RepFrom from) {
                    check(from.key(), from.place(), issues);
                }
            }
        }
    }

    private static void check(Operand operand, Place place, Consumer<Issue> issues) {
        if (operand instanceof FieldOperand field && field.field().personal()) {
            issues.accept(IssueCode.PERSONAL_FIELD.issue(
                    place,
                    operand.text() + " tells who asked; rules test companies, not persons",
                    INSTEAD.getOrDefault(operand.text(), "test a field of the company")));
        }
    }
}
