package landfall.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import landfall.facts.Account;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Real companies, with their headquarters as a real source writes them. */
class SpCompaniesTest {

    @Test
    void everyHeadquartersIsFound() throws IOException {
        Map<String, CSVRecord> expected = new HashMap<>();
        read("headquarters.csv").forEach(row -> expected.put(row.get("headquarters"), row));
        List<CSVRecord> companies = read("sp500.csv");
        assertThat(companies).hasSize(503);

        SoftAssertions all = new SoftAssertions();
        int unknown = 0;
        for (CSVRecord company : companies) {
            String headquarters = company.get("headquarters");
            CSVRecord where = Objects.requireNonNull(
                    expected.getOrDefault(headquarters, expected.get(lastPart(headquarters))), headquarters);
            Account account = Cleaners.clean("name", company.get("name"), "location", headquarters)
                    .account();
            all.assertThat(account.country()).as(headquarters).isEqualTo(orNull(where.get("country")));
            all.assertThat(account.region()).as(headquarters).isEqualTo(orNull(where.get("region")));
            if (account.country() == null) {
                unknown++;
                all.assertThat(account.city()).as(headquarters).isNull();
            } else {
                all.assertThat(account.city()).as(headquarters).isEqualTo(firstPart(headquarters));
            }
        }
        all.assertAll();
        assertThat(unknown).isEqualTo(1);
    }

    @Test
    void revenueAndFoundingYearAreRead() throws IOException {
        for (CSVRecord company : read("sp500.csv")) {
            CleanedAccount cleaned = Cleaners.clean(
                    "annualRevenue", company.get("annualRevenueUsd"), "marketCapUsd", company.get("marketCapUsd"));
            String sent = company.get("annualRevenueUsd");
            assertThat(cleaned.account().annualRevenue() == null)
                    .as(company.get("name"))
                    .isEqualTo(sent.isEmpty());
            assertThat(cleaned.warnings()).isEmpty();
        }
    }

    private static String lastPart(String headquarters) {
        return headquarters.substring(headquarters.lastIndexOf(',') + 1).strip();
    }

    private static String firstPart(String headquarters) {
        return headquarters.substring(0, headquarters.indexOf(',')).strip();
    }

    private static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static List<CSVRecord> read(String name) throws IOException {
        try (InputStream file = SpCompaniesTest.class.getResourceAsStream(name);
                Reader reader = new InputStreamReader(Objects.requireNonNull(file), StandardCharsets.UTF_8)) {
            return CSVFormat.RFC4180
                    .builder()
                    .setHeader()
                    .setSkipHeaderRecord(true)
                    .get()
                    .parse(reader)
                    .getRecords();
        }
    }
}
