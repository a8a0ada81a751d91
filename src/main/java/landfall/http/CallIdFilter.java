package landfall.http;

import com.github.f4b6a3.ulid.UlidCreator;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.regex.Pattern;
import org.slf4j.MDC;

/**
 * Gives each request an id, the caller's own {@code X-Request-Id} where it is short and plain, and the trace that it belongs
 * to. Both go back in the answer, and stand in the log.
 */
final class CallIdFilter extends HttpFilter {

    static final String HEADER = "X-Request-Id";

    static final String TRACE_HEADER = "Trace-Id";

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._:+/=-]{1,128}");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String sent = request.getHeader(HEADER);
        String id = sent != null && PLAIN.matcher(sent).matches()
                ? sent
                : UlidCreator.getMonotonicUlid().toString();
        TraceContext trace = TraceContext.of(
                Collections.list(request.getHeaders("traceparent")),
                Collections.list(request.getHeaders("tracestate")));
        new CallIds(id, trace.traceId()).noteIn(request);
        response.setHeader(HEADER, id);
        response.setHeader(TRACE_HEADER, trace.traceId());
        if (trace.state() != null) {
            response.setHeader("tracestate", trace.state());
        }
        MDC.put(CallIds.REQUEST, id);
        MDC.put(CallIds.TRACE, trace.traceId());
        MDC.put(CallIds.SPAN, trace.spanId());
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove(CallIds.REQUEST);
            MDC.remove(CallIds.TRACE);
            MDC.remove(CallIds.SPAN);
        }
    }
}
