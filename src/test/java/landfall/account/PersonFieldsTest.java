package landfall.account;

import static org.assertj.core.api.Assertions.assertThat;

import landfall.account.CleanedAccount.Change;
import landfall.facts.Account;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonFieldsTest {

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "03-1234-5678|JP|+81312345678|JP", "０３－１２３４－５６７８|JP|+81312345678|JP",
                "+81 3 1234 5678||+81312345678|JP", "(650) 253-0000|US|+16502530000|US",
                "+1 416 555 0134|US|+14165550134|CA", "020 7031 3000|GB|+442070313000|GB",
                "+442070313000|JP|+442070313000|GB",
            })
    void telephoneNumbers(String sent, String country, String number, String phoneCountry) {
        CleanedAccount cleaned = Cleaners.clean("phone", sent, "country", country);

        assertThat(cleaned.account().phone()).isEqualTo(number);
        assertThat(cleaned.account().phoneCountry()).isEqualTo(phoneCountry);
        assertThat(cleaned.warnings()).isEmpty();
    }

    @Test
    void aNumberWithoutItsCountryIsKept() {
        CleanedAccount cleaned = Cleaners.clean("phone", "03-1234-5678");

        assertThat(cleaned.account().phone()).isEqualTo("03-1234-5678");
        assertThat(cleaned.account().phoneCountry()).isNull();
        assertThat(cleaned.warnings())
                .containsExactly("phone: what was sent is no telephone number, or needs its country");
    }

    @Test
    void mailAddressesInLowerCase() {
        Account account = Cleaners.clean("email", " Mailto:Jo.Doe@Acme.COM ").account();

        assertThat(account.email()).isEqualTo("jo.doe@acme.com");
    }

    @Test
    void whatIsPersonalStandsInNoChangeAndNoWarning() {
        CleanedAccount cleaned = Cleaners.clean(
                "email", "Jo Secret",
                "person", "  Secret   Person ",
                "phone", "Secret 12",
                "country", "JP");
        CleanedAccount understood =
                Cleaners.clean("email", "JO.SECRET@secret.example", "phone", "+81 3-1234-5678", "person", "Ｓｅｃｒｅｔ");
        CleanedAccount nested = Cleaners.clean("email", java.util.List.of("Secret"), "person", "Secret".repeat(400));

        for (CleanedAccount one : new CleanedAccount[] {cleaned, understood, nested}) {
            assertThat(one.warnings().toString()).doesNotContainIgnoringCase("secret");
            for (Change change : one.changes()) {
                if (!change.field().equals("domain")) {
                    assertThat(change.toString())
                            .doesNotContainIgnoringCase("secret")
                            .doesNotContain("1234");
                }
            }
        }
        assertThat(cleaned.account().email()).isNull();
        assertThat(cleaned.account().person()).isEqualTo("Secret Person");
        assertThat(cleaned.warnings()).contains("email: what was sent is not a mail address");
        assertThat(understood.changes()).contains(new Change("phone", null, null, "E.164"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "en, en",
        "EN, en",
        "en-US, en",
        "pt_BR, pt",
        "zh-Hant-TW, zh",
        "jpn, ja",
        "ger, de",
        "日本語, ja",
        "Japanese, ja",
        "Deutsch, de",
        "allemand, de",
        "English, en",
        "français, fr",
        "Francais, fr",
        "español, es",
        "中文, zh",
        "Klingon,"
    })
    void languages(String sent, String language) {
        assertThat(Cleaners.clean("language", sent).account().language()).isEqualTo(language);
    }
}
