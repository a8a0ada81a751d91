package landfall.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.NoContentException;
import java.io.EOFException;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;
import org.eclipse.jetty.http.HttpException;
import org.glassfish.jersey.server.ParamException;
import org.jspecify.annotations.Nullable;

/** Turns whatever went wrong into the exception that the caller's answer is made of; an unknown one is a defect. */
final class Problems {

    private Problems() {}

    /** What a throwable means to the caller: an {@link ErrorCode#INTERNAL_ERROR} tells nothing of its cause. */
    static ApiException classify(Throwable thrown) {
        Optional<ApiException> ours = find(thrown, ApiException.class);
        if (ours.isPresent()) {
            return ours.get();
        }
        if (thrown instanceof ParamException bad) {
            return parameter(bad);
        }
        if (find(thrown, NoContentException.class).isPresent()) {
            return new ApiException(ErrorCode.EMPTY_BODY, "This call needs a body.");
        }
        if (thrown instanceof JsonProcessingException json) {
            return JsonFaults.classify(json);
        }
        if (thrown instanceof ConstraintViolationException violations) {
            return ConstraintFaults.classify(violations);
        }
        if (find(thrown, ZipException.class).isPresent()) {
            return new ApiException(ErrorCode.MALFORMED_ENCODING, "The body is not what its Content-Encoding says.");
        }
        if (thrown instanceof EOFException) {
            return new ApiException(ErrorCode.BAD_REQUEST, "The body ended early.");
        }
        if (thrown instanceof WebApplicationException web) {
            return ofStatus(web.getResponse().getStatus(), thrown);
        }
        if (thrown instanceof HttpException http) {
            return ofStatus(http.getCode(), thrown);
        }
        return defect(thrown);
    }

    /** Our own fault; its cause goes to the log only. */
    static ApiException defect(Throwable cause) {
        return new ApiException(
                ErrorCode.INTERNAL_ERROR, "The request was not answered because of a fault in the service.", cause);
    }

    /** What a status means that the server chose by itself. */
    static ApiException ofStatus(int status, @Nullable Throwable cause) {
        ErrorCode code = ErrorCode.ofStatus(status);
        String detail = code.title() + ".";
        return cause == null ? new ApiException(code, detail) : new ApiException(code, detail, cause);
    }

    private static ApiException parameter(ParamException bad) {
        String name = bad.getParameterName();
        if (bad instanceof ParamException.PathParamException) {
            return new ApiException(ErrorCode.NOT_FOUND, "No such " + name + ".");
        }
        String kind = bad instanceof ParamException.HeaderParamException ? "header " : "query ";
        return new ApiException(
                ErrorCode.INVALID_PARAMETER,
                "A parameter can't be understood.",
                List.of(ProblemIssue.at(
                        kind + name, ErrorCode.INVALID_PARAMETER.code(), name + " can't be understood.")));
    }

    /** The first of a kind among a throwable and its causes. */
    static <T extends Throwable> Optional<T> find(@Nullable Throwable thrown, Class<T> kind) {
        int depth = 0;
        for (Throwable each = thrown; each != null && depth < 20; each = each.getCause(), depth++) {
            if (kind.isInstance(each)) {
                return Optional.of(kind.cast(each));
            }
        }
        return Optional.empty();
    }
}
