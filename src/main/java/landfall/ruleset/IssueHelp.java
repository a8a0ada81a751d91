package landfall.ruleset;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The help page of one issue code.
 *
 * @param severity {@code error} or {@code warning}
 * @param meaning one sentence
 * @param explanation why it matters
 * @param wrong lines of a file that show the fault; null where no lines can
 * @param printed what is printed for them
 * @param mend how to mend it
 * @param mended the lines as they should be; null where nothing takes their place
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IssueHelp(
        String code,
        String severity,
        String meaning,
        String explanation,
        @Nullable String wrong,
        String printed,
        String mend,
        @Nullable String mended) {

    /** Where the page of that code is served, relative to the service. */
    public static String address(String code) {
        return "/api/help/" + code;
    }

    /** As a terminal shows it; ends with a line break. */
    public String text() {
        StringBuilder text = new StringBuilder(severity)
                .append('[')
                .append(code)
                .append("]\n\n")
                .append(meaning)
                .append('\n')
                .append(explanation)
                .append("\n\nFor example");
        if (wrong != null) {
            text.append(":\n\n").append(indented(wrong)).append("\nis answered by");
        }
        text.append(":\n\n").append(indented(printed)).append("\nMend it: ").append(mend.replace("`", ""));
        text.append('\n');
        if (mended != null) {
            text.append('\n').append(indented(mended));
        }
        return text.toString();
    }

    private static String indented(String lines) {
        return lines.strip().isEmpty() ? lines : lines.stripTrailing().indent(4);
    }
}
