package landfall.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** What Jetty refuses by itself, before or beside the resources, is answered as a problem, too. */
final class ProblemErrorHandler extends ErrorHandler {

    private final ProblemAnswers answers;

    ProblemErrorHandler(ProblemAnswers answers) {
        this.answers = answers;
        setShowStacks(false);
    }

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        ApiException failure = cause == null ? Problems.ofStatus(code, null) : Problems.classify(cause);
        if (failure.code() == ErrorCode.INTERNAL_ERROR && code < 500) {
            failure = Problems.ofStatus(code, cause);
        }
        String path = request.getHttpURI() == null
                ? "-"
                : String.valueOf(request.getHttpURI().getPath());
        String id = response.getHeaders().get(CallIdFilter.HEADER);
        CallIds ids = id == null
                ? CallIds.NONE
                : new CallIds(id, response.getHeaders().get(CallIdFilter.TRACE_HEADER));
        ProblemAnswers.Answer answer = answers.answer(failure, request.getMethod(), path, ids);
        response.setStatus(answer.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        answer.headers().forEach(response.getHeaders()::put);
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
    }
}
