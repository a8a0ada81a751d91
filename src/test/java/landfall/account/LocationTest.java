package landfall.account;

import static org.assertj.core.api.Assertions.assertThat;

import landfall.facts.Account;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocationTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Saint Paul, Minnesota|Saint Paul|US|MN",
                "Dublin, Ireland|Dublin|IE|D",
                "Warmley, Bristol, United Kingdom|Warmley|GB|BST",
                "Washington, D.C.|Washington|US|DC",
                "West Falls Church, Virginia[2]|West Falls Church|US|VA",
                "Tokyo, Japan|Tokyo|JP|13",
                "東京|東京|JP|13",
                "東京都千代田区丸の内1-1-1|千代田区|JP|13",
                "〒100-0001 東京都千代田区丸の内|千代田区|JP|13",
                "日本東京都港区|港区|JP|13",
                "横浜市、神奈川県|横浜市|JP|14",
                "ＯＳＡＫＡ|OSAKA|JP|27",
                "Atlanta, Georgia|Atlanta|US|GA",
                "Tbilisi, Georgia|Tbilisi|GE|TB",
                "Georgia||GE|",
                "Wilmington, DE|Wilmington|US|DE",
                "Berlin, DE|Berlin|DE|BE",
                "San Jose, CA|San Jose|US|CA",
                "San Jose, CA 95110-1234|San Jose|US|CA",
                "San Jose, CA 95110, USA|San Jose|US|CA",
                "Toronto, Ontario, CA|Toronto|CA|ON",
                "Ottawa, ON|Ottawa|CA|ON",
                "Montréal, Québec|Montréal|CA|QC",
                "Sydney NSW|Sydney|AU|NSW",
                "San Francisco CA|San Francisco|US|CA",
                "Paris France|Paris|FR|75C",
                "Lyon, Auvergne-Rhône-Alpes, France|Lyon|FR|ARA",
                "München, Bayern|München|DE|BY",
                "80331 München, Deutschland|München|DE|",
                "London SW1A 1AA, UK|London|GB|LND",
                "Edinburgh, Scotland|Edinburgh|GB|EDH",
                "Oban, Scotland|Oban|GB|SCT",
                "California, USA||US|CA",
                "New York, USA|New York|US|NY",
                "Mumbai, Maharashtra, India|Mumbai|IN|MH",
                "US-CA||US|CA",
                "Japan||JP|",
                "N/A, Ohio||US|OH",
                "Cambridge, Mass.|Cambridge|US|MA",
            })
    void readsFreeText(String location, String city, String country, String region) {
        Account account = Cleaners.clean("location", location).account();

        assertThat(account.country()).isEqualTo(country);
        assertThat(account.region()).isEqualTo(region);
        assertThat(account.city()).isEqualTo(city);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "", " ", "N/A", "-", "null", "[1]"})
    void saysNothing(String location) {
        CleanedAccount cleaned = Cleaners.clean("location", location);

        assertThat(cleaned.account().city()).isNull();
        assertThat(cleaned.account().country()).isNull();
        assertThat(cleaned.warnings()).isEmpty();
    }

    @Test
    void severalPlacesAreTheFirst() {
        CleanedAccount cleaned = Cleaners.clean("location", "Columbus, Ohio; Detroit, Michigan");

        assertThat(cleaned.account().place()).isEqualTo("US-OH");
        assertThat(cleaned.warnings())
                .containsExactly(
                        "location: \"Columbus, Ohio; Detroit, Michigan\" names several places; the first counts");
    }

    @Test
    void aCityAloneNamesNoCountry() {
        CleanedAccount cleaned = Cleaners.clean("location", "Springfield");

        assertThat(cleaned.account().city()).isEqualTo("Springfield");
        assertThat(cleaned.account().country()).isNull();
        assertThat(cleaned.warnings()).containsExactly("location: \"Springfield\" names no country");
    }

    @Test
    void theCallersOwnFieldsCountMore() {
        Account account = Cleaners.clean(
                        "location", "Springfield, Illinois", "country", "US", "region", "MO", "city", "St. Louis")
                .account();

        assertThat(account.place()).isEqualTo("US-MO");
        assertThat(account.city()).isEqualTo("St. Louis");
    }

    @Test
    void anotherCountryInTheLocationIsDoubted() {
        CleanedAccount cleaned = Cleaners.clean("country", "DE", "location", "Lyon, France");

        assertThat(cleaned.account().country()).isEqualTo("DE");
        assertThat(cleaned.account().city()).isNull();
        assertThat(cleaned.warnings())
                .containsExactly("location: \"Lyon, France\" names another country than the field country");
    }

    @Test
    void theCountryDecidesWhatACodeMeans() {
        assertThat(Cleaners.clean("country", "DE", "location", "Berlin, BE")
                        .account()
                        .place())
                .isEqualTo("DE-BE");
        assertThat(Cleaners.clean("country", "AU", "location", "Perth, WA")
                        .account()
                        .place())
                .isEqualTo("AU-WA");
    }
}
