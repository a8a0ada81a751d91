package landfall.http;

import jakarta.servlet.ServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * By what a call can be found again: in its answer, in the logs and in the decision that it caused.
 *
 * @param requestId the caller's own, or a new one; {@code -} for what no call asked for
 * @param traceId of W3C Trace Context, 32 hexadecimal digits; null for what no call asked for
 */
public record CallIds(String requestId, @Nullable String traceId) {

    /** Nobody called. */
    public static final CallIds NONE = new CallIds("-", null);

    static final String REQUEST = "requestId";
    static final String TRACE = "traceId";
    static final String SPAN = "spanId";

    private static final String ATTRIBUTE = "landfall.callIds";

    /** Of the call that this thread was handed. */
    public static CallIds current() {
        String request = MDC.get(REQUEST);
        return request == null ? NONE : new CallIds(request, MDC.get(TRACE));
    }

    /** Those of a request; {@link #NONE} before it has some. */
    static CallIds of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof CallIds ids ? ids : NONE;
    }

    void noteIn(ServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** Does something whose log lines belong to the call, on whatever thread. */
    void during(Runnable logging) {
        String request = MDC.get(REQUEST);
        String trace = MDC.get(TRACE);
        set(REQUEST, requestId);
        set(TRACE, traceId);
        try {
            logging.run();
        } finally {
            set(REQUEST, request);
            set(TRACE, trace);
        }
    }

    private static void set(String key, @Nullable String value) {
        if (value == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, value);
        }
    }
}
