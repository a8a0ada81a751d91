package landfall.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.stream.Collectors;
import landfall.ruleset.analysis.AnalysisReport;
import landfall.ruleset.analysis.Finding;

/** Prints findings for people: the place, what it is, the other rules, and an account that shows it. */
final class AnalysisText {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private AnalysisText() {}

    /** Empty where nothing was found; else it ends with a line break. */
    static String print(AnalysisReport report) {
        StringBuilder text = new StringBuilder();
        for (Finding finding : report.findings()) {
            print(finding, text);
        }
        report.leftOut().forEach((code, number) -> text.append(Counted.of(number, "more finding"))
                .append(" of ")
                .append(code)
                .append(number == 1 ? " is not told\n" : " are not told\n"));
        if (!report.notAnalysed().isEmpty()) {
            text.append("conditions of which less is known, see docs/analysis.md: ")
                    .append(report.notAnalysed().size())
                    .append(" (")
                    .append(report.notAnalysed().stream()
                            .map(each -> each.place())
                            .limit(5)
                            .collect(Collectors.joining(", ")))
                    .append(report.notAnalysed().size() > 5 ? ", …)\n" : ")\n");
        }
        report.unfinished()
                .forEach(each -> text.append("not finished: ").append(each).append('\n'));
        return text.toString();
    }

    private static void print(Finding finding, StringBuilder text) {
        if (finding.place() != null) {
            text.append(finding.place()).append(": ");
        }
        text.append(finding.severity())
                .append('[')
                .append(finding.code().code())
                .append("]: ");
        if (finding.rule() != null) {
            text.append("rule \"").append(finding.rule()).append("\": ");
        }
        text.append(finding.message());
        if (finding.accounts() != null) {
            text.append(" (").append(finding.accounts()).append(" of the accounts)");
        }
        text.append('\n');
        for (Finding.RuleAt other : finding.others()) {
            text.append("    see \"")
                    .append(other.rule())
                    .append("\" (")
                    .append(other.place())
                    .append(")\n");
        }
        if (finding.moreOthers() > 0) {
            text.append("    and ")
                    .append(Counted.of(finding.moreOthers(), "more rule"))
                    .append('\n');
        }
        Finding.Example example = finding.example();
        if (example != null) {
            text.append("    for example ")
                    .append(json(example.account()))
                    .append(example.at() == null ? "" : " at " + example.at())
                    .append(": ")
                    .append(example.outcome())
                    .append('\n');
        }
        if (finding.hint() != null) {
            text.append("    hint: ").append(finding.hint()).append('\n');
        }
    }

    private static String json(Object account) {
        try {
            return MAPPER.writeValueAsString(account);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** How many there are, for the summary; empty where there are none. */
    static String summary(AnalysisReport report) {
        long left =
                report.leftOut().values().stream().mapToInt(Integer::intValue).sum();
        long all = report.findings().size() + left;
        return all == 0 ? "" : ", " + Counted.of(all, "finding");
    }
}
