package landfall.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Once keys are configured, lets in only who shows one, and notes who that is. */
class KeyFilter extends HttpFilter {

    /** Calls that load balancers make, which have no keys; exactly these texts. */
    static final Set<String> OPEN = Set.of(HealthResource.LIVE, HealthResource.READY);

    private static final String BEARER = "bearer ";

    private final transient Keyring keyring;
    private final transient ProblemAnswers answers;

    KeyFilter(Keyring keyring, ProblemAnswers answers) {
        this.keyring = keyring;
        this.answers = answers;
    }

    /** The same for the admin port: reading it takes the role audit or admin, its tasks take admin, and nothing is open. */
    static final class OfAdminPort extends KeyFilter {

        private static final Set<String> READING = Set.of("GET", "HEAD");

        OfAdminPort(Keyring keyring, ProblemAnswers answers) {
            super(keyring, answers);
        }

        @Override
        boolean isOpen(HttpServletRequest request) {
            return false;
        }

        @Override
        void check(Caller caller, HttpServletRequest request) {
            boolean reads = READING.contains(request.getMethod());
            if (!caller.may(Role.ADMIN) && !(reads && caller.may(Role.AUDIT))) {
                throw RoleFilter.refusal(reads ? Set.of(Role.AUDIT, Role.ADMIN) : Set.of(Role.ADMIN));
            }
        }
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (keyring.isConfigured()) {
            try {
                admit(request);
            } catch (ApiException refusal) {
                answers.send(refusal, request, response);
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private void admit(HttpServletRequest request) {
        Optional<String> key = key(request);
        if (key.isPresent()) {
            Caller caller = keyring.admit(key.get());
            check(caller, request);
            caller.noteIn(request);
        } else if (isOpen(request)) {
            Caller.forget(request);
        } else {
            throw new ApiException(
                    ErrorCode.API_KEY_MISSING, "This call needs a key, as Authorization: Bearer or as X-Api-Key.");
        }
    }

    boolean isOpen(HttpServletRequest request) {
        return OPEN.contains(request.getRequestURI());
    }

    /** What is asked of a caller beside his key; the resources of the application port ask by themselves. */
    void check(Caller caller, HttpServletRequest request) {}

    private static Optional<String> key(HttpServletRequest request) {
        Set<String> keys = new LinkedHashSet<>();
        request.getHeaders("X-Api-Key").asIterator().forEachRemaining(key -> keys.add(key.strip()));
        request.getHeaders("Authorization").asIterator().forEachRemaining(value -> keys.add(bearer(value)));
        if (keys.size() > 1) {
            throw new ApiException(ErrorCode.API_KEY_INVALID, "The call shows several keys; it takes one.");
        }
        return keys.stream().findFirst();
    }

    private static String bearer(@Nullable String value) {
        if (value == null || !value.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            throw new ApiException(ErrorCode.API_KEY_INVALID, "Authorization takes Bearer and a key, no other scheme.");
        }
        return value.substring(BEARER.length()).strip();
    }
}
