package landfall.http;

import ch.qos.logback.access.jetty.RequestLogImpl;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.dropwizard.core.server.DefaultServerFactory;
import io.dropwizard.core.setup.Environment;
import io.dropwizard.jetty.ConnectorFactory;
import io.dropwizard.jetty.HttpConnectorFactory;
import io.dropwizard.jetty.MutableServletContextHandler;
import io.dropwizard.logging.common.ConsoleAppenderFactory;
import io.dropwizard.request.logging.LogbackAccessRequestLogFactory;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MinDuration;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;

/**
 * Dropwizard's server with our defaults: loopback only, few threads (a call waits for the commit lane without one), and
 * an access log that keeps neither query values nor whoever called.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NONE)
public final class LandfallServerFactory extends DefaultServerFactory {

    private static final String LOOPBACK = "127.0.0.1";
    private static final String ACCESS_LINE =
            "[%t{yyyy-MM-dd'T'HH:mm:ss.SSSZ,UTC}] %m %U %s %b bytes %D ms %responseHeader{X-Request-Id} %responseHeader{Trace-Id}%n";

    @NotNull
    @MinDuration(0)
    private Duration shutdownNotice = Duration.seconds(0);

    /** The defaults; what config.yml says under {@code server} is laid over them. */
    public LandfallServerFactory() {
        setApplicationConnectors(List.of(connector(8080)));
        setAdminConnectors(List.of(connector(8081)));
        setMinThreads(8);
        setMaxThreads(64);
        setAdminMinThreads(1);
        setAdminMaxThreads(8);
        setShutdownGracePeriod(Duration.seconds(10));
        setRegisterDefaultExceptionMappers(false);
        // Names of threads stand in logs, and would have the query of their call.
        setEnableThreadNameFilter(false);
        ConsoleAppenderFactory<ch.qos.logback.access.common.spi.IAccessEvent> console = new ConsoleAppenderFactory<>();
        console.setLogFormat(ACCESS_LINE);
        LogbackAccessRequestLogFactory log = new LogbackAccessRequestLogFactory();
        log.setAppenders(List.of(console));
        setRequestLogFactory(log);
    }

    private static ConnectorFactory connector(int port) {
        HttpConnectorFactory connector = new HttpConnectorFactory();
        connector.setPort(port);
        connector.setBindHost(LOOPBACK);
        return connector;
    }

    /** How long calls are still taken after SIGTERM, while the service says that it isn't ready. */
    @JsonProperty
    public Duration getShutdownNotice() {
        return shutdownNotice;
    }

    @JsonProperty
    public void setShutdownNotice(Duration notice) {
        shutdownNotice = notice;
    }

    /** The access log would tell an operator which versions of itself it found. */
    @Override
    protected void addRequestLog(Server server, String name, MutableServletContextHandler context) {
        super.addRequestLog(server, name, context);
        if (server.getRequestLog() instanceof RequestLogImpl log) {
            log.setQuiet(true);
        }
    }

    @Override
    public Server build(Environment environment) {
        Server server = super.build(environment);
        server.setErrorHandler(new ProblemErrorHandler(new ProblemAnswers(environment.getObjectMapper())));
        return server;
    }

    @Override
    protected Handler buildGzipHandler(Handler calls) {
        return new UnreadBodyHandler(super.buildGzipHandler(calls));
    }
}
