package landfall.facts;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An account after cleaning, as rules see it. Immutable; what is unknown is null, never empty.
 *
 * @param source where the account came from
 * @param externalId its id there; with {@code source} it is the account
 * @param name company name
 * @param nameKey the name folded: NFKC, case, without legal form
 * @param company the caller's company id, else corporate number or DUNS, else {@code domain}
 * @param parentCompany the same of its parent
 * @param domain web domain; a free-mail domain counts as none
 * @param freeMail whether the e-mail address was of a free-mail service
 * @param email personal: who asked
 * @param person personal: who asked
 * @param phone personal: who asked
 * @param title job title
 * @param phoneCountry ISO 3166-1 alpha-2 of the telephone number
 * @param country ISO 3166-1 alpha-2
 * @param region ISO 3166-2 subdivision without its country
 * @param place ISO 3166-2 subdivision with its country
 * @param city city as cleaned
 * @param postalCode US: five digits; JP: seven; others upper-cased without blanks
 * @param postalArea US, JP, CA first three, DE first two, GB the letters
 * @param postalDistrict GB outward code
 * @param latitude degrees, WGS 84
 * @param longitude degrees, WGS 84
 * @param industry after the alias lists
 * @param sector after the alias lists
 * @param segment after the alias lists
 * @param product after the alias lists
 * @param leadSource after the alias lists
 * @param language after the alias lists
 * @param partner after the alias lists
 * @param employees head count
 * @param annualRevenue in the base currency
 * @param dealSize in the base currency
 * @param currency ISO 4217, as sent
 * @param annualRevenueLocal in {@code currency}
 * @param dealSizeLocal in {@code currency}
 * @param score lead score
 * @param existingCustomer whether the company buys already
 * @param currentOwner rep id: the book's, else the caller's
 * @param tags never null
 * @param attributes whatever else the caller sent; never null
 * @param numbers those of them that read as a number; never null
 */
