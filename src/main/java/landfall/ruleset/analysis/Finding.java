package landfall.ruleset.analysis;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing that the analysis found.
 *
 * @param severity {@code warning} or {@code information}
 * @param rule name of the rule; null for a gap
 * @param place {@code file:line:column} or {@code file!sheet!E14}; null for a gap
 * @param others the other rules that it concerns, the first that matter most
 * @param moreOthers how many of them are not named
 * @param message for people
 * @param hint how to mend it, where that can be told
 * @param region of a gap or an overlap: what the accounts have in common, by field; empty: nothing
 * @param whole of a gap: whether every account of the region is uncovered; else some are
 * @param example an account that shows it, tried on the rules; null where none can be made
 * @param accounts how many accounts of the given ones it touches; null where none were given
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Finding(
        FindingCode code,
        String severity,
        @Nullable String rule,
        @Nullable String place,
        List<RuleAt> others,
        int moreOthers,
        String message,
        @Nullable String hint,
        @Nullable Map<String, String> region,
        @Nullable Boolean whole,
        @Nullable Example example,
        @Nullable Long accounts) {

    /** Another rule, and where it stands. */
    public record RuleAt(String rule, String place) {}

    /**
     * An account as it can be sent or stand in a file of accounts.
     *
     * @param at the moment to decide for, ISO 8601; null: the moment of the analysis does
     * @param outcome what the rules do with it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Example(Map<String, Object> account, @Nullable String at, String outcome) {
        public Example {
            account = Collections.unmodifiableMap(new LinkedHashMap<>(account));
        }
    }

    public Finding {
        others = List.copyOf(others);
        region = region == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(region));
    }

    Finding withAccounts(long count) {
        return new Finding(
                code, severity, rule, place, others, moreOthers, message, hint, region, whole, example, count);
    }
}
