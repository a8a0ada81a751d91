package landfall.book;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the columns of a vendor's export of accounts are called, and what we call them. Names of fields as its data export has
 * them, and labels as its reports and views have them; case, blanks and punctuation don't count.
 */
enum Preset {
    /** Fields and labels of the object Account, by Salesforce's Object Reference and Field Reference. */
    SALESFORCE(
            """
            Id, Account ID, 18 Digit Account ID = externalId
            Name, Account Name = name
            OwnerId, Owner ID, Account Owner ID, Account Owner, Owner, Owner Full Name = owner
            Account Owner: Email, Account Owner Email = owner
            Territory = territory
            DunsNumber, D-U-N-S Number = duns
            Website = website
            Phone, Account Phone = phone
            Industry = industry
            AnnualRevenue, Annual Revenue = annualRevenue
            CurrencyIsoCode, Account Currency, Annual Revenue Currency = currency
            NumberOfEmployees, Employees = employees
            BillingCountryCode, Billing Country Code, BillingCountry, Billing Country = country
            BillingStateCode, Billing State/Province Code, BillingState, Billing State/Province = region
            BillingCity, Billing City = city
            BillingPostalCode, Billing Zip/Postal Code = postalCode
            BillingLatitude, Billing Latitude = latitude
            BillingLongitude, Billing Longitude = longitude
            AccountSource, Account Source = leadSource
            """),
    /** Default properties of companies, by HubSpot's list of them: internal names and labels. */
    HUBSPOT(
            """
            hs_object_id, Record ID, Record ID - Company = externalId
            name, Company name = name
            hubspot_owner_id, Company owner, HubSpot owner, Company owner email = owner
            hubspot_owner_assigneddate, Owner assigned date = since
            domain, Company Domain Name = domain
            website, Website URL = website
            phone, Phone Number = phone
            industry, Industry = industry
            annualrevenue, Annual Revenue = annualRevenue
            hs_annual_revenue_currency_code, Annual Revenue Currency = currency
            numberofemployees, Number of Employees = employees
            country, Country/Region = country
            state, State/Region = region
            city, City = city
            zip, Postal Code = postalCode
            hs_country_code, Country/Region Code = country
            hs_state_code, State/Region Code = region
            hs_analytics_source, Original Source Type, Original Traffic Source = leadSource
            """);

    private final ImmutableMap<String, String> fields;

    Preset(String table) {
        Map<String, String> read = new HashMap<>();
        table.lines().forEach(line -> {
            List<String> sides = Splitter.on(" = ").splitToList(line);
            Splitter.on(", ").split(sides.get(0)).forEach(column -> read.put(folded(column), sides.get(1)));
        });
        fields = ImmutableMap.copyOf(read);
    }

    /** Which account's source it is where the rows say none; and by what it is asked for. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The field that a column of it becomes; null for one that it doesn't know. */
    @Nullable
    String field(String column) {
        return fields.get(folded(column));
    }

    static Optional<Preset> find(String word) {
        for (Preset preset : values()) {
            if (preset.word().equals(word.strip().toLowerCase(Locale.ROOT))) {
                return Optional.of(preset);
            }
        }
        return Optional.empty();
    }

    private static String folded(String column) {
        return column.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
    }
}
