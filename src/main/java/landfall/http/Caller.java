package landfall.http;

import jakarta.servlet.ServletRequest;
import java.util.EnumSet;
import java.util.Set;

/**
 * Who makes a call.
 *
 * @param name of the key; what is recorded as who did it
 * @param kind whose key it is
 * @param roles what the key allows
 */
public record Caller(String name, Kind kind, Set<Role> roles) {

    /** Whose key it is. */
    public enum Kind {
        PERSON,
        SYSTEM,
        /** Nobody's: no keys are configured, and whoever uses this machine may do all. */
        LOCAL
    }

    /** While no keys are configured: whoever uses this machine. */
    public static final Caller LOCAL = new Caller("anonymous", Kind.LOCAL, EnumSet.allOf(Role.class));

    private static final String ATTRIBUTE = Caller.class.getName();

    public Caller {
        roles = Set.copyOf(roles);
    }

    /** Who makes this call. */
    public static Caller of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Caller caller ? caller : LOCAL;
    }

    void noteIn(ServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    public boolean may(Role role) {
        return roles.contains(role);
    }
}
