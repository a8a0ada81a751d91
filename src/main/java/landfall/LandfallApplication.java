package landfall;

import io.dropwizard.configuration.EnvironmentVariableSubstitutor;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.core.Application;
import io.dropwizard.core.setup.Bootstrap;
import io.dropwizard.core.setup.Environment;
import java.util.List;
import landfall.http.ApiDescription;
import landfall.http.HealthResource;
import landfall.http.HttpFrame;
import landfall.http.LoopbackOnly;
import landfall.http.OpenApiResource;
import landfall.http.Readiness;
import landfall.http.ReadinessHealthCheck;

/** The service: {@link #run} is the only place where its objects meet, in the order in which an account flows through them. */
public class LandfallApplication extends Application<LandfallConfiguration> {

    public static void main(String[] arguments) throws Exception {
        new LandfallApplication().run(arguments);
    }

    @Override
    public String getName() {
        return "landfall";
    }

    @Override
    public void initialize(Bootstrap<LandfallConfiguration> bootstrap) {
        bootstrap.setConfigurationSourceProvider(new SubstitutingSourceProvider(
                bootstrap.getConfigurationSourceProvider(), new EnvironmentVariableSubstitutor(true)));
        // commands: check, route; db comes with the migrations bundle
    }

    @Override
    public void run(LandfallConfiguration configuration, Environment environment) {
        // who may call: nobody but this machine while no keys are configured
        LoopbackOnly.require(configuration.server());
        HttpFrame.install(environment, configuration.limits());
        Readiness readiness = new Readiness();

        // 1 database: open, migrate

        // 2 ledger: on the database

        // 3 rule set: the folder, where it differs from the active version, checked, tried, published

        // 4 lane: the ledger's one writer

        // 5 resources: what callers reach
        List<Object> resources = List.of(new HealthResource(readiness));
        resources.forEach(environment.jersey()::register);
        environment.jersey().register(new OpenApiResource(ApiDescription.of(resources)));

        environment.healthChecks().register("ready", new ReadinessHealthCheck(readiness));
        environment.lifecycle().addServerLifecycleListener(new Welcome(System.out, readiness));
    }
}
