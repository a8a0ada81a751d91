package landfall.ruleset.analysis;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an analysis found.
 *
 * @param from ISO 8601: findings hold from this moment on
 * @param until ISO 8601: and up to this one, beyond which no clock was looked at; null: for good
 * @param rules how many rules were looked at; those that are not enabled are not
 * @param findings by code; of one code by the priority of their rules, or those first that touch most accounts
 * @param leftOut by code: findings beyond the number that is told
 * @param notAnalysed what could only be taken as a whole, or not at all
 * @param unfinished what the limit of work cut off, in sentences; empty: nothing
 * @param accounts how many accounts were counted; null where none were given
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AnalysisReport(
        String from,
        @Nullable String until,
        int rules,
        List<Finding> findings,
        Map<String, Integer> leftOut,
        List<NotAnalysed> notAnalysed,
        List<String> unfinished,
        @Nullable Long accounts) {

    /**
     * A condition, or a whole rule, of which less is known.
     *
     * @param condition null: the whole rule
     * @param reason for people
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record NotAnalysed(String rule, String place, @Nullable String condition, String reason) {}

    public AnalysisReport {
        findings = List.copyOf(findings);
        leftOut = Collections.unmodifiableMap(new LinkedHashMap<>(leftOut));
        notAnalysed = List.copyOf(notAnalysed);
        unfinished = List.copyOf(unfinished);
    }
}
