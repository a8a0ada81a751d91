package landfall.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jetty.MutableServletContextHandler;
import io.dropwizard.jetty.setup.ServletEnvironment;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What stands around every resource: request ids, refusals, limits, and one shape for errors. */
public final class HttpFrame {

    private HttpFrame() {}

    /**
     * Puts the frame around the application port and the admin port.
     *
     * @param streamed paths of calls that read their bodies line by line
     * @param keyring the keys that callers have to show
     */
    public static void install(Environment environment, Limits limits, Set<String> streamed, Keyring keyring) {
        ObjectMapper json = Json.configure(environment.getObjectMapper(), limits);
        ProblemAnswers answers = new ProblemAnswers(json);

        Map<String, Filter> filters = new LinkedHashMap<>();
        filters.put("call ids", new CallIdFilter());
        filters.put("safe headers", new SafeHeadersFilter());
        filters.put("loopback only", new LoopbackFilter(keyring, answers));
        filters.put("keys", new KeyFilter(keyring, answers));
        install(environment.servlets(), filters);
        filters.put("keys", new KeyFilter.OfAdminPort(keyring, answers));
        install(environment.admin(), filters);

        handleErrors(environment.getApplicationContext(), answers);
        handleErrors(environment.getAdminContext(), answers);
        environment.jersey().register(new ProblemMapper.OfAnything(answers));
        environment.jersey().register(new ProblemMapper.OfConstraints(answers));
        environment.jersey().register(new BodyInterceptor());
        environment.jersey().register(new BodyLimitFilter(limits.body().toBytes(), streamed));
        environment.jersey().register(new RoleFilter.OfMethods());
        environment.jersey().register(new ErrorResource());
    }

    private static void install(ServletEnvironment port, Map<String, Filter> filters) {
        filters.forEach((name, filter) -> {
            FilterRegistration.Dynamic registration = port.addFilter(name, filter);
            registration.setAsyncSupported(true);
            registration.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), true, "/*");
        });
    }

    private static void handleErrors(MutableServletContextHandler context, ProblemAnswers answers) {
        context.setErrorHandler(new ProblemErrorHandler(answers));
    }
}
