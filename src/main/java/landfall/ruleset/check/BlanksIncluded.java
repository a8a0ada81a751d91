package landfall.ruleset.check;

import landfall.language.Condition.Comparison;
import landfall.language.Condition.IsNull;
import landfall.language.FactType;
import landfall.language.Issue;
import landfall.language.Operand;
import landfall.ruleset.IssueCode;
import org.jspecify.annotations.Nullable;

/** {@code !=} and {@code not in} hold where the field is blank as well; who says nothing of blanks has forgotten them. */
final class BlanksIncluded implements Trap {

    @Override
    public @Nullable Issue find(Comparison comparison, Surroundings surroundings) {
        Operand operand = comparison.operand();
        boolean asked = !Comparisons.isNoneOf(comparison)
                || surroundings.negated()
                || operand.fact() != FactType.ACCOUNT
                || Operators.isAlwaysKnown(operand)
                || surroundings.requires(operand) != null
                || surroundings.anywhere(
                        other -> other instanceof IsNull && Comparisons.sameField(other.operand(), operand));
        return asked
                ? null
                : IssueCode.BLANKS_INCLUDED.issue(
                        comparison.place(),
                        "this holds for accounts without " + operand.text() + " as well",
                        "if they are not meant, add " + operand.text() + " != null; if they are, add || "
                                + operand.text() + " == null");
    }
}
