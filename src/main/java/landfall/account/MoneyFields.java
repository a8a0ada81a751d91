package landfall.account;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Revenue and deal size: as sent, and in the base currency, four decimals half to even. An amount without any currency is in
 * the base currency. Where {@code …Local} is sent, the other is computed from it.
 */
final class MoneyFields {

    private static final int DECIMALS = 4;

    private final Cleaning cleaning;
    private final ExchangeRates rates;
    private final LocalDate at;

    private @Nullable String currency;
    private boolean currencyUnknown;

    private MoneyFields(Cleaning cleaning, ExchangeRates rates, LocalDate at) {
        this.cleaning = cleaning;
        this.rates = rates;
        this.at = at;
    }

    static void clean(Cleaning cleaning, ExchangeRates rates, LocalDate at, @Nullable String country) {
        new MoneyFields(cleaning, rates, at).clean(country);
    }

    private void clean(@Nullable String country) {
        currency(country);
        // The deal first: where two amounts carry different signs, its sign counts.
        BigDecimal deal = local("dealSize", "dealSizeLocal", country);
        BigDecimal revenue = local("annualRevenue", "annualRevenueLocal", country);
        cleaning.account()
                .currency(currency)
                .dealSizeLocal(deal)
                .dealSize(inBase("dealSize", deal))
                .annualRevenueLocal(revenue)
                .annualRevenue(inBase("annualRevenue", revenue));
    }

    private void currency(@Nullable String country) {
        SentValue sent = cleaning.sent("currency");
        if (sent == null) {
            return;
        }
        currency = CurrencyMarks.find(sent.text(), country);
        currencyUnknown = currency == null;
        cleaning.settle(sent, currency, currency == null ? "no currency that is known" : "sign or name of a currency");
    }

    private @Nullable BigDecimal local(String field, String localField, @Nullable String country) {
        SentValue local = cleaning.sent(localField);
        SentValue sent = local == null ? cleaning.sent(field) : local;
        if (sent == null) {
            return null;
        }
        WrittenNumber written = WrittenNumber.read(sent.text(), false);
        if (written == null) {
            cleaning.settle(sent, null, "not a number");
            return null;
        }
        String mark = written.mark();
        if (mark != null && !agrees(sent, mark, country)) {
            return null;
        }
        if (currencyUnknown) {
            cleaning.settle(sent, null, "an amount in a currency that is not known");
            return null;
        }
        cleaning.settle(sent, written.value().toPlainString(), "a number");
        return written.value();
    }

    private boolean agrees(SentValue sent, String mark, @Nullable String country) {
        // The account's currency may be one of those that share the sign.
        String marked = CurrencyMarks.find(mark, country);
        if (marked == null) {
            cleaning.settle(sent, null, "not a number");
            return false;
        }
        if (currency == null && !currencyUnknown) {
            currency = marked;
            cleaning.change("currency", null, marked, "sign in " + sent.field());
        }
        if (currencyUnknown || marked.equals(currency) || CurrencyMarks.canMean(mark, currency)) {
            return true;
        }
        cleaning.settle(sent, null, "an amount in " + marked + ", but the currency is " + currency);
        return false;
    }

    private @Nullable BigDecimal inBase(String field, @Nullable BigDecimal local) {
        if (local == null) {
            return null;
        }
        if (currency == null || currency.equals(rates.base())) {
            return WrittenNumber.bounded(local.setScale(DECIMALS, RoundingMode.HALF_EVEN));
        }
        Optional<BigDecimal> rate = rates.at(currency, at);
        BigDecimal converted = rate.map(
                        r -> WrittenNumber.bounded(local.multiply(r).setScale(DECIMALS, RoundingMode.HALF_EVEN)))
                .orElse(null);
        if (converted == null) {
            cleaning.warn(field, field + " can't be converted: no rate for " + currency + " on " + at);
        } else {
            cleaning.change(
                    field,
                    local.toPlainString(),
                    converted.toPlainString(),
                    currency + " into " + rates.base() + " at "
                            + rate.orElseThrow().toPlainString());
        }
        return converted;
    }
}
