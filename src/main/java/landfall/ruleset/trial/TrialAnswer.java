package landfall.ruleset.trial;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the rules answered to a case.
 *
 * @param status {@code assigned}, {@code queued} or {@code fallback}
 * @param rule name of the rule that won, or null where none matched
 * @param rotation name of the rotation rule that chose the rep, or null where none did
 * @param overlays rep by role
 * @param decidedBy names of all rules that had a part in the answer: winner, overlays, their rotations
 * @param readTime whether the answer hangs on the moment: a clock, a date, a duty
 */
public record TrialAnswer(
        String status,
        @Nullable String territory,
        @Nullable String rep,
        @Nullable String rule,
        @Nullable String rotation,
        @Nullable String reason,
        Map<String, String> overlays,
        Set<String> decidedBy,
        boolean readTime) {

    public TrialAnswer {
        overlays = Map.copyOf(overlays);
        decidedBy = Set.copyOf(decidedBy);
    }
}
