package landfall.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import net.sourceforge.argparse4j.inf.Namespace;
import net.sourceforge.argparse4j.inf.Subparser;

/** Calls a running service for a command, with the key that the command was given. */
final class ServiceClient {

    private static final Duration CONNECTING = Duration.ofSeconds(10);

    /** What a header can carry. */
    private static final Pattern KEY = Pattern.compile("[!-~]*");

    private final URI address;
    private final String key;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECTING)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    private ServiceClient(URI address, String key) {
        this.address = address;
        this.key = key;
    }

    /** No whole answer came. The message is for people. */
    static final class UnansweredException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private UnansweredException(String message, IOException cause) {
            super(message, cause);
        }
    }

    static void addKey(Subparser parser) {
        parser.addArgument("--key")
                .setDefault(System.getenv().getOrDefault("LANDFALL_KEY", ""))
                .metavar("KEY")
                .help("the key to call with (LANDFALL_KEY of the environment)");
    }

    static void addBy(Subparser parser) {
        parser.addArgument("--by").metavar("NAME").help("who, while no keys are configured (this system's user)");
    }

    /** Of the options {@code --to} and {@code --key}. */
    static ServiceClient of(Namespace namespace) {
        String key = namespace.getString("key").strip();
        if (!KEY.matcher(key).matches()) {
            throw new WrongUseException("--key, or LANDFALL_KEY, is no key: one looks like lf_… and has no blanks");
        }
        return new ServiceClient(address(namespace.getString("to")), key);
    }

    private static URI address(String text) {
        try {
            URI address = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            if (address.getHost() != null && List.of("http", "https").contains(address.getScheme())) {
                return address;
            }
        } catch (URISyntaxException fault) {
            // said below
        }
        throw new WrongUseException("--to takes an address such as http://localhost:8080, not \"" + text + "\"");
    }

    URI address() {
        return address;
    }

    /** What {@code --by} says; else nothing where a key says who it is, and this system's user where none does. */
    String by(Namespace namespace) {
        String by = namespace.getString("by");
        if (by != null) {
            return by;
        }
        return key.isEmpty() ? System.getProperty("user.name", "") : "";
    }

    /** @param path with its query, encoded */
    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path));
        return key.isEmpty() ? request : request.header("Authorization", "Bearer " + key);
    }

    /** @throws UnansweredException where nobody listens, or no answer comes */
    <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler)
            throws InterruptedException {
        try {
            return client.send(request.build(), handler);
        } catch (IOException fault) {
            throw unanswered(fault);
        }
    }

    /** For an answer that ends early. */
    UnansweredException unanswered(IOException fault) {
        if (fault instanceof ConnectException || fault instanceof HttpConnectTimeoutException) {
            return new UnansweredException("nobody listens at " + address + ": is the service running there?", fault);
        }
        String why = fault.getMessage();
        return new UnansweredException(
                "no whole answer came from " + address + (why == null ? "" : " (" + why + ")")
                        + ": see whether the service took it before you send it again",
                fault);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
