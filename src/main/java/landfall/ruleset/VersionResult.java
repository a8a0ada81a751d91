package landfall.ruleset;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import landfall.language.Issue;
import landfall.language.Rule;
import landfall.ruleset.Preparation.Prepared;
import landfall.ruleset.trial.Coverage;
import landfall.ruleset.trial.CoverageGoal;
import landfall.ruleset.trial.TrialReport;
import org.jspecify.annotations.Nullable;

/**
 * What the check and the cases of rules came to, as it is told, and kept with the version.
 *
 * @param rosterVersion that they were checked with
 * @param rules how many there are; 0 where they could not be checked to the end
 * @param cases how many there are; null where they were not run
 * @param failedCases how many failed; null where none was run
 * @param unreachedRules names of rules that no case reached, the first {@value #MOST} of them
 * @param unreached how many there are
 * @param coverage what the cases reach of the rules; null where they were not run
 * @param issues by place, the first {@value #MOST} of them
 * @param issueCount how many there are
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VersionResult(
        String rosterVersion,
        int rules,
        @Nullable Integer cases,
        @Nullable Integer failedCases,
        List<String> unreachedRules,
        int unreached,
        @Nullable VersionCoverage coverage,
        List<Told> issues,
        int issueCount) {

    /** More than anybody reads; a whole rule set can be wrong in one way. */
    static final int MOST = 1_000;

    /** A later release may have written more. */
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    /** An issue, as it is told. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Told(String code, String severity, String place, String message, @Nullable String hint) {

        public static Told of(Issue issue) {
            return new Told(
                    issue.code(),
                    issue.severity().name().toLowerCase(Locale.ROOT),
                    issue.place().toString(),
                    issue.message(),
                    issue.hint());
        }
    }

    public VersionResult {
        unreachedRules = List.copyOf(unreachedRules);
        issues = List.copyOf(issues);
    }

    /** @param required what config.yml asks of the cases */
    static VersionResult of(Prepared prepared, String rosterVersion, CoverageGoal required) {
        TrialReport report = prepared.report();
        Coverage coverage = report == null ? null : report.coverage();
        List<Rule> unreached = report == null ? List.of() : report.unreached();
        return new VersionResult(
                rosterVersion,
                prepared instanceof Prepared.Ready ready
                        ? ready.ruleSet().compiled().checked().rules().size()
                        : 0,
                report == null ? null : report.results().size(),
                report == null ? null : (int) report.failed(),
                unreached.stream().limit(MOST).map(Rule::name).toList(),
                unreached.size(),
                coverage == null ? null : VersionCoverage.of(coverage, required),
                told(prepared.issues()),
                prepared.issues().size());
    }

    /** Where there are more than are told, errors are among those that are. */
    private static List<Told> told(List<Issue> issues) {
        if (issues.size() <= MOST) {
            return issues.stream().map(Told::of).toList();
        }
        return Stream.concat(
                        issues.stream().filter(Issue::isError), issues.stream().filter(issue -> !issue.isError()))
                .limit(MOST)
                .sorted()
                .map(Told::of)
                .toList();
    }

    /** Whether there are no errors, and no case failed. */
    @JsonIgnore
    public boolean isOk() {
        return issues.stream().noneMatch(issue -> issue.severity().equals("error"));
    }

    /** As it is stored. */
    String json() {
        return write(this);
    }

    static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** As it was stored. */
    static VersionResult read(String json) {
        return read(json, VersionResult.class);
    }

    static <T> T read(String json, Class<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException(damaged);
        }
    }
}
