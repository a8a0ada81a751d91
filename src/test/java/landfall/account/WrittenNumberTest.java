package landfall.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenNumberTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "1200000|1200000|",
                "1,200,000|1200000|",
                "1.200.000,50|1200000.5|",
                "1,200,000.50|1200000.5|",
                "1 200 000|1200000|",
                "1'200'000.50|1200000.5|",
                "1_000|1000|",
                "12,34,567|1234567|",
                "1,200|1200|",
                "1.200|1.2|",
                "1,5|1.5|",
                "0,200|0.2|",
                "1200,50|1200.5|",
                "1 200,500|1200.5|",
                ".5|0.5|",
                "5.|5|",
                "1.200 €|1200|€",
                "€1.200|1.2|€",
                "1.234,56 €|1234.56|€",
                "¥12,000,000|12000000|¥",
                "12M|12000000|",
                "1.2k|1200|",
                "2 bn USD|2000000000|USD",
                "12 Mio. EUR|12000000|EUR",
                "US$ 5m|5000000|US$",
                "3億|300000000|",
                "100万|1000000|",
                "1,200万円|12000000|円",
                "3億5千万円|350000000|円",
                "1億2000万|120000000|",
                "2兆|2000000000000|",
                "5百万|5000000|",
                "(500)|-500|",
                "-5|-5|",
                "5-|-5|",
                "−5|-5|",
                "+5|5|",
                "-¥100|-100|¥",
                "¥-100|-100|¥",
                "1e6|1000000|",
                "1.5E3|1500|",
                "007|7|",
                "0|0|",
                "0.00|0|",
                "100 lakh|10000000|",
                "5 crore|50000000|",
            })
    void asPeopleWriteThem(String text, BigDecimal value, String mark) {
        WrittenNumber number = WrittenNumber.read(Spelling.tidy(text), false);

        assertThat(number).isNotNull();
        assertThat(number.value()).isEqualByComparingTo(value);
        assertThat(number.mark()).isEqualTo(mark);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                "50-99",
                "12 34",
                "1,20",
                "1,2,3",
                "1.2.3",
                "1,200.300,4",
                "$",
                "1/2",
                "10%",
                "500+",
                "~100",
                "--5",
                "(-5)",
                "1 USD 2",
                "USD 5 EUR",
                "3億4億",
                "万",
                "1..2",
                "1,,200",
                "1234,567,890",
                "2026-11-24",
                "1e999",
                "1e"
            })
    void whatIsNone(String text) {
        WrittenNumber number = WrittenNumber.read(text, false);

        // "1,20" is one and a fifth; the rest are no numbers, or have a mark that is no currency.
        if (text.equals("1,20")) {
            assertThat(number).isEqualTo(new WrittenNumber(new BigDecimal("1.2"), null));
        } else if (number != null) {
            assertThat(number.mark()).as(text).isNotNull();
            assertThat(CurrencyMarks.find(number.mark(), null)).as(text).isNull();
        }
    }

    @Test
    void aDotGroupsThousandsOfAWholeNumber() {
        assertThat(WrittenNumber.read("1.200", true)).isEqualTo(new WrittenNumber(new BigDecimal("1200"), null));
        assertThat(WrittenNumber.read("420.0", true)).isEqualTo(new WrittenNumber(new BigDecimal("420"), null));
    }

    @Test
    void numbersOfJson() {
        assertThat(WrittenNumber.of(420.0)).isEqualTo(new BigDecimal("420"));
        assertThat(WrittenNumber.of(0.1)).isEqualTo(new BigDecimal("0.1"));
        assertThat(WrittenNumber.of(new BigDecimal("1E+3"))).isEqualTo(new BigDecimal("1000"));
        assertThat(WrittenNumber.of(Double.NaN)).isNull();
        assertThat(WrittenNumber.of(Double.POSITIVE_INFINITY)).isNull();
        assertThat(WrittenNumber.of(1e300)).isNull();
        assertThat(WrittenNumber.of(new BigDecimal("1E+2147483647"))).isNull();
        assertThat(WrittenNumber.of(new BigDecimal("1E-2147483647"))).isNull();
        assertThat(WrittenNumber.of(BigInteger.TEN.pow(30))).isNull();
    }
}
