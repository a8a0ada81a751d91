package landfall.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import landfall.account.CleanedAccount.Change;
import landfall.assignment.DecisionRecord.Matched;
import landfall.assignment.DecisionRecord.OverlayRecord;
import landfall.facts.Clock;
import landfall.rotation.Turn;
import org.jspecify.annotations.Nullable;

/**
 * Why an account landed where it did.
 *
 * @param summary one sentence for people
 * @param because why a kept account was kept, or null
 * @param rule the territory rule that decided, with its conditions; null where none did
 * @param notChosen everybody else whom the rules could have meant, with the reason
 * @param rotation the rotation rule that chose the rep, with its conditions; null where none did
 * @param turn of that rotation
 * @param changes what cleaning changed of the account as it was sent
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Explanation(
        String assignmentId,
        String summary,
        String kind,
        String status,
        Instant decidedAt,
        String owner,
        @Nullable String territory,
        String reason,
        @Nullable String because,
        @Nullable RuleExplanation rule,
        List<Matched> alsoMatched,
        List<NotChosen> notChosen,
        @Nullable RuleExplanation rotation,
        @Nullable Turn turn,
        List<OverlayRecord> overlays,
        List<Clock> clocks,
        List<Change> changes,
        List<String> warnings,
        @Nullable String previous,
        String ruleSetVersion,
        String rosterVersion) {

    /**
     * A rep whom the rules could have meant, and why it was somebody else.
     *
     * @param rule that named him
     * @param reason in a word: {@code inactive}, {@code away}, {@code hours}, {@code cap}, {@code language}, {@code
     *     strength}, or {@code turn} where he was free
     * @param sentence for people
     */
    public record NotChosen(String rep, String rule, String reason, String sentence) {}

    /**
     * A rule as that version has it.
     *
     * @param place file, line and column of its name
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record RuleExplanation(
            String name,
            String place,
            int priority,
            @Nullable String description,
            @Nullable String owner,
            List<ConditionExplanation> conditions) {}

    /**
     * A condition with what it read.
     *
     * @param condition as the file spells it
     * @param fact {@code Account}, {@code Clock} or {@code Territory}
     * @param zone of a clock
     * @param values by field; null where the account has none
     */
    public record ConditionExplanation(
            String condition,
            String place,
            String fact,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String zone,
            boolean holds,
            @JsonInclude(content = JsonInclude.Include.ALWAYS) Map<String, @Nullable Object> values) {}
}
