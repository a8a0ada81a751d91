package landfall.http;

import io.dropwizard.core.server.DefaultServerFactory;
import io.dropwizard.jetty.ConnectorFactory;
import io.dropwizard.jetty.HttpConnectorFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rule that, without keys, the service listens to its own machine only. */
public final class LoopbackOnly {

    private LoopbackOnly() {}

    /** Refuses to start on any other address, naming every connector that would listen there. */
    public static void require(DefaultServerFactory server) {
        List<String> faults = new ArrayList<>();
        check("applicationConnectors", server.getApplicationConnectors(), faults);
        check("adminConnectors", server.getAdminConnectors(), faults);
        if (!faults.isEmpty()) {
            throw new CannotStartException(
                    "No keys are configured, so the service listens to this machine only. In config.yml, under server:\n  "
                            + String.join("\n  ", faults));
        }
    }

    private static void check(String list, List<ConnectorFactory> connectors, List<String> faults) {
        for (int i = 0; i < connectors.size(); i++) {
            String place = list + "[" + i + "]";
            if (!(connectors.get(i) instanceof HttpConnectorFactory connector)) {
                faults.add(place + " is of a type whose address can't be checked: use http or https.");
                continue;
            }
            if (connector.getBindHost() == null) {
                faults.add(place + " has no bindHost and would listen to every address: set bindHost: 127.0.0.1.");
            } else if (!isLoopback(connector.getBindHost())) {
                faults.add(place + " binds to " + connector.getBindHost() + ": set bindHost: 127.0.0.1.");
            }
            if (connector.isUseForwardedHeaders() || connector.isUseProxyProtocol()) {
                faults.add(place + " believes what a proxy says: leave useForwardedHeaders and useProxyProtocol off.");
            }
            if (connector.isInheritChannel()) {
                faults.add(place + " takes over a socket whose address can't be checked: leave inheritChannel off.");
            }
        }
    }

    private static boolean isLoopback(@Nullable String host) {
        try {
            return host != null
                    && Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
