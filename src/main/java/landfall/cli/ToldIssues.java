package landfall.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import landfall.language.Issue;
import landfall.language.Place;
import landfall.language.Severity;

/** Issues as a service tells them. */
final class ToldIssues {

    private static final Pattern PLACE = Pattern.compile("(.+):([0-9]+):([0-9]+)");
    private static final int SHOWN = 12;

    private ToldIssues() {}

    /** Errors, where nothing says that they are only warnings. */
    static List<Issue> read(JsonNode told) {
        return read(told, Severity.ERROR);
    }

    /** @param usual of those that name no severity */
    static List<Issue> read(JsonNode told, Severity usual) {
        List<Issue> issues = new ArrayList<>();
        for (JsonNode each : told) {
            issues.add(new Issue(
                    each.path("code").asText(),
                    each.path("severity").asText().equals("warning") ? Severity.WARNING : usual,
                    place(each.path("place").asText()),
                    each.path("message").asText(),
                    each.hasNonNull("hint") ? each.path("hint").asText() : null));
        }
        return issues;
    }

    /** The beginning of a version, as people name it. */
    static String shortened(JsonNode version) {
        String text = version.asText();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN);
    }

    private static Place place(String text) {
        Matcher matcher = PLACE.matcher(text);
        return matcher.matches()
                ? new Place(matcher.group(1), Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3)), 1)
                : Place.of(text);
    }
}
