package landfall.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import landfall.account.CleanedAccount.Change;
import landfall.facts.Account;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PlaceFieldsTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "US|US",
                "usa|US",
                "U.S.|US",
                "U.S.A.|US",
                "840|US",
                "United States of America|US",
                "アメリカ|US",
                "米国|US",
                "Vereinigte Staaten|US",
                "États-Unis|US",
                "ＪＡＰＡＮ|JP",
                "日本|JP",
                "JPN|JP",
                "Japon|JP",
                "Deutschland|DE",
                "ドイツ|DE",
                "Allemagne|DE",
                "UK|GB",
                "Great Britain|GB",
                "Großbritannien|GB",
                "GROSSBRITANNIEN|GB",
                "England|GB",
                "Scotland|GB",
                "Wales|GB",
                "イングランド|GB",
                "Holland|NL",
                "The Netherlands|NL",
                "Österreich|AT",
                "Oesterreich|AT",
                "Czech Republic|CZ",
                "Czechia|CZ",
                "Viet Nam|VN",
                "Korea|KR",
                "韩国|KR",
                "Côte d’Ivoire|CI",
                "Cote d'Ivoire|CI",
                "Ivory Coast|CI",
                "Russian Federation|RU",
                "RU|RU",
                "Türkiye|TR",
                "Turkey|TR",
                "Hong Kong|HK",
                "Republic of Ireland|IE",
                "España|ES",
                "Brasil|BR",
                "中国|CN",
                "대한민국|KR",
                "Россия|RU",
                "भारत|IN",
            })
    void countriesByCodeOrName(String sent, String country) {
        CleanedAccount cleaned = Cleaners.clean("country", sent);

        assertThat(cleaned.account().country()).isEqualTo(country);
        assertThat(cleaned.warnings()).isEmpty();
    }

    /** The JDK's names are CLDR's, too, of another version: what it calls a country must be that country. */
    @ParameterizedTest
    @MethodSource("languages")
    void countriesByTheJdksNames(Locale language) {
        for (String code : Locale.getISOCountries()) {
            String name = new Locale("", code).getDisplayCountry(language);
            // No code point of their own in CLDR's territory codes, or a JDK without data.
            if (!name.equals(code) && !code.equals("AN")) {
                assertThat(Cleaners.clean("country", name).account().country())
                        .as(name)
                        .isEqualTo(code);
            }
        }
    }

    static Locale[] languages() {
        return new Locale[] {Locale.ENGLISH, Locale.JAPANESE, Locale.GERMAN, Locale.FRENCH};
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "JP|東京都|JP-13",
                "JP|東京|JP-13",
                "JP|Tokyo|JP-13",
                "JP|Tōkyō|JP-13",
                "JP|Tokyo-to|JP-13",
                "JP|TOKYO|JP-13",
                "JP|13|JP-13",
                "JP|JP-13|JP-13",
                "JP|1|JP-01",
                "JP|北海道|JP-01",
                "JP|Osaka-fu|JP-27",
                "JP|大阪|JP-27",
                "JP|京都府|JP-26",
                "JP|三重|JP-24",
                "JP|Tokio|JP-13",
                "US|CA|US-CA",
                "US|ca|US-CA",
                "US|California|US-CA",
                "US|カリフォルニア州|US-CA",
                "US|カリフォルニア|US-CA",
                "US|Kalifornien|US-CA",
                "US|Californie|US-CA",
                "US|State of Ohio|US-OH",
                "US|New York State|US-NY",
                "US|D.C.|US-DC",
                "US|District of Columbia|US-DC",
                "US|Washington DC|US-DC",
                "US|Washington|US-WA",
                "US|Georgia|US-GA",
                "US|Puerto Rico|US-PR",
                "US|Calif.|US-CA",
                "CA|Québec|CA-QC",
                "CA|Quebec|CA-QC",
                "CA|ON|CA-ON",
                "CA|オンタリオ州|CA-ON",
                "GB|England|GB-ENG",
                "GB|Scotland|GB-SCT",
                "GB|Schottland|GB-SCT",
                "GB|Kent|GB-KEN",
                "GB|ENG|GB-ENG",
                "DE|Bayern|DE-BY",
                "DE|Bavaria|DE-BY",
                "DE|Freistaat Bayern|DE-BY",
                "DE|バイエルン州|DE-BY",
                "DE|Bavière|DE-BY",
                "DE|Thüringen|DE-TH",
                "DE|Thueringen|DE-TH",
                "DE|Thuringia|DE-TH",
                "DE|Baden-Württemberg|DE-BW",
                "DE|Baden Wurttemberg|DE-BW",
                "DE|NRW|DE-NW",
                "FR|Île-de-France|FR-IDF",
                "FR|ile de france|FR-IDF",
                "FR|Bretagne|FR-BRE",
                "FR|Brittany|FR-BRE",
                "AU|New South Wales|AU-NSW",
                "AU|NSW|AU-NSW",
                "AU|ビクトリア州|AU-VIC",
                "IN|Karnataka|IN-KA",
                "IN|Maharashtra|IN-MH",
                "IN|Tamil Nadu|IN-TN",
                "IN|TG|IN-TS",
                "IN|Goa|IN-GA",
                "IE|County Cork|IE-CO",
                "IE|Co. Cork|IE-CO",
                "CH|Kanton Zürich|CH-ZH",
                "CH|Uri|CH-UR",
                "ES|Madrid|ES-MD",
                "CN|北京|CN-BJ",
                "CN|CN-11|CN-BJ",
                "US|Bay Area|US-CA",
            })
    void regionsByCodeOrName(String country, String sent, String place) {
        Account account = Cleaners.clean("country", country, "region", sent).account();

        assertThat(account.place()).isEqualTo(place);
        assertThat(account.region()).isEqualTo(place.substring(3));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"東京都, JP-13", "California, US-CA", "Georgia, US-GA", "Bayern, DE-BY", "JP-13, JP-13", "Ontario, CA-ON"})
    void aRegionOfOneCountryImpliesIt(String sent, String place) {
        Account account = Cleaners.clean("region", sent).account();

        assertThat(account.place()).isEqualTo(place);
        assertThat(account.country()).isEqualTo(place.substring(0, 2));
    }

    @Test
    void aCodeWithoutACountryImpliesNone() {
        CleanedAccount cleaned = Cleaners.clean("region", "ca");

        assertThat(cleaned.account().region()).isEqualTo("CA");
        assertThat(cleaned.account().country()).isNull();
        assertThat(cleaned.account().place()).isNull();
        assertThat(cleaned.warnings()).containsExactly("region: CA without a country could be in several");
    }

    @Test
    void theLocationsCountryDecidesWhatARegionsCodeMeans() {
        assertThat(Cleaners.clean("region", "CA", "location", "San Francisco, United States")
                        .account()
                        .place())
                .isEqualTo("US-CA");
    }

    @Test
    void aNationOfTheUnitedKingdomAsACountry() {
        assertThat(Cleaners.clean("country", "Scotland").account().place()).isEqualTo("GB-SCT");
        assertThat(Cleaners.clean("country", "England", "region", "Kent")
                        .account()
                        .place())
                .isEqualTo("GB-KEN");
        assertThat(Cleaners.clean("country", "England", "location", "Bristol")
                        .account()
                        .place())
                .isEqualTo("GB-BST");
    }

    @Test
    void aPlaceIsBoth() {
        Account account = Cleaners.clean("place", "jp-13").account();

        assertThat(account.country()).isEqualTo("JP");
        assertThat(account.region()).isEqualTo("13");
        assertThat(Cleaners.clean("country", "JP-13").account().place()).isEqualTo("JP-13");
    }

    @Test
    void whatIsNotUnderstoodIsKeptInTheChanges() {
        CleanedAccount cleaned = Cleaners.clean("country", "Narnia", "region", "Cair Paravel");

        assertThat(cleaned.account().country()).isNull();
        assertThat(cleaned.account().region()).isNull();
        assertThat(cleaned.changes())
                .containsExactly(
                        new Change("country", "Narnia", null, "no country that is known"),
                        new Change("region", "Cair Paravel", null, "no subdivision of one country"));
        assertThat(cleaned.warnings())
                .containsExactly(
                        "country: \"Narnia\" is no country that is known",
                        "region: \"Cair Paravel\" is no subdivision of one country");
    }

    @Test
    void aRegionOfAnotherCountryIsNone() {
        CleanedAccount cleaned = Cleaners.clean("country", "US", "region", "Ontario");

        assertThat(cleaned.account().country()).isEqualTo("US");
        assertThat(cleaned.account().region()).isNull();
        assertThat(cleaned.warnings()).containsExactly("region: \"Ontario\" is no subdivision of US");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "US|94105|94105|941|",
                "US|94105-1234|94105|941|",
                "US|941051234|94105|941|",
                "US|2134|02134|021|",
                "US|501|00501|005|",
                "US|21341234|02134|021|",
                "US|９４１０５|94105|941|",
                "US|94105 - 1234|94105|941|",
                "JP|100-0001|1000001|100|",
                "JP|１００－０００１|1000001|100|",
                "JP|〒100-0001|1000001|100|",
                "JP|1000001|1000001|100|",
                "JP|600001|0600001|060|",
                "JP|100ー0001|1000001|100|",
                "CA|K1A 0B1|K1A0B1|K1A|",
                "CA|k1a0b1|K1A0B1|K1A|",
                "CA|K1A|K1A|K1A|",
                "DE|01067|01067|01|",
                "DE|1067|01067|01|",
                "DE|D-80331|80331|80|",
                "DE|DE-80331|80331|80|",
                "GB|sw1a 1aa|SW1A1AA|SW|SW1A",
                "GB|M1 1AE|M11AE|M|M1",
                "GB|EC2A|EC2A|EC|EC2A",
                "GB|B33 8TH|B338TH|B|B33",
                "FR|75 008|75008||",
                "NL|1012 ab|1012AB||",
                "PT|1000-001|1000-001||",
                "|100-0001|1000001||",
                "|94105-1234|94105||",
                "|sw1a 1aa|SW1A1AA||",
            })
    void postalCodes(String country, String sent, String code, String area, String district) {
        Account account = Cleaners.clean("country", country, "postalCode", sent).account();

        assertThat(account.postalCode()).isEqualTo(code);
        assertThat(account.postalArea()).isEqualTo(area);
        assertThat(account.postalDistrict()).isEqualTo(district);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"US,SW1A 1AA", "FR,ΐ", "US,12", "US,94105-12", "JP,12", "GB,94105", "CA,12345", "DE,K1A"})
    void postalCodesOfAnotherCountry(String country, String sent) {
        CleanedAccount cleaned = Cleaners.clean("country", country, "postalCode", sent);

        assertThat(cleaned.account().postalCode()).isNull();
        assertThat(cleaned.warnings()).containsExactly("postalCode: \"" + sent + "\" is no postal code of " + country);
    }

    @Test
    void aPostalCodeThatCameAsANumber() {
        assertThat(Cleaners.clean("country", "US", "postalCode", 2134).account().postalCode())
                .isEqualTo("02134");
        assertThat(Cleaners.clean("country", "US", "postalCode", 2134.0)
                        .account()
                        .postalCode())
                .isEqualTo("02134");
    }

    @Test
    void aPostalCodeImpliesNoRegion() {
        Account account =
                Cleaners.clean("country", "JP", "postalCode", "100-0001").account();

        assertThat(account.region()).isNull();
        assertThat(account.place()).isNull();
    }
}
