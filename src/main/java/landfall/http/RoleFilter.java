package landfall.http;

import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Lets a call reach its resource only where its key holds one of the roles that the method {@link Needs}. */
final class RoleFilter implements ContainerRequestFilter {

    private static final int MOST_DRAINED = 256 * 1024;

    private final Set<Role> roles;

    private RoleFilter(Set<Role> roles) {
        this.roles = roles;
    }

    /** Looks at each method once, when it is made ready to be called. */
    static final class OfMethods implements DynamicFeature {
        @Override
        public void configure(ResourceInfo resource, FeatureContext context) {
            Method method = resource.getResourceMethod();
            if (!method.isAnnotationPresent(Open.class)) {
                context.register(new RoleFilter(roles(method)), Priorities.AUTHORIZATION);
            }
        }
    }

    /** Those any of which is enough; none where nothing is said of the method. */
    static Set<Role> roles(Method method) {
        Needs needs = method.getAnnotation(Needs.class);
        if (needs == null) {
            return EnumSet.noneOf(Role.class);
        }
        List<Role> named = Arrays.asList(needs.value());
        return named.isEmpty() ? EnumSet.allOf(Role.class) : EnumSet.copyOf(named);
    }

    @Override
    public void filter(ContainerRequestContext context) {
        if (roles.stream().noneMatch(Caller.of(context)::may)) {
            drain(context);
            throw refusal(roles);
        }
    }

    /** What a holder of a key sends is read to its end, so that his connection stays usable. */
    private static void drain(ContainerRequestContext context) {
        try {
            InputStream body = context.getEntityStream();
            byte[] chunk = new byte[4096];
            int left = MOST_DRAINED;
            for (int read = body.read(chunk); read >= 0 && left > 0; read = body.read(chunk)) {
                left -= read;
            }
        } catch (IOException gone) {
            // nobody is left to answer
        }
    }

    static ApiException refusal(Collection<Role> roles) {
        return new ApiException(
                ErrorCode.ROLE_MISSING,
                roles.isEmpty()
                        ? "No role may make this call."
                        : "This call takes a key with the role "
                                + new TreeSet<>(roles).stream().map(Role::word).collect(Collectors.joining(" or "))
                                + ".");
    }
}
