package landfall.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * While no keys are configured, lets only programs on this machine in: not a browser that shows another site's page
 * (not even one that made its own name point here), and not a proxy that speaks for somebody elsewhere.
 */
final class LoopbackFilter extends HttpFilter {

    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> FETCHED_HERE = Set.of("same-origin", "none");
    private static final Set<String> OF_PROXIES = Set.of(
            "forwarded",
            "via",
            "x-real-ip",
            "true-client-ip",
            "cf-connecting-ip",
            "x-client-ip",
            "x-cluster-client-ip");

    private final transient Keyring keyring;
    private final transient ProblemAnswers answers;

    LoopbackFilter(Keyring keyring, ProblemAnswers answers) {
        this.keyring = keyring;
        this.answers = answers;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!keyring.isConfigured()) {
            Optional<ApiException> refusal = refusal(request);
            if (refusal.isPresent()) {
                answers.send(refusal.get(), request, response);
                return;
            }
            Caller.LOCAL.noteIn(request);
        }
        chain.doFilter(request, response);
    }

    private static Optional<ApiException> refusal(HttpServletRequest request) {
        String host = request.getHeader("Host");
        if (host == null || !isLocal(host) || !isLocal(request.getServerName())) {
            return Optional.of(new ApiException(
                    ErrorCode.MISDIRECTED_HOST, "While no keys are configured the service answers as localhost only."));
        }
        Enumeration<String> names = request.getHeaderNames();
        while (names.hasMoreElements()) {
            String name = names.nextElement().toLowerCase(Locale.ROOT);
            if (OF_PROXIES.contains(name) || name.startsWith("x-forwarded")) {
                return Optional.of(new ApiException(
                        ErrorCode.FORWARDED_REQUEST,
                        "While no keys are configured forwarded requests are refused; this one has the header " + name
                                + "."));
            }
        }
        if (!fetchedHere(request.getHeader("Sec-Fetch-Site")) || !isOwnOrigin(request, host)) {
            return Optional.of(new ApiException(
                    ErrorCode.CROSS_SITE_REQUEST,
                    "While no keys are configured a browser may call from the service's own pages only."));
        }
        return Optional.empty();
    }

    /** A loopback name, with any port: a tunnel's port may differ from ours, and a name can't be taken over by its port. */
    private static boolean isLocal(String host) {
        int colon = host.lastIndexOf(':');
        boolean hasPort =
                colon > 0 && host.indexOf(']') < colon && (host.startsWith("[") || host.indexOf(':') == colon);
        String name = hasPort ? host.substring(0, colon) : host;
        boolean plainPort = !hasPort || host.substring(colon + 1).chars().allMatch(Character::isDigit);
        return plainPort && NAMES.contains(name.toLowerCase(Locale.ROOT));
    }

    private static boolean fetchedHere(@Nullable String site) {
        return site == null || FETCHED_HERE.contains(site);
    }

    private static boolean isOwnOrigin(HttpServletRequest request, String host) {
        Enumeration<String> origins = request.getHeaders("Origin");
        while (origins.hasMoreElements()) {
            if (!origins.nextElement().equalsIgnoreCase(request.getScheme() + "://" + host)) {
                return false;
            }
        }
        return true;
    }
}
