package landfall.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import landfall.language.Issue;
import landfall.ruleset.IssueHelp;
import landfall.ruleset.Preparation.Prepared;
import landfall.ruleset.analysis.AnalysisReport;
import landfall.ruleset.trial.CaseResult;
import landfall.ruleset.trial.TrialReport;
import org.jspecify.annotations.Nullable;

/** What {@code check --json} prints: the same as the text, for other programs. */
final class JsonReport {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private JsonReport() {}

    /** @param analysis null where there are errors */
    static String of(Prepared prepared, @Nullable AnalysisReport analysis) {
        ObjectNode report = MAPPER.createObjectNode();
        if (prepared instanceof Prepared.Ready ready) {
            report.put("ok", true);
            report.put("version", ready.ruleSet().compiled().checked().version());
            report.put("rosterVersion", ready.ruleSet().compiled().roster().version());
            report.put("rules", ready.ruleSet().compiled().checked().rules().size());
        } else {
            report.put("ok", false);
        }
        ArrayNode issues = report.putArray("issues");
        prepared.issues().forEach(issue -> add(issues, issue));
        TrialReport trial = prepared.report();
        if (trial != null) {
            ArrayNode cases = report.putArray("cases");
            for (CaseResult result : trial.results()) {
                ObjectNode one = cases.addObject();
                one.put("name", result.tried().name());
                one.put("passed", result.passed());
                one.put("place", result.tried().place().toString());
                if (!result.passed()) {
                    ArrayNode differences = one.putArray("differences");
                    result.differences().forEach(difference -> differences
                            .addObject()
                            .put("key", difference.expected().key())
                            .put("expected", difference.expected().value())
                            .put("got", difference.got()));
                }
            }
            ArrayNode unreached = report.putArray("unreached");
            trial.unreached().forEach(rule -> unreached.add(rule.name()));
            if (trial.coverage() != null) {
                CoverageReport.add(report, trial.coverage());
            }
        }
        if (analysis != null) {
            report.set("analysis", MAPPER.valueToTree(analysis));
        }
        try {
            return MAPPER.writeValueAsString(report);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void add(ArrayNode issues, Issue issue) {
        ObjectNode one = issues.addObject();
        one.put("code", issue.code());
        one.put("severity", issue.severity().word());
        one.put("file", issue.place().file());
        if (issue.place().isCell()) {
            if (!issue.place().source().equals(issue.place().file())) {
                one.put("sheet", issue.place().sheet());
            }
            one.put("cell", issue.place().cellName());
        } else if (issue.place().line() > 0) {
            one.put("line", issue.place().line());
            one.put("column", issue.place().column());
            one.put("length", issue.place().length());
        }
        one.put("message", issue.message());
        if (issue.hint() != null) {
            one.put("hint", issue.hint());
        }
        one.put("help", IssueHelp.address(issue.code()));
    }
}
