package landfall.assignment;

import java.util.List;
import landfall.http.ProblemIssue;

/**
 * A call for an assignment, or a line of a batch, that was refused.
 *
 * @param caller name of its key
 * @param source as the body or the call says, else the caller
 * @param body as it came; without bytes where nothing of it could be read
 * @param code what the caller was answered, in kebab case
 */
public record RefusedCall(
        String caller, String source, SentBody body, String code, String detail, List<ProblemIssue> issues) {

    public RefusedCall {
        issues = List.copyOf(issues);
    }
}
