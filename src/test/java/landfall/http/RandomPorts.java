package landfall.http;

import io.dropwizard.jetty.ConnectorFactory;
import io.dropwizard.jetty.HttpConnectorFactory;
import landfall.LandfallConfiguration;

/** Settings for tests: the defaults, on ports that are free. */
public final class RandomPorts {

    private RandomPorts() {}

    public static LandfallConfiguration configuration() {
        return on(new LandfallConfiguration());
    }

    public static LandfallConfiguration on(LandfallConfiguration configuration) {
        configuration.server().getApplicationConnectors().forEach(RandomPorts::choose);
        configuration.server().getAdminConnectors().forEach(RandomPorts::choose);
        return configuration;
    }

    private static void choose(ConnectorFactory connector) {
        ((HttpConnectorFactory) connector).setPort(0);
    }
}
