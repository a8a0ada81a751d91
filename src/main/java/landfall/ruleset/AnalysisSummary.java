package landfall.ruleset;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import landfall.ruleset.analysis.AnalysisReport;
import landfall.ruleset.analysis.Finding;
import landfall.ruleset.analysis.FindingCode;
import org.jspecify.annotations.Nullable;

/**
 * An analysis in short.
 *
 * @param from ISO 8601: findings hold from this moment on
 * @param until ISO 8601: and up to this one; null: for good
 * @param counts findings by code; a code that is absent has none
 * @param findings the first {@value #FIRST} of each code
 * @param notAnalysed conditions and rules of which less is known, the first {@value #MOST}
 * @param notAnalysedCount how many there are
 * @param unfinished what the limit of work cut off, in sentences; empty: nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AnalysisSummary(
        String from,
        @Nullable String until,
        Map<String, Integer> counts,
        List<Finding> findings,
        List<AnalysisReport.NotAnalysed> notAnalysed,
        int notAnalysedCount,
        List<String> unfinished) {

    static final int FIRST = 5;
    static final int MOST = 20;

    public AnalysisSummary {
        counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
        findings = List.copyOf(findings);
        notAnalysed = List.copyOf(notAnalysed);
        unfinished = List.copyOf(unfinished);
    }

    static AnalysisSummary of(AnalysisReport report) {
        Map<String, Integer> all = new HashMap<>(report.leftOut());
        report.findings().forEach(finding -> all.merge(finding.code().code(), 1, Integer::sum));
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (FindingCode code : FindingCode.values()) {
            Integer count = all.get(code.code());
            if (count != null) {
                counts.put(code.code(), count);
            }
        }
        Map<FindingCode, Integer> told = new EnumMap<>(FindingCode.class);
        return new AnalysisSummary(
                report.from(),
                report.until(),
                counts,
                report.findings().stream()
                        .filter(finding -> told.merge(finding.code(), 1, Integer::sum) <= FIRST)
                        .toList(),
                report.notAnalysed().stream().limit(MOST).toList(),
                report.notAnalysed().size(),
                report.unfinished());
    }
}
