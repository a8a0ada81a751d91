package landfall.http;

import io.dropwizard.core.setup.Environment;
import java.io.IOException;
import landfall.LandfallApplication;
import landfall.LandfallConfiguration;

/** The service as it is, with one more resource: what the load bench compares it with. */
public final class BenchApplication extends LandfallApplication {

    public static void main(String[] arguments) throws Exception {
        new BenchApplication().run(arguments);
    }

    @Override
    public void run(LandfallConfiguration configuration, Environment environment) throws IOException {
        super.run(configuration, environment);
        environment.jersey().register(new NoOpResource(environment.getObjectMapper()));
    }
}
