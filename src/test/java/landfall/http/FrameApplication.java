package landfall.http;

import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Environment;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import landfall.LandfallConfiguration;

/** The frame alone, around a resource that fails in every way. */
public final class FrameApplication extends Application<LandfallConfiguration> {

    /** What the check named {@code rules} says. */
    static final AtomicReference<Optional<String>> MISSING = new AtomicReference<>(Optional.empty());

    @Override
    public void run(LandfallConfiguration configuration, Environment environment) {
        LoopbackOnly.require(configuration.server());
        HttpFrame.install(environment, configuration.limits(), java.util.Set.of(), Keyring.NONE);
        Readiness readiness =
                new Readiness().require("database", Optional::empty).require("rules", MISSING::get);
        environment.healthChecks().register("ready", new ReadinessHealthCheck(readiness));
        List<Object> resources = List.of(new HealthResource(readiness), new ProbeResource());
        resources.forEach(environment.jersey()::register);
        environment.jersey().register(new OpenApiResource(resources));
    }
}
