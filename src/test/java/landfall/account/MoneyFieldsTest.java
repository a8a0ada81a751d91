package landfall.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import landfall.account.CleanedAccount.Change;
import landfall.facts.Account;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyFieldsTest {

    @Test
    void anAmountIsKeptAsSentAndConverted() {
        CleanedAccount cleaned = Cleaners.clean("dealSize", "¥12,000,000", "annualRevenue", "3億円");
        Account account = cleaned.account();

        assertThat(account.currency()).isEqualTo("JPY");
        assertThat(account.dealSizeLocal()).isEqualTo(new BigDecimal("12000000"));
        assertThat(account.dealSize()).isEqualTo(new BigDecimal("80400"));
        assertThat(account.annualRevenueLocal()).isEqualTo(new BigDecimal("300000000"));
        assertThat(account.annualRevenue()).isEqualTo(new BigDecimal("2010000"));
        assertThat(cleaned.changes())
                .contains(
                        new Change("dealSize", "¥12,000,000", "12000000", "a number"),
                        new Change("dealSize", "12000000", "80400", "JPY into USD at 0.0067"),
                        new Change("currency", null, "JPY", "sign in dealSize"));
        assertThat(cleaned.warnings()).isEmpty();
    }

    @Test
    void theRateIsThatOfTheDay() {
        AccountRequest request = Cleaners.request("dealSize", 100, "currency", "EUR");

        assertThat(Cleaners.CLEANER
                        .clean(request, LocalDate.of(2026, 6, 30))
                        .account()
                        .dealSize())
                .isEqualByComparingTo("108");
        assertThat(Cleaners.CLEANER
                        .clean(request, LocalDate.of(2026, 7, 1))
                        .account()
                        .dealSize())
                .isEqualByComparingTo("110");
    }

    @Test
    void withoutARateTheAmountStaysAsSent() {
        CleanedAccount cleaned = Cleaners.clean("dealSize", "100", "currency", "GBP");

        assertThat(cleaned.account().dealSize()).isNull();
        assertThat(cleaned.account().dealSizeLocal()).isEqualByComparingTo("100");
        assertThat(cleaned.warnings()).containsExactly("dealSize can't be converted: no rate for GBP on 2026-11-24");
    }

    @Test
    void aDayBeforeTheFirstRateHasNone() {
        CleanedAccount cleaned = Cleaners.CLEANER.clean(Cleaners.request("dealSize", "€5"), LocalDate.of(2025, 12, 31));

        assertThat(cleaned.account().dealSize()).isNull();
        assertThat(cleaned.warnings()).hasSize(1);
    }

    @Test
    void convertedAmountsHaveFourDecimalsHalfToEven() {
        assertThat(Cleaners.clean("dealSize", "0.0075", "currency", "JPY")
                        .account()
                        .dealSize())
                .isEqualByComparingTo("0.0001");
        assertThat(Cleaners.clean("dealSize", "0.00125").account().dealSize()).isEqualByComparingTo("0.0012");
        assertThat(Cleaners.clean("dealSize", "0.00135").account().dealSize()).isEqualByComparingTo("0.0014");
    }

    @Test
    void anAmountWithoutACurrencyIsInTheBase() {
        Account account = Cleaners.clean("dealSize", 5000).account();

        assertThat(account.currency()).isNull();
        assertThat(account.dealSize()).isEqualByComparingTo("5000");
        assertThat(account.dealSizeLocal()).isEqualByComparingTo("5000");
    }

    @Test
    void anAmountInACurrencyThatIsNotKnownIsNone() {
        CleanedAccount cleaned = Cleaners.clean("dealSize", 5000, "currency", "Zorkmid");

        assertThat(cleaned.account().dealSize()).isNull();
        assertThat(cleaned.account().currency()).isNull();
        assertThat(cleaned.account().dealSizeLocal()).isNull();
        assertThat(cleaned.warnings())
                .containsExactly(
                        "dealSize: \"5000\" is an amount in a currency that is not known",
                        "currency: \"Zorkmid\" is no currency that is known");
    }

    @Test
    void anAmountInAnotherCurrencyThanTheFieldIsDoubted() {
        CleanedAccount cleaned = Cleaners.clean("dealSize", "€5", "currency", "USD");

        assertThat(cleaned.account().dealSize()).isNull();
        assertThat(cleaned.warnings()).containsExactly("dealSize: \"€5\" is an amount in EUR, but the currency is USD");
    }

    @Test
    void theSignOfTheCurrencyMayBeAShared() {
        assertThat(Cleaners.clean("dealSize", "$5", "currency", "CAD").account().currency())
                .isEqualTo("CAD");
        assertThat(Cleaners.clean("dealSize", "$5", "currency", "CAD").account().dealSizeLocal())
                .isEqualByComparingTo("5");
    }

    @Test
    void theLocalAmountCountsMoreThanTheConvertedOne() {
        Account account = Cleaners.clean("dealSize", 1, "dealSizeLocal", 1000, "currency", "JPY")
                .account();

        assertThat(account.dealSizeLocal()).isEqualByComparingTo("1000");
        assertThat(account.dealSize()).isEqualByComparingTo("6.7");
    }

    @Test
    void whatIsNoAmountIsKeptInTheChanges() {
        CleanedAccount cleaned = Cleaners.clean("dealSize", "a lot");

        assertThat(cleaned.account().dealSize()).isNull();
        assertThat(cleaned.account().dealSizeLocal()).isNull();
        assertThat(cleaned.changes()).containsExactly(new Change("dealSize", "a lot", null, "not a number"));
        assertThat(cleaned.warnings()).containsExactly("dealSize: \"a lot\" is not a number");
    }

    @ParameterizedTest(name = "{0} in {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "JPY||JPY", "jpy||JPY", "¥||JPY", "¥|CN|CNY", "¥|JP|JPY", "￥||JPY", "円||JPY", "元||CNY", "元|TW|TWD",
                "$||USD", "$|US|USD", "$|CA|CAD", "$|AU|AUD", "$|SG|SGD", "$|DE|USD", "US$|CA|USD", "C$||CAD",
                        "A$||AUD",
                "€||EUR", "euro||EUR", "Euros||EUR", "£||GBP", "₹||INR", "Rs.||INR", "₩||KRW", "kr|SE|SEK", "kr|NO|NOK",
                "kr|DK|DKK", "kr||", "zł||PLN", "CHF||CHF", "R$||BRL", "dollars|CA|CAD", "XXX||", "ABC||",
            })
    void currencies(String sent, String country, String currency) {
        assertThat(Cleaners.clean("currency", sent, "country", country)
                        .account()
                        .currency())
                .isEqualTo(currency);
    }
}
