package landfall.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * The body of every answer that isn't a success (RFC 9457).
 *
 * @param type where this kind of problem is explained, relative to the service
 * @param detail what happened this time
 * @param errorId stands in the log beside whatever else is known
 * @param issues each fault with its place; empty where the detail says all
 */
@JsonPropertyOrder({"type", "title", "status", "detail", "code", "errorId", "issues"})
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(description = "What went wrong, as RFC 9457 has it; each code is explained at its type.")
public record Problem(
        String type, String title, int status, String detail, String code, String errorId, List<ProblemIssue> issues) {

    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        issues = List.copyOf(issues);
    }

    static Problem of(ErrorCode code, String detail, String errorId, List<ProblemIssue> issues) {
        return new Problem(code.type(), code.title(), code.status(), detail, code.code(), errorId, issues);
    }
}
