package landfall.cli;

import com.fasterxml.jackson.databind.JsonNode;

/** What rules say of each other, as a service tells it: each finding in a line, without its example. */
final class ToldFindings {

    private ToldFindings() {}

    /** Empty where nothing was found or cut off; else it ends with a line break. */
    static String print(JsonNode analysis) {
        StringBuilder text = new StringBuilder();
        for (JsonNode finding : analysis.path("findings")) {
            if (finding.hasNonNull("place")) {
                text.append(finding.path("place").asText()).append(": ");
            }
            text.append(finding.path("severity").asText())
                    .append('[')
                    .append(finding.path("code").asText())
                    .append("]: ");
            if (finding.hasNonNull("rule")) {
                text.append("rule \"").append(finding.path("rule").asText()).append("\": ");
            }
            text.append(finding.path("message").asText()).append('\n');
        }
        int untold = count(analysis) - analysis.path("findings").size();
        if (untold > 0) {
            text.append("… and ").append(Counted.of(untold, "more finding")).append("; check lists all\n");
        }
        for (JsonNode cutOff : analysis.path("unfinished")) {
            text.append("not finished: ").append(cutOff.asText()).append('\n');
        }
        return text.toString();
    }

    /** How many there are, for the summary; empty where there are none. */
    static String summary(JsonNode analysis) {
        int count = count(analysis);
        return count == 0 ? "" : ", " + Counted.of(count, "finding");
    }

    private static int count(JsonNode analysis) {
        int count = 0;
        for (JsonNode each : analysis.path("counts")) {
            count += each.asInt();
        }
        return count;
    }
}
