package landfall.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingTest {

    private final Masking masking = new Masking(new ObjectMapper());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"name\":\"Acme\",\"employees\":420} | {\"name\":\"Acme\",\"employees\":420}",
                "{\"email\":\"a@b.example\",\"E-Mail\":1} | {\"email\":\"***\",\"E-Mail\":\"***\"}",
                "{\"data\":{\"person\":{\"first\":\"Jane\"},\"phone\":null}} | {\"data\":{\"person\":\"***\",\"phone\":null}}",
                "{\"First_Name\":\"Jane\",\"lastName\":\"Doe\"} | {\"First_Name\":\"***\",\"lastName\":\"***\"}",
                "{\"tags\":[\"vip\",\"jane.doe+x@acme.example\"]} | {\"tags\":[\"vip\",\"***\"]}",
                "{\"note\":\"ring 03-1234-5678 at ten\"} | {\"note\":\"ring *** at ten\"}",
                "{\"annualRevenue\":\"¥12,000,000,000\",\"postalCode\":\"100-0001\"} "
                        + "| {\"annualRevenue\":\"¥12,000,000,000\",\"postalCode\":\"100-0001\"}",
                "{\"externalId\":\"lead-8841\",\"at\":\"2026-11-24T04:10:22Z\"} "
                        + "| {\"externalId\":\"lead-8841\",\"at\":\"2026-11-24T04:10:22Z\"}",
                "{\"person\": \"Jane Doe\", \"country\": US, a@b.example | {\"person\": \"***\", \"country\": US, ***",
                "{\"person\": \"Jane Doe | {\"person\": \"***\"",
                "\"a@b.example\" | \"***\"",
                "{\"propertyName\":\"lastname\",\"propertyValue\":\"Doe\"} | {\"propertyName\":\"lastname\",\"propertyValue\":\"***\"}",
                "{\"propertyName\":\"zip\",\"propertyValue\":\"20095\"} | {\"propertyName\":\"zip\",\"propertyValue\":\"20095\"}",
            })
    void showsAllButWhatIsPersonal(String body, String shown) {
        assertThat(masking.mask(body.getBytes(StandardCharsets.UTF_8), null)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name=Acme&First+Name=Jane&note=a%40b.example | {\"name\":\"Acme\",\"First Name\":\"***\",\"note\":\"***\"}",
                "name=%FC&person=Jane&note=a%40b.example | name=%FC&person=***&note=***",
            })
    void showsFormsLikewise(String form, String shown) {
        assertThat(masking.mask(form.getBytes(StandardCharsets.UTF_8), "application/x-www-form-urlencoded"))
                .isEqualTo(shown);
    }
}
