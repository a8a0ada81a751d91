package landfall.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ValidationException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.List;
import org.glassfish.jersey.server.ExtendedUriInfo;
import org.jspecify.annotations.Nullable;

/**
 * The one mapper: every exception that leaves a resource, or the machinery around it, becomes problem+json. Where the
 * framework has a mapper of its own for a narrower type, this one is registered for that type, too.
 */
abstract class ProblemMapper<T extends Throwable> implements ExceptionMapper<T> {

    private static final List<String> KEPT =
            List.of(HttpHeaders.ALLOW, HttpHeaders.RETRY_AFTER, HttpHeaders.WWW_AUTHENTICATE);

    private final ProblemAnswers answers;

    @Context
    private @Nullable HttpServletRequest request;

    @Context
    private @Nullable ExtendedUriInfo path;

    ProblemMapper(ProblemAnswers answers) {
        this.answers = answers;
    }

    /** For every exception. */
    static final class OfAnything extends ProblemMapper<Throwable> {
        OfAnything(ProblemAnswers answers) {
            super(answers);
        }
    }

    /** For broken constraints: Jersey's own mapper would answer them without a body. */
    static final class OfConstraints extends ProblemMapper<ValidationException> {
        OfConstraints(ProblemAnswers answers) {
            super(answers);
        }
    }

    @Override
    public Response toResponse(T thrown) {
        if (thrown instanceof WebApplicationException web && web.getResponse().getStatus() < 400) {
            return web.getResponse();
        }
        HttpServletRequest call = request;
        List<String> taken = thrown instanceof NotSupportedException ? takenTypes() : List.of();
        ApiException told = taken.isEmpty() ? Problems.classify(thrown) : TakenTypes.refusal(taken);
        ProblemAnswers.Answer answer = call == null
                ? answers.answer(told, "-", "-", CallIds.NONE)
                : answers.answer(told, call.getMethod(), call.getRequestURI(), CallIds.of(call));
        Response.ResponseBuilder response =
                Response.status(answer.status()).type(Problem.MEDIA_TYPE).entity(answer.body());
        answer.headers().forEach(response::header);
        if (thrown instanceof WebApplicationException web) {
            for (String header : KEPT) {
                String value = web.getResponse().getHeaderString(header);
                if (value != null) {
                    response.header(header, value);
                }
            }
        }
        if (!taken.isEmpty()) {
            response.header(HttpHeaders.ACCEPT, String.join(", ", taken));
        }
        return response.build();
    }

    private List<String> takenTypes() {
        HttpServletRequest call = request;
        ExtendedUriInfo matched = path;
        return call == null || matched == null ? List.of() : TakenTypes.of(matched, call.getMethod());
    }
}
