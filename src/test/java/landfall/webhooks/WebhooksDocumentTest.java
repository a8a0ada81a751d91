package landfall.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.jackson.Jackson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import landfall.http.Json;
import landfall.http.Limits;
import landfall.ledger.AccountKey;
import landfall.ledger.OwnerChange;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The example of docs/webhooks.md is what is sent, and its commands verify it. */
class WebhooksDocumentTest {

    private static String document;

    @BeforeAll
    static void read() throws Exception {
        document = Files.readString(Path.of("docs/webhooks.md"));
    }

    private static String first(String pattern) {
        Matcher found = Pattern.compile(pattern, Pattern.DOTALL).matcher(document);
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }

    @Test
    void theExampleIsSignedWithItsSecret() {
        assertThat(PlainHmac.signature(
                        first("secret='(whsec_[^']+)'"),
                        first("webhook-id: (\\S+)"),
                        first("webhook-timestamp: (\\S+)"),
                        first("webhook-signature: \\S+\n\n(\\{[^\n]+)\n")))
                .isEqualTo(first("webhook-signature: (\\S+)"));
    }

    @Test
    void theCommandsPrintThatSignature() throws Exception {
        Process shell = new ProcessBuilder("sh", "-euc", first("```sh\n(.*?)```"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(shell.getInputStream().readAllBytes(), UTF_8).strip();
        assertThat(shell.waitFor()).isZero();
        assertThat("v1," + printed).isEqualTo(first("webhook-signature: (\\S+)"));
    }

    @Test
    void theExampleIsWhatIsSent() {
        Instant at = Instant.parse("2026-11-24T09:30:00.123456Z");
        OwnerChange change = new OwnerChange(
                48_211,
                "01KATR9V0B3Q5Y7ZC4D6E8F0GH",
                new AccountKey("marketo", "0015g-1"),
                "reassigned",
                "assigned",
                "suzuki",
                "sato",
                "jp-kanto-enterprise",
                "jp-kanto-enterprise",
                "Kanto enterprise",
                Map.of(),
                at);
        ObjectMapper mapper = Json.configure(Jackson.newObjectMapper(), Limits.DEFAULTS);

        assertThat(new String(Payload.of(change).bytes(mapper), UTF_8))
                .isEqualTo(first("webhook-signature: \\S+\n\n(\\{[^\n]+)\n"));
        assertThat(Payload.id(change)).isEqualTo(first("webhook-id: (\\S+)"));
    }
}
