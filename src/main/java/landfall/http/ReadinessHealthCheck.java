package landfall.http;

import com.codahale.metrics.health.HealthCheck;
import java.util.stream.Collectors;

/** The same readiness on the admin port, where Dropwizard has its health checks. */
public final class ReadinessHealthCheck extends HealthCheck {

    private final Readiness readiness;

    public ReadinessHealthCheck(Readiness readiness) {
        this.readiness = readiness;
    }

    @Override
    protected Result check() {
        String missing = readiness.missing().stream()
                .map(issue -> issue.code() + ": " + issue.message())
                .collect(Collectors.joining(" "));
        return missing.isEmpty() ? Result.healthy() : Result.unhealthy(missing);
    }
}
