package landfall.language;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One fault of one place, in words that a salesperson understands.
 *
 * @param code stable, in kebab case, such as {@code unknown-field}
 * @param hint what was meant or how to mend it, where that can be told
 */
public record Issue(String code, Severity severity, Place place, String message, @Nullable String hint)
        implements Comparable<Issue> {

    private static final Comparator<Issue> ORDER =
            Comparator.comparing(Issue::place).thenComparing(Issue::code).thenComparing(Issue::message);

    public static Issue error(String code, Place place, String message, @Nullable String hint) {
        return new Issue(code, Severity.ERROR, place, message, hint);
    }

    public static Issue warning(String code, Place place, String message, @Nullable String hint) {
        return new Issue(code, Severity.WARNING, place, message, hint);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** The same, as a warning. */
    public Issue asWarning() {
        return new Issue(code, Severity.WARNING, place, message, hint);
    }

    @Override
    public int compareTo(Issue other) {
        return ORDER.compare(this, other);
    }
}
