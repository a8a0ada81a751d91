package landfall.http;

import io.dropwizard.core.setup.Environment;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import landfall.http.CallListener.Route;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.glassfish.jersey.server.ExtendedUriInfo;
import org.glassfish.jersey.server.model.ResourceMethod;
import org.glassfish.jersey.uri.UriTemplate;

/** Watches the calls of the application port: Jersey says which resource it was, Jetty when the answer was out. */
public final class CallWatch {

    private static final String ROUTE = "landfall.route";

    private CallWatch() {}

    /** Begins to tell a listener. */
    public static void install(Environment environment, CallListener listener) {
        environment.jersey().register(new Routes());
        environment.getApplicationContext().insertHandler(new Watching(listener));
    }

    /** Notes which resource it is, by its templates: paths themselves may hold anything. */
    private static final class Routes implements ContainerRequestFilter {
        private final Map<ResourceMethod, Route> known = new ConcurrentHashMap<>();

        @Override
        public void filter(ContainerRequestContext request) {
            if (request.getUriInfo() instanceof ExtendedUriInfo info && info.getMatchedResourceMethod() != null) {
                ResourceMethod method = info.getMatchedResourceMethod();
                Route route = known.get(method);
                if (route == null) {
                    route = route(method, info);
                    known.put(method, route);
                }
                request.setProperty(ROUTE, route);
            }
        }

        private static Route route(ResourceMethod method, ExtendedUriInfo info) {
            StringBuilder template = new StringBuilder();
            for (UriTemplate each : info.getMatchedTemplates()) {
                template.insert(0, each.getTemplate());
            }
            return new Route(method.getHttpMethod(), template.toString());
        }
    }

    private static final class Watching extends Handler.Wrapper {
        private final CallListener listener;

        Watching(CallListener listener) {
            this.listener = listener;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            Request.addCompletionListener(request, failure -> {
                Route route = request.getAttribute(ROUTE) instanceof Route known ? known : Route.OTHER;
                long nanos = System.nanoTime() - request.getBeginNanoTime();
                listener.answered(route, failure == null ? response.getStatus() : 0, nanos);
            });
            return super.handle(request, response, callback);
        }
    }
}
