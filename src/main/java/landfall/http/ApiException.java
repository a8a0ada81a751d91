package landfall.http;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call that can't be answered as asked, with the code that the caller gets; the one exception type for errors of the API. */
public final class ApiException extends RuntimeException {

    private final ErrorCode code;
    private final transient List<ProblemIssue> issues;
    private final @Nullable Duration retryAfter;

    private ApiException(
            ErrorCode code,
            String detail,
            List<ProblemIssue> issues,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(detail, cause);
        this.code = code;
        this.issues = List.copyOf(issues);
        this.retryAfter = retryAfter;
    }

    /** One fault that needs no place. */
    public ApiException(ErrorCode code, String detail) {
        this(code, detail, List.of(), null, null);
    }

    /** Several faults, or one with a place. */
    public ApiException(ErrorCode code, String detail, List<ProblemIssue> issues) {
        this(code, detail, issues, null, null);
    }

    /** For a fault that shows itself as an exception; the cause goes to the log only. */
    public ApiException(ErrorCode code, String detail, Throwable cause) {
        this(code, detail, List.of(), null, cause);
    }

    /** What a throwable means to the caller; one that is no fault of his is {@link ErrorCode#INTERNAL_ERROR}. */
    public static ApiException of(Throwable thrown) {
        return Problems.classify(thrown);
    }

    /** 503: the same request may succeed later; callers that obey {@code Retry-After} wait that long. */
    public static ApiException busy(String detail, Duration retryAfter) {
        return new ApiException(ErrorCode.BUSY, detail, List.of(), retryAfter, null);
    }

    /** 429: so many calls aren't answered; the same request may succeed after that time. */
    public static ApiException rateLimited(String detail, Duration retryAfter) {
        return new ApiException(ErrorCode.RATE_LIMITED, detail, List.of(), retryAfter, null);
    }

    /** 503: what was asked for is there, and not sealed yet; it will be after that time. */
    public static ApiException notSealed(String detail, Duration retryAfter) {
        return new ApiException(ErrorCode.NOT_SEALED, detail, List.of(), retryAfter, null);
    }

    /** 503: something that the service needs isn't there. */
    public static ApiException notReady(List<ProblemIssue> missing) {
        return new ApiException(
                ErrorCode.NOT_READY,
                "Not everything that an assignment needs is there.",
                missing,
                Duration.ofSeconds(5),
                null);
    }

    public ErrorCode code() {
        return code;
    }

    /** What happened, for the caller. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    public List<ProblemIssue> issues() {
        return issues;
    }

    /** How long to wait before the same request is sent again. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
