package landfall.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One of a request's faults.
 *
 * @param code stable, in kebab case
 * @param place a JSON pointer into the body ({@code /dealSize}), {@code line 3, column 14}, {@code query at},
 *     {@code header Idempotency-Key}, or {@code file:line:column}; null where it has no place
 * @param message for people
 * @param hint how to mend it, where that can be told
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProblemIssue(String code, @Nullable String place, String message, @Nullable String hint) {

    public static ProblemIssue at(String place, String code, String message) {
        return new ProblemIssue(code, place, message, null);
    }
}
