package landfall.http;

import com.github.f4b6a3.ulid.UlidCreator;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.slf4j.MDC;

/**
 * Gives each request an id: the caller's own {@code X-Request-Id} where it is short and plain, else a new one. It goes
 * back in the answer, and stands in the log.
 */
final class RequestIdFilter extends HttpFilter {

    static final String HEADER = "X-Request-Id";

    private static final String ATTRIBUTE = "landfall.requestId";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._:+/=-]{1,128}");

    /** The request's id; {@code -} before it has one. */
    static String of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof String id ? id : "-";
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String sent = request.getHeader(HEADER);
        String id = sent != null && PLAIN.matcher(sent).matches()
                ? sent
                : UlidCreator.getMonotonicUlid().toString();
        request.setAttribute(ATTRIBUTE, id);
        response.setHeader(HEADER, id);
        MDC.put("requestId", id);
        try {
            chain.doFilter(request, response);
        } finally {
            MDC.remove("requestId");
        }
    }
}
