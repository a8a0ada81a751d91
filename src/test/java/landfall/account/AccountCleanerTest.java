package landfall.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import landfall.account.CleanedAccount.Change;
import landfall.facts.Account;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountCleanerTest {

    @Test
    void theExampleOfTheContract() {
        CleanedAccount cleaned = Cleaners.clean(
                "source", "marketo",
                "externalId", "lead-8841",
                "name", "Acme KK",
                "country", "Japan",
                "region", "東京都",
                "postalCode", "100-0001",
                "industry", "SaaS",
                "employees", 420,
                "dealSize", 12000000,
                "currency", "JPY");

        Account account = cleaned.account();
        assertThat(account.source()).isEqualTo("marketo");
        assertThat(account.externalId()).isEqualTo("lead-8841");
        assertThat(account.nameKey()).isEqualTo("acme");
        assertThat(account.place()).isEqualTo("JP-13");
        assertThat(account.postalCode()).isEqualTo("1000001");
        assertThat(account.industry()).isEqualTo("Software");
        assertThat(account.employees()).isEqualTo(420);
        assertThat(account.dealSize()).isEqualByComparingTo("80400");
        assertThat(cleaned.warnings()).isEmpty();
        assertThat(cleaned.changes())
                .containsExactly(
                        new Change("country", "Japan", "JP", "name or code of a country"),
                        new Change("region", "東京都", "13", "name or code of a subdivision"),
                        new Change("postalCode", "100-0001", "1000001", "form of the country"),
                        new Change("industry", "SaaS", "Software", "alias"),
                        new Change("dealSize", "12000000", "80400", "JPY into USD at 0.0067"));
    }

    @Test
    void anEmptyRequestIsAnEmptyAccount() {
        CleanedAccount cleaned = Cleaners.clean();

        assertThat(cleaned.account()).isEqualTo(Account.builder().build());
        assertThat(cleaned.changes()).isEmpty();
        assertThat(cleaned.warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "NULL", "N/A", "n/a", "-", "—", "#N/A", "Ｎ／Ａ", "\u200b", "\t\n"})
    void whatStandsForNothingIsAbsent(String nothing) {
        CleanedAccount cleaned = Cleaners.clean(
                "name",
                nothing,
                "country",
                nothing,
                "employees",
                nothing,
                "dealSize",
                nothing,
                "email",
                nothing,
                "phone",
                nothing,
                "domain",
                nothing,
                "existingCustomer",
                nothing,
                "plan",
                nothing,
                "tags",
                nothing,
                "externalId",
                nothing,
                "duns",
                nothing);

        assertThat(cleaned.account()).isEqualTo(Account.builder().build());
        assertThat(cleaned.warnings()).isEmpty();
    }

    @Test
    void noneIsATextButInALocation() {
        assertThat(Cleaners.clean("industry", "none").account().industry()).isEqualTo("none");
        assertThat(Cleaners.clean("location", "none").account().city()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Country", "COUNTRY", "co_un-try", " country "})
    void namesOfFieldsInAnyCase(String name) {
        CleanedAccount cleaned = Cleaners.clean(name, "JP");

        assertThat(cleaned.account().country()).isEqualTo("JP");
        assertThat(cleaned.changes()).containsExactly(new Change("country", name, "country", "name of the field"));
    }

    @Test
    void snakeCaseIsTheSameField() {
        Account account = Cleaners.clean("postal_code", "94105", "Deal Size", "5", "external-id", "7", "country", "US")
                .account();

        assertThat(account.postalCode()).isEqualTo("94105");
        assertThat(account.dealSize()).isEqualByComparingTo("5");
        assertThat(account.externalId()).isEqualTo("7");
    }

    @Test
    void theFieldThatIsSpelledExactlyCounts() {
        CleanedAccount cleaned = Cleaners.clean("Country", "US", "country", "JP");

        assertThat(cleaned.account().country()).isEqualTo("JP");
        assertThat(cleaned.warnings())
                .containsExactly("country was sent twice; the field of exactly that name, or the first, counts");
    }

    @Test
    void fullAndHalfWidthAndInvisibleCharacters() {
        Account account = Cleaners.clean(
                        "name",
                        "　ＡＣＭＥ\u200b　ｶﾌﾞｼｷ\u0000 ",
                        "industry",
                        " ｿﾌﾄｳｪｱ ",
                        "city",
                        "ﾄｳｷｮｳ",
                        "title",
                        "VP\u202e  Sales\n")
                .account();

        assertThat(account.name()).isEqualTo("ACME カブシキ");
        assertThat(account.industry()).isEqualTo("Software");
        assertThat(account.city()).isEqualTo("トウキョウ");
        assertThat(account.title()).isEqualTo("VP Sales");
    }

    @Test
    void idsAreNotFolded() {
        Account account = Cleaners.clean("source", " Ｍ ", "externalId", "ａｂＣ", "currentOwner", " sato ")
                .account();

        assertThat(account.source()).isEqualTo("Ｍ");
        assertThat(account.externalId()).isEqualTo("ａｂＣ");
        assertThat(account.currentOwner()).isEqualTo("sato");
    }

    @Test
    void aliasesDisregardCaseWidthAndBlanks() {
        assertThat(Cleaners.clean("industry", "ＳＡＡＳ").account().industry()).isEqualTo("Software");
        assertThat(Cleaners.clean("industry", "  saas ").account().industry()).isEqualTo("Software");
        assertThat(Cleaners.clean("sector", "SaaS").account().sector()).isEqualTo("SaaS");
    }

    @Test
    void aliasesOfAliasesAreFollowedAndCirclesEnd() {
        AccountCleaner cleaner = new AccountCleaner(
                new Vocabulary(
                        Map.of("industry", Map.of("a", "b", "b", "c", "x", "y", "y", "x")),
                        ExchangeRates.of("USD", List.of())),
                Set.of());

        assertThat(cleaner.cleanValue("industry", "a")).hasValue("c");
        assertThat(cleaner.cleanValue("industry", "x")).hasValue("x");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "'1,200', 1200",
        "420.0, 420",
        "1.200, 1200",
        "0, 0",
        "420人, 420",
        "420 employees, 420",
        "2147483647, 2147483647",
        "50-99,",
        "-3,",
        "420.5,",
        "3000000000,",
        "many,",
        "$5,"
    })
    void headCounts(String sent, Integer employees) {
        CleanedAccount cleaned = Cleaners.clean("employees", sent);

        assertThat(cleaned.account().employees()).isEqualTo(employees);
        if (employees == null) {
            assertThat(cleaned.warnings()).containsExactly("employees: \"" + sent + "\" is not a whole number");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "TRUE", "yes", "1", "はい", "oui", "ja", "Y", "on"})
    void yes(String sent) {
        assertThat(Cleaners.clean("existingCustomer", sent).account().existingCustomer())
                .isTrue();
    }

    @Test
    void truthOfJsonAndWhatIsNeither() {
        assertThat(Cleaners.clean("existingCustomer", true).account().existingCustomer())
                .isTrue();
        assertThat(Cleaners.clean("existingCustomer", 1).account().existingCustomer())
                .isTrue();
        assertThat(Cleaners.clean("existingCustomer", "no").account().existingCustomer())
                .isFalse();
        assertThat(Cleaners.clean("existingCustomer", "maybe").warnings())
                .containsExactly("existingCustomer: \"maybe\" is neither yes nor no");
    }

    @Test
    void coordinatesHaveARange() {
        assertThat(Cleaners.clean("latitude", "35.6812", "longitude", 139.7671).warnings())
                .isEmpty();
        assertThat(Cleaners.clean("latitude", 91, "longitude", "-180.01").warnings())
                .containsExactly(
                        "latitude: \"91\" is not between -90 and 90",
                        "longitude: \"-180.01\" is not between -180 and 180");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "place|東京都|JP-13",
                "place|Tokyo|JP-13",
                "place|JP-13|JP-13",
                "place|Georgia|US-GA",
                "place|CA|",
                "country|Japan|JP",
                "country|England|GB",
                "country|Narnia|",
                "region|東京都|13",
                "region|ca|CA",
                "region|California|CA",
                "region|JP-13|13",
                "region|Bay Area|CA",
                "region|Goa|GA",
                "region|???|",
                "postalCode|100-0001|1000001",
                "postalCode|94105-1234|94105",
                "postalCode|sw1a 1aa|SW1A1AA",
                "postalArea|sw|SW",
                "nameKey|Acme, Inc.|acme",
                "domain|https://www.Acme.com/|acme.com",
                "domain|acme|",
                "company|ACME.com|acme.com",
                "company|0015G|0015G",
                "industry|ｓａａｓ|Software",
                "industry|Retail|Retail",
                "language|日本語|ja",
                "currency|¥|JPY",
                "employees|1,200|1200",
                "employees|some|",
                "dealSize|3億|300000000",
                "existingCustomer|はい|true",
                "attributes[\"plan\"]|ENT|Enterprise",
                "numbers[\"seats\"]|1,200|1200",
                "numbers[\"seats\"]|x|",
                "industry|N/A|",
                "industry|-|",
                "tags|vip|VIP",
                "externalId|Ａ|Ａ",
                "phoneCountry|Germany|DE",
                "city|Ｔｏｋｙｏ|Tokyo",
            })
    void valuesOfLists(String field, String raw, String cleaned) {
        assertThat(Cleaners.CLEANER.cleanValue(field, raw).orElse(null)).isEqualTo(cleaned);
    }
}
