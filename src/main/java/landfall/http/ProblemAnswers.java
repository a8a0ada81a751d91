package landfall.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.f4b6a3.ulid.UlidCreator;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the answer of a failed call, and its line in the log under the same error id. A defect is logged with all that
 * is known of it; a refused request with its code only, for its details may hold personal data. Thread-safe.
 */
final class ProblemAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswers.class);

    private static final long MOST_READ = 256 * 1024;

    private final ObjectMapper json;

    ProblemAnswers(ObjectMapper json) {
        this.json = json;
    }

    /**
     * The answer's status, headers and bytes.
     *
     * @param method of the request
     * @param path of the request, without its query
     */
    Answer answer(ApiException failure, String method, String path, CallIds ids) {
        Problem problem = problem(failure, method, path, ids);
        ErrorCode code = failure.code();
        Map<String, String> headers = new LinkedHashMap<>();
        failure.retryAfter()
                .ifPresent(wait -> headers.put(
                        "Retry-After",
                        String.valueOf(Math.max(1, wait.plusMillis(999).toSeconds()))));
        if (code == ErrorCode.UNSUPPORTED_ENCODING) {
            headers.put("Accept-Encoding", "gzip");
        }
        if (code.status() == 401) {
            headers.put("WWW-Authenticate", "Bearer realm=\"landfall\"");
        }
        return new Answer(code.status(), headers, bytes(problem));
    }

    /** Answers a call that comes no further than a filter. */
    void send(ApiException failure, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Answer answer = answer(failure, request.getMethod(), request.getRequestURI(), CallIds.of(request));
        response.setStatus(answer.status());
        response.setContentType(Problem.MEDIA_TYPE);
        answer.headers().forEach(response::setHeader);
        if (!isRead(request)) {
            // The connection ends, and the caller must know: he would send his next call there.
            response.setHeader("Connection", "close");
        }
        response.getOutputStream().write(answer.body());
    }

    /** Reads what has come of the body, and waits for nothing: nobody knows who it is. Whether that was all of it. */
    private static boolean isRead(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() <= 0) {
            return request.getHeader("Transfer-Encoding") == null;
        }
        ServletInputStream body = request.getInputStream();
        byte[] chunk = new byte[4096];
        long left = Math.min(request.getContentLengthLong(), MOST_READ);
        while (left > 0 && body.available() > 0) {
            int read = body.read(chunk);
            left = read < 0 ? 0 : left - read;
        }
        return left <= 0 && request.getContentLengthLong() <= MOST_READ;
    }

    /** The problem alone; its line in the log is written. */
    static Problem problem(ApiException failure, String method, String path, CallIds ids) {
        String errorId = UlidCreator.getMonotonicUlid().toString();
        ErrorCode code = failure.code();
        ids.during(() -> log(failure, method, path, errorId, ids));
        return Problem.of(code, failure.detail(), errorId, failure.issues());
    }

    private static void log(ApiException failure, String method, String path, String errorId, CallIds ids) {
        String code = failure.code().code();
        if (failure.code().status() == 500) {
            LOG.error(
                    "{} {}: {} errorId={} requestId={}",
                    method,
                    path,
                    code,
                    errorId,
                    ids.requestId(),
                    failure.getCause() == null ? failure : failure.getCause());
        } else {
            LOG.info("{} {}: {} errorId={} requestId={}", method, path, code, errorId, ids.requestId());
        }
    }

    private byte[] bytes(Problem problem) {
        try {
            return json.writeValueAsBytes(problem);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A problem, ready to be sent as {@link Problem#MEDIA_TYPE}. */
    record Answer(int status, Map<String, String> headers, byte[] body) {}
}
