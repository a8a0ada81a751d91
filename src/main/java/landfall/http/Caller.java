package landfall.http;

import jakarta.servlet.ServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a call.
 *
 * @param name of the key; what is recorded as who did it
 * @param kind whose key it is
 * @param roles what the key allows
 * @param teams whose reps it manages, by {@link Role#MANAGE}; empty: those of all teams
 */
public record Caller(String name, Kind kind, Set<Role> roles, Set<String> teams) {

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
        teams = Set.copyOf(teams);
    }

    /** One who manages all teams, where he manages any. */
    public Caller(String name, Kind kind, Set<Role> roles) {
        this(name, kind, roles, Set.of());
    }

    /**
     * Who makes this call.
     *
     * @throws ApiException where nobody was let in, which is so for calls that need no key
     */
    public static Caller of(ServletRequest request) {
        return find(request).orElseThrow(Caller::nobody);
    }

    /** The same, where only Jersey's view of it is at hand, whose properties are the request's attributes. */
    static Caller of(ContainerRequestContext request) {
        return Optional.ofNullable((Caller) request.getProperty(ATTRIBUTE)).orElseThrow(Caller::nobody);
    }

    private static ApiException nobody() {
        return new ApiException(ErrorCode.API_KEY_MISSING, "Nobody knows who makes this call.");
    }

    /** Empty for a call that needs no key and shows none. */
    static Optional<Caller> find(ServletRequest request) {
        return Optional.ofNullable((Caller) request.getAttribute(ATTRIBUTE));
    }

    static void forget(ServletRequest request) {
        request.removeAttribute(ATTRIBUTE);
    }

    void noteIn(ServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    public boolean may(Role role) {
        return roles.contains(role);
    }

    /**
     * Refuses whoever manages other teams than this rep's; the role aside.
     *
     * @param teamsOfRep those that he is in
     * @throws ApiException where none of them is among the key's
     */
    public void requireTeamOf(String rep, Collection<String> teamsOfRep) {
        if (!teams.isEmpty() && teamsOfRep.stream().noneMatch(teams::contains)) {
            throw new ApiException(
                    ErrorCode.NOT_OWN_TEAM,
                    rep + " is in no team of this key, which manages " + String.join(", ", new TreeSet<>(teams)) + ".");
        }
    }

    /**
     * Refuses whoever doesn't hold the role, where the method's {@link Needs} can't tell.
     *
     * @throws ApiException where the key lacks it
     */
    public void require(Role role) {
        if (!may(role)) {
            throw RoleFilter.refusal(Set.of(role));
        }
    }

    /**
     * Whose work it is, where another has to approve it: the key's, and nobody else's. Whoever needs no key says who he is.
     *
     * @param said as the call says, or null
     * @return empty where a key says that it was somebody else
     */
    public Optional<String> authoring(@Nullable String said) {
        if (kind == Kind.LOCAL) {
            return actingAs(said);
        }
        return said == null || said.isBlank() || said.strip().equals(name) ? Optional.of(name) : Optional.empty();
    }

    /**
     * Who did it, as it is recorded. A person's key stands for that person; a system may say for whom it acts, and so may
     * whoever needs no key.
     *
     * @param said as the call says, or null
     * @return empty where a person's key says that it was somebody else
     */
    public Optional<String> actingAs(@Nullable String said) {
        if (said == null || said.isBlank()) {
            return Optional.of(name);
        }
        String other = said.strip();
        return kind == Kind.PERSON && !other.equals(name) ? Optional.empty() : Optional.of(other);
    }
}