public record Account(
        @Nullable String source,
        @Nullable String externalId,
        @Nullable String name,
        @Nullable String nameKey,
        @Nullable String company,
        @Nullable String parentCompany,
        @Nullable String domain,
        boolean freeMail,
        @Nullable String email,
        @Nullable String person,
        @Nullable String phone,
        @Nullable String title,
        @Nullable String phoneCountry,
        @Nullable String country,
        @Nullable String region,
        @Nullable String place,
        @Nullable String city,
        @Nullable String postalCode,
        @Nullable String postalArea,
        @Nullable String postalDistrict,
        @Nullable BigDecimal latitude,
        @Nullable BigDecimal longitude,
        @Nullable String industry,
        @Nullable String sector,
        @Nullable String segment,
        @Nullable String product,
        @Nullable String leadSource,
        @Nullable String language,
        @Nullable String partner,
        @Nullable Integer employees,
        @Nullable BigDecimal annualRevenue,
        @Nullable BigDecimal dealSize,
        @Nullable String currency,
        @Nullable BigDecimal annualRevenueLocal,
        @Nullable BigDecimal dealSizeLocal,
        @Nullable BigDecimal score,
        boolean existingCustomer,
        @Nullable String currentOwner,
        Set<String> tags,
        Map<String, String> attributes,
        Map<String, BigDecimal> numbers) {

    public Account {
        // LinkedHashMap and LinkedHashSet, since Map.of and Set.of throw when a rule asks them for null.
        tags = Collections.unmodifiableSet(new LinkedHashSet<>(tags));
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
    }

    public static Builder builder() {
        return new Builder();
    }

    /** A builder that holds this account's values. */
    public Builder toBuilder() {
        Builder builder = new Builder();
        builder.source = source;
        builder.externalId = externalId;
        builder.name = name;
        builder.nameKey = nameKey;
        builder.company = company;
        builder.parentCompany = parentCompany;
        builder.domain = domain;
        builder.freeMail = freeMail;
        builder.email = email;
        builder.person = person;
        builder.phone = phone;
        builder.title = title;
        builder.phoneCountry = phoneCountry;
        builder.country = country;
        builder.region = region;
        builder.place = place;
        builder.city = city;
        builder.postalCode = postalCode;
        builder.postalArea = postalArea;
        builder.postalDistrict = postalDistrict;
        builder.latitude = latitude;
        builder.longitude = longitude;
        builder.industry = industry;
        builder.sector = sector;
        builder.segment = segment;
        builder.product = product;
        builder.leadSource = leadSource;
        builder.language = language;
        builder.partner = partner;
        builder.employees = employees;
        builder.annualRevenue = annualRevenue;
        builder.dealSize = dealSize;
        builder.currency = currency;
        builder.annualRevenueLocal = annualRevenueLocal;
        builder.dealSizeLocal = dealSizeLocal;
        builder.score = score;
        builder.existingCustomer = existingCustomer;
        builder.currentOwner = currentOwner;
        builder.tags.addAll(tags);
        builder.attributes.putAll(attributes);
        builder.numbers.putAll(numbers);
        return builder;
    }

    /** Collects the values of an account; for one thread. */
    public static final class Builder {
        private @Nullable String source;
        private @Nullable String externalId;
        private @Nullable String name;
        private @Nullable String nameKey;
        private @Nullable String company;
        private @Nullable String parentCompany;
        private @Nullable String domain;
        private boolean freeMail;
        private @Nullable String email;
        private @Nullable String person;
        private @Nullable String phone;
        private @Nullable String title;
        private @Nullable String phoneCountry;
        private @Nullable String country;
        private @Nullable String region;
        private @Nullable String place;
        private @Nullable String city;
        private @Nullable String postalCode;
        private @Nullable String postalArea;
        private @Nullable String postalDistrict;
        private @Nullable BigDecimal latitude;
        private @Nullable BigDecimal longitude;
        private @Nullable String industry;
        private @Nullable String sector;
        private @Nullable String segment;
        private @Nullable String product;
        private @Nullable String leadSource;
        private @Nullable String language;
        private @Nullable String partner;
        private @Nullable Integer employees;
        private @Nullable BigDecimal annualRevenue;
        private @Nullable BigDecimal dealSize;
        private @Nullable String currency;
        private @Nullable BigDecimal annualRevenueLocal;
        private @Nullable BigDecimal dealSizeLocal;
        private @Nullable BigDecimal score;
        private boolean existingCustomer;
        private @Nullable String currentOwner;
        private final Set<String> tags = new LinkedHashSet<>();
        private final Map<String, String> attributes = new LinkedHashMap<>();
        private final Map<String, BigDecimal> numbers = new LinkedHashMap<>();

        private Builder() {}

        public Builder source(@Nullable String value) {
            source = value;
            return this;
        }

        public Builder externalId(@Nullable String value) {
            externalId = value;
            return this;
        }

        public Builder name(@Nullable String value) {
            name = value;
            return this;
        }

        public Builder nameKey(@Nullable String value) {
            nameKey = value;
            return this;
        }

        public Builder company(@Nullable String value) {
            company = value;
            return this;
        }

        public Builder parentCompany(@Nullable String value) {
            parentCompany = value;
            return this;
        }

        public Builder domain(@Nullable String value) {
            domain = value;
            return this;
        }

        public Builder freeMail(boolean value) {
            freeMail = value;
            return this;
        }

        public Builder email(@Nullable String value) {
            email = value;
            return this;
        }

        public Builder person(@Nullable String value) {
            person = value;
            return this;
        }

        public Builder phone(@Nullable String value) {
            phone = value;
            return this;
        }

        public Builder title(@Nullable String value) {
            title = value;
            return this;
        }

        public Builder phoneCountry(@Nullable String value) {
            phoneCountry = value;
            return this;
        }

        public Builder country(@Nullable String value) {
            country = value;
            return this;
        }

        public Builder region(@Nullable String value) {
            region = value;
            return this;
        }

        public Builder place(@Nullable String value) {
            place = value;
            return this;
        }

        public Builder city(@Nullable String value) {
            city = value;
            return this;
        }

        public Builder postalCode(@Nullable String value) {
            postalCode = value;
            return this;
        }

        public Builder postalArea(@Nullable String value) {
            postalArea = value;
            return this;
        }

        public Builder postalDistrict(@Nullable String value) {
            postalDistrict = value;
            return this;
        }

        public Builder latitude(@Nullable BigDecimal value) {
            latitude = value;
            return this;
        }

        public Builder longitude(@Nullable BigDecimal value) {
            longitude = value;
            return this;
        }

        public Builder industry(@Nullable String value) {
            industry = value;
            return this;
        }

        public Builder sector(@Nullable String value) {
            sector = value;
            return this;
        }

        public Builder segment(@Nullable String value) {
            segment = value;
            return this;
        }

        public Builder product(@Nullable String value) {
            product = value;
            return this;
        }

        public Builder leadSource(@Nullable String value) {
            leadSource = value;
            return this;
        }

        public Builder language(@Nullable String value) {
            language = value;
            return this;
        }

        public Builder partner(@Nullable String value) {
            partner = value;
            return this;
        }

        public Builder employees(@Nullable Integer value) {
            employees = value;
            return this;
        }

        public Builder annualRevenue(@Nullable BigDecimal value) {
            annualRevenue = value;
            return this;
        }

        public Builder dealSize(@Nullable BigDecimal value) {
            dealSize = value;
            return this;
        }

        public Builder currency(@Nullable String value) {
            currency = value;
            return this;
        }

        public Builder annualRevenueLocal(@Nullable BigDecimal value) {
            annualRevenueLocal = value;
            return this;
        }

        public Builder dealSizeLocal(@Nullable BigDecimal value) {
            dealSizeLocal = value;
            return this;
        }

        public Builder score(@Nullable BigDecimal value) {
            score = value;
            return this;
        }

        public Builder existingCustomer(boolean value) {
            existingCustomer = value;
            return this;
        }

        public Builder currentOwner(@Nullable String value) {
            currentOwner = value;
            return this;
        }

        public Builder tag(String tag) {
            tags.add(tag);
            return this;
        }

        public Builder tags(Collection<String> values) {
            tags.addAll(values);
            return this;
        }

        public Builder attributes(Map<String, String> values) {
            attributes.putAll(values);
            return this;
        }

        public Builder attribute(String key, String value) {
            attributes.put(key, value);
            return this;
        }

        public Builder numbers(Map<String, BigDecimal> values) {
            numbers.putAll(values);
            return this;
        }

        public Builder number(String key, BigDecimal value) {
            numbers.put(key, value);
            return this;
        }

        public Account build() {
            return new Account(
                    source,
                    externalId,
                    name,
                    nameKey,
                    company,
                    parentCompany,
                    domain,
                    freeMail,
                    email,
                    person,
                    phone,
                    title,
                    phoneCountry,
                    country,
                    region,
                    place,
                    city,
                    postalCode,
                    postalArea,
                    postalDistrict,
                    latitude,
                    longitude,
                    industry,
                    sector,
                    segment,
                    product,
                    leadSource,
                    language,
                    partner,
                    employees,
                    annualRevenue,
                    dealSize,
                    currency,
                    annualRevenueLocal,
                    dealSizeLocal,
                    score,
                    existingCustomer,
                    currentOwner,
                    tags,
                    attributes,
                    numbers);
        }
    }
}
