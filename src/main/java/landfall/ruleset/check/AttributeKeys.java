package landfall.ruleset.check;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import landfall.language.Issue;
import landfall.language.Operand;
import landfall.ruleset.CheckOptions;
import landfall.ruleset.IssueCode;
import landfall.ruleset.ParsedRuleSet;
import landfall.ruleset.source.Suggestions;
import org.jspecify.annotations.Nullable;

/** Rules name only the further fields that config.yml admits. */
final class AttributeKeys implements Check {

    private final Set<String> admitted;

    AttributeKeys(Set<String> admitted) {
        this.admitted = new TreeSet<>(admitted);
    }

    @Override
    public void check(ParsedRuleSet ruleSet, Consumer<Issue> issues) {
        if (admitted.contains(CheckOptions.ANY)) {
            return;
        }
        ruleSet.comparisons().forEach(comparison -> {
            String key = key(comparison.operand());
            if (key != null && !admitted.contains(key)) {
                issues.accept(IssueCode.UNKNOWN_FIELD.issue(
                        comparison.place(),
                        "config.yml admits no field \"" + key + "\", so it is always null",
                        Suggestions.hint(
                                key,
                                admitted,
                                admitted.isEmpty()
                                        ? "add it to sources in config.yml"
                                        : "admitted are " + Suggestions.listed(admitted))));
            }
        });
    }

    private static @Nullable String key(Operand operand) {
        if (operand instanceof Operand.AttributeOperand attribute) {
            return attribute.key();
        }
        return operand instanceof Operand.NumberOperand number ? number.key() : null;
    }
}
