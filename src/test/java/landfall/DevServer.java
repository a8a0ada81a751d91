package landfall;

import io.dropwizard.core.setup.Environment;
import io.dropwizard.lifecycle.ServerLifecycleListener;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * The service for whoever works on it: started from the tree's own config.yml and rules, on a database that is made
 * anew each time, with some accounts assigned already. Run it again after an edit.
 */
public final class DevServer extends LandfallApplication {

    private static final List<String> ACCOUNTS = List.of(
            "{\"source\": \"dev\", \"externalId\": \"1\", \"name\": \"Northwind Inc.\", \"country\": \"US\", \"region\": \"California\", \"industry\": \"Software\", \"employees\": 4200}",
            "{\"source\": \"dev\", \"externalId\": \"2\", \"name\": \"株式会社アクメ\", \"country\": \"Japan\", \"region\": \"東京都\", \"employees\": 420, \"dealSize\": 12000000, \"currency\": \"JPY\"}",
            "{\"source\": \"dev\", \"externalId\": \"3\", \"name\": \"Contoso GmbH\", \"country\": \"Deutschland\", \"postalCode\": \"80331\", \"employees\": 90}",
            "{\"source\": \"dev\", \"externalId\": \"4\", \"name\": \"Fabrikam Ltd\", \"location\": \"London, United Kingdom\", \"postalCode\": \"SW1A 1AA\"}",
            "{\"source\": \"dev\", \"externalId\": \"5\", \"name\": \"Nobody knows where\"}");

    public static void main(String[] arguments) throws Exception {
        Path data = Files.createTempDirectory("landfall-dev");
        System.setProperty("dw.database.url", "jdbc:h2:file:" + data.resolve("landfall"));
        new DevServer().run("server", "config.yml");
    }

    @Override
    public void run(LandfallConfiguration configuration, Environment environment) throws IOException {
        super.run(configuration, environment);
        environment.lifecycle().addServerLifecycleListener(new ServerLifecycleListener() {
            @Override
            public void serverStarted(Server server) {
                int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
                ACCOUNTS.forEach(account -> post(port, account));
            }
        });
    }

    private static void post(int port, String account) {
        try {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/assignments"))
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(account))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            System.out.println(answer.statusCode() + " " + answer.body());
        } catch (IOException e) {
            System.out.println("not assigned: " + account + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
