package landfall;

import io.dropwizard.lifecycle.ServerLifecycleListener;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import landfall.http.ProblemIssue;
import landfall.http.Readiness;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** What an operator reads once the service listens: where it is, what is missing, and what to do next. */
final class Welcome implements ServerLifecycleListener {

    private static final Set<String> ANY = Set.of("0.0.0.0", "::", "[::]");

    private final PrintStream out;
    private final Readiness readiness;

    Welcome(PrintStream out, Readiness readiness) {
        this.out = out;
        this.readiness = readiness;
    }

    @Override
    public void serverStarted(Server server) {
        out.print(text(address(server, "application"), address(server, "admin"), readiness.missing()));
        out.flush();
    }

    static String text(String application, String admin, List<ProblemIssue> missing) {
        StringBuilder text = new StringBuilder();
        text.append("\nLandfall listens at ")
                .append(application)
                .append(" (health and metrics at ")
                .append(admin)
                .append(")\n");
        if (missing.isEmpty()) {
            text.append("Assign an account:\n  curl -s ")
                    .append(application)
                    .append("/api/assignments -H 'Content-Type: application/json' \\\n")
                    .append(
                            "    -d '{\"externalId\": \"1\", \"name\": \"Acme Corp\", \"country\": \"United States\", \"employees\": 420}'\n");
        } else {
            text.append("It can't assign yet:\n");
            missing.forEach(issue -> text.append("  ")
                    .append(issue.code())
                    .append(": ")
                    .append(issue.message())
                    .append('\n'));
        }
        return text.append("The API is described at ")
                .append(application)
                .append("/api/openapi.json\n\n")
                .toString();
    }

    /** Where a caller on this machine finds a port. */
    static String address(Server server, String name) {
        for (Connector each : server.getConnectors()) {
            if (each instanceof ServerConnector connector && name.equals(connector.getName())) {
                String bound = connector.getHost();
                String host = bound == null || ANY.contains(bound) ? "localhost" : bound;
                String scheme = connector.getDefaultProtocol().startsWith("SSL") ? "https" : "http";
                return scheme + "://" + (host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host) + ":"
                        + connector.getLocalPort();
            }
        }
        return "-";
    }
}
