package landfall.engine;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Random;
import landfall.facts.Account;
import landfall.facts.Territory;
import landfall.roster.Holidays;
import org.jspecify.annotations.Nullable;

/** Accounts, territories and moments of the values that random rules ask for, every fifth of them not known. */
final class RandomAccounts {

    private final Random random;
    private final RandomConditions values;

    RandomAccounts(Random random, boolean plain) {
        this.random = random;
        this.values = new RandomConditions(random, plain);
    }

    Account account() {
        Account.Builder builder = Account.builder()
                .source(text("source"))
                .externalId(text("externalId"))
                .name(text("name"))
                .nameKey(text("nameKey"))
                .company(text("company"))
                .parentCompany(text("parentCompany"))
                .domain(text("domain"))
                .freeMail(random.nextBoolean())
                .email("a@example.com")
                .title(text("title"))
                .phoneCountry(text("phoneCountry"))
                .country(text("country"))
                .region(text("region"))
                .place(text("place"))
                .city(text("city"))
                .postalCode(text("postalCode"))
                .postalArea(text("postalArea"))
                .postalDistrict(text("postalDistrict"))
                .latitude(known() ? values.decimalValue() : null)
                .longitude(known() ? values.decimalValue() : null)
                .industry(text("industry"))
                .sector(text("sector"))
                .segment(text("segment"))
                .product(text("product"))
                .leadSource(text("leadSource"))
                .language(text("language"))
                .partner(text("partner"))
                .employees(known() ? values.wholeValue() : null)
                .annualRevenue(known() ? values.decimalValue() : null)
                .dealSize(known() ? values.decimalValue() : null)
                .currency(text("currency"))
                .annualRevenueLocal(known() ? values.decimalValue() : null)
                .dealSizeLocal(known() ? values.decimalValue() : null)
                .score(known() ? values.decimalValue() : null)
                .existingCustomer(random.nextBoolean())
                .currentOwner(text("currentOwner"));
        for (int tag = random.nextInt(4); tag > 0; tag--) {
            builder.tag(values.textValue("tags"));
        }
        for (String key : RandomConditions.KEYS) {
            if (random.nextBoolean()) {
                builder.attribute(key, values.textValue("attributes"));
            }
            if (random.nextBoolean()) {
                builder.number(key, values.decimalValue());
            }
        }
        return builder.build();
    }

    Territory territory() {
        return new Territory(
                values.textValue("id"), text("parent"), values.textValue("type"), text("role"), text("ownerRep"));
    }

    /** A second of the rules' days that is no midnight of any zone. */
    Moment moment(ZoneId zone) {
        LocalDate day = RandomRules.FIRST_DAY.plusDays(random.nextInt(RandomRules.DAYS));
        long second = 1 + random.nextInt(24 * 60 * 60 - 1);
        if (random.nextInt(4) == 0) {
            second = random.nextBoolean() ? 1 : 24 * 60 * 60 - 1;
        }
        Instant instant = day.atStartOfDay(zone).toInstant().plusSeconds(second);
        return new Moment(instant, Holidays.PUBLIC);
    }

    private @Nullable String text(String field) {
        return known() ? values.textValue(field) : null;
    }

    private boolean known() {
        return random.nextInt(5) != 0;
    }
}
