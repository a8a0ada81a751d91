package landfall.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SignatureTest {

    /** The example that libraries for Standard Webhooks test themselves with. */
    @Test
    void isThatOfTheKnownExample() {
        byte[] secret = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        assertThat(Signature.of(
                        List.of(secret),
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        Instant.ofEpochSecond(1_614_265_330),
                        "{\"test\": 2432232314}".getBytes(UTF_8)))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void isThatOfPlainHmacForEachSecret() {
        Random random = new Random(7);
        byte[] one = new byte[32];
        byte[] two = new byte[32];
        random.nextBytes(one);
        random.nextBytes(two);

        String signature = Signature.of(
                List.of(one, two),
                "change_1",
                Instant.parse("2026-11-24T09:30:00.9Z"),
                "{\"a\":\"東京\"}".getBytes(UTF_8));

        assertThat(signature.split(" ")).containsExactly(plain(one, "{\"a\":\"東京\"}"), plain(two, "{\"a\":\"東京\"}"));
    }

    private static String plain(byte[] secret, String body) {
        return PlainHmac.signature(
                "whsec_" + Base64.getEncoder().encodeToString(secret), "change_1", "1795512600", body);
    }
}
