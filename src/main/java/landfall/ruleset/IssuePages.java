package landfall.ruleset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import landfall.language.Severity;
import landfall.ruleset.source.Suggestions;

/** The help pages of all issue codes, read from {@code docs/issues.md}, which the jar carries: there is no second text. */
public final class IssuePages {

    private static final String BLOCK = "```%s\n(.*?)\n```\n\n";
    private static final Pattern PAGE = Pattern.compile(
            "### `([a-z0-9-]+)`(?: \\(warning\\))?\n\n([^\n]+)\n\n([^\n]+)\n\n(?:" + BLOCK.formatted("\\w+ wrong")
                    + ")?" + BLOCK.formatted("text")
                    + "Mend it: ([^\n]+)\n(?:\n"
                    + "```\\w+ mended\n(.*?)\n```\n)?",
            Pattern.DOTALL);

    private static final Map<String, IssueHelp> PAGES = read(text());

    private IssuePages() {}

    /** In the order of the document. */
    public static List<IssueHelp> list() {
        return new ArrayList<>(PAGES.values());
    }

    /** Empty where there is no such code. */
    public static Optional<IssueHelp> find(String code) {
        return Optional.ofNullable(PAGES.get(code));
    }

    /** What was probably meant by something that is no code. */
    public static String hint(String code) {
        return Suggestions.hint(code, PAGES.keySet(), "codes stand in brackets, such as error[unknown-field]");
    }

    static Map<String, IssueHelp> read(String document) {
        Map<String, IssueHelp> pages = new LinkedHashMap<>();
        Matcher page = PAGE.matcher(document);
        while (page.find()) {
            String code = page.group(1);
            Severity severity = IssueCode.find(code).map(IssueCode::severity).orElse(Severity.ERROR);
            pages.put(
                    code,
                    new IssueHelp(
                            code,
                            severity.word(),
                            page.group(2),
                            page.group(3),
                            page.group(4),
                            page.group(5),
                            page.group(6),
                            page.group(7)));
        }
        return pages;
    }

    private static String text() {
        try (InputStream document = IssuePages.class.getResourceAsStream("/landfall/issues.md")) {
            return new String(Objects.requireNonNull(document).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }
}
