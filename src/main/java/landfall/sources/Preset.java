package landfall.sources;

import com.fasterxml.jackson.core.JsonPointer;
import com.google.common.base.Splitter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What vendors send, by their own documentation: for each field the places where it may stand, of which the first that has a
 * value counts. {@code a + b} joins several places.
 */
final class Preset {
    /**
     * The payload of a Marketo webhook is a template that its user writes. Its members may be called as Marketo calls the fields
     * in tokens ({@code Company Name}) or in its REST API ({@code company}), or as Landfall does.
     */
    private static final Preset MARKETO = new Preset(
            "marketo",
            null,
            null,
            """
            idempotencyKey = /idempotencyKey
            test = /test
            reassign = /reassign
            match = /match
            externalId = /externalId, /id, /Id, /leadId, /Lead ID, /Marketo Unique Code
            name = /name, /companyName, /company, /Company Name, /Company
            company = /companyId
            domain = /domain
            website = /website, /Website
            email = /email, /emailAddress, /Email Address, /Email
            person = /person, /fullName, /Full Name, /firstName + /lastName, /First Name + /Last Name, /FirstName + /LastName
            phone = /phone, /phoneNumber, /Phone Number, /mobilePhone, /Mobile Phone Number, /mainPhone, /Main Phone
            title = /title, /jobTitle, /Job Title
            country = /country, /billingCountry, /Country, /Billing Country, /inferredCountry, /Inferred Country
            region = /region, /state, /billingState, /State, /Billing State, /inferredStateRegion, /Inferred State Region
            city = /city, /billingCity, /City, /Billing City, /inferredCity, /Inferred City
            postalCode = /postalCode, /billingPostalCode, /Postal Code, /Billing Postal Code
            location = /location
            industry = /industry, /Industry
            employees = /employees, /numberOfEmployees, /Num Employees, /NumberOfEmployees
            annualRevenue = /annualRevenue, /Annual Revenue, /AnnualRevenue
            dealSize = /dealSize
            currency = /currency
            score = /score, /leadScore, /Lead Score, /LeadScore
            leadSource = /leadSource, /Lead Source, /LeadSource
            product = /product
            segment = /segment
            partner = /partner
            language = /language, /preferredLanguage
            currentOwner = /currentOwner
            """);
    /**
     * The webhook of a HubSpot workflow sends the contact or the company as HubSpot's API of that object shows it: properties
     * with {@code value} (contacts v1, companies v2), or plain (v3). A contact's company is beside it.
     */
    private static final Preset HUBSPOT_WORKFLOW = new Preset(
            "hubspot-workflow",
            null,
            null,
            """
            externalId = /vid, /companyId, /objectId, /id, /properties/hs_object_id/value, /properties/hs_object_id
            company = /associated-company/company-id, /companyId, /properties/associatedcompanyid/value, /properties/associatedcompanyid
            name = /associated-company/properties/name/value, /properties/name/value, /properties/name, /properties/company/value, /properties/company
            domain = /associated-company/properties/domain/value, /properties/domain/value, /properties/domain
            website = /associated-company/properties/website/value, /properties/website/value, /properties/website
            email = /properties/email/value, /properties/email
            person = /properties/firstname/value + /properties/lastname/value, /properties/firstname + /properties/lastname
            phone = /properties/phone/value, /properties/phone, /properties/mobilephone/value, /properties/mobilephone
            title = /properties/jobtitle/value, /properties/jobtitle
            country = /associated-company/properties/hs_country_code/value, /associated-company/properties/country/value, /properties/hs_country_code/value, /properties/hs_country_code, /properties/country/value, /properties/country
            region = /associated-company/properties/state/value, /properties/state/value, /properties/state
            city = /associated-company/properties/city/value, /properties/city/value, /properties/city
            postalCode = /associated-company/properties/zip/value, /properties/zip/value, /properties/zip
            industry = /associated-company/properties/industry/value, /properties/industry/value, /properties/industry
            employees = /associated-company/properties/numberofemployees/value, /properties/numberofemployees/value, /properties/numberofemployees, /properties/numemployees/value, /properties/numemployees
            annualRevenue = /associated-company/properties/annualrevenue/value, /properties/annualrevenue/value, /properties/annualrevenue
            currency = /associated-company/properties/hs_annual_revenue_currency_code/value, /properties/hs_annual_revenue_currency_code/value, /properties/hs_annual_revenue_currency_code
            score = /properties/hubspotscore/value, /properties/hubspotscore
            leadSource = /properties/hs_analytics_source/value, /properties/hs_analytics_source
            language = /properties/hs_language/value, /properties/hs_language
            currentOwner = /properties/hubspot_owner_id/value, /properties/hubspot_owner_id
            """);
    /**
     * A HubSpot app's webhook sends a list of events, each with one property of one object. Neither {@code eventId} nor any other
     * member alone names an event for sure; {@code attemptNumber} differs between two deliveries of one event.
     */
    private static final Preset HUBSPOT_APP = new Preset(
            "hubspot-app",
            "",
            new NamedProperty(JsonPointer.compile("/propertyName"), JsonPointer.compile("/propertyValue")),
            """
            idempotencyKey = /portalId + /subscriptionId + /objectId + /eventId + /occurredAt
            externalId = /objectId
            name = /properties/name, /properties/company
            domain = /properties/domain
            website = /properties/website
            email = /properties/email
            phone = /properties/phone
            title = /properties/jobtitle
            country = /properties/country, /properties/hs_country_code
            region = /properties/state
            city = /properties/city
            postalCode = /properties/zip
            industry = /properties/industry
            employees = /properties/numberofemployees, /properties/numemployees
            annualRevenue = /properties/annualrevenue
            currency = /properties/hs_annual_revenue_currency_code
            score = /properties/hubspotscore
            leadSource = /properties/hs_analytics_source
            language = /properties/hs_language
            """);
    /**
     * A record as Salesforce serializes it, or as a flow's HTTP callout is given it: an Account, a Lead, or a record with its
     * Account below it.
     */
    private static final Preset SALESFORCE = new Preset(
            "salesforce",
            null,
            null,
            """
            idempotencyKey = /idempotencyKey
            test = /test
            reassign = /reassign
            match = /match
            externalId = /externalId, /Id, /id
            company = /AccountId, /Account/Id, /AccountNumber, /Account/AccountNumber
            name = /Account/Name, /Company, /Name
            duns = /DunsNumber, /Account/DunsNumber, /CompanyDunsNumber
            website = /Website, /Account/Website
            email = /Email, /PersonEmail
            person = /FirstName + /LastName
            phone = /Phone, /Account/Phone, /MobilePhone
            title = /Title
            country = /BillingCountryCode, /BillingCountry, /CountryCode, /Country, /Account/BillingCountryCode, /Account/BillingCountry, /MailingCountryCode, /MailingCountry
            region = /BillingStateCode, /BillingState, /StateCode, /State, /Account/BillingStateCode, /Account/BillingState, /MailingStateCode, /MailingState
            city = /BillingCity, /City, /Account/BillingCity, /MailingCity
            postalCode = /BillingPostalCode, /PostalCode, /Account/BillingPostalCode, /MailingPostalCode
            industry = /Industry, /Account/Industry
            employees = /NumberOfEmployees, /Account/NumberOfEmployees
            annualRevenue = /AnnualRevenue, /Account/AnnualRevenue
            dealSize = /Amount
            currency = /CurrencyIsoCode, /Account/CurrencyIsoCode
            leadSource = /LeadSource, /AccountSource, /Account/AccountSource
            currentOwner = /OwnerId
            """);

    private static final List<Preset> ALL = List.of(MARKETO, HUBSPOT_WORKFLOW, HUBSPOT_APP, SALESFORCE);

    private final String word;
    private final @Nullable JsonPointer each;
    private final @Nullable NamedProperty property;
    private final Map<String, FieldPlace> places;

    private Preset(String word, @Nullable String each, @Nullable NamedProperty property, String table) {
        this.word = word;
        this.each = each == null ? null : JsonPointer.compile(each);
        this.property = property;
        Map<String, FieldPlace> read = new LinkedHashMap<>();
        table.lines().forEach(line -> {
            int equals = line.indexOf(" = ");
            read.put(line.substring(0, equals), place(line.substring(equals + 3)));
        });
        this.places = read;
    }

    private static FieldPlace place(String text) {
        List<String> parts = Splitter.on(", ").splitToList(text);
        List<FieldPlace> places = parts.stream()
                .<FieldPlace>map(part -> part.contains(" + ")
                        ? new FieldPlace.Join(
                                Splitter.on(" + ")
                                        .splitToStream(part)
                                        .map(JsonPointer::compile)
                                        .toList(),
                                " ")
                        : new FieldPlace.At(JsonPointer.compile(part), parts.contains(part + "/value")))
                .toList();
        return places.size() == 1 ? places.get(0) : new FieldPlace.AnyOf(places);
    }

    Map<String, FieldPlace> places() {
        return places;
    }

    @Nullable
    JsonPointer each() {
        return each;
    }

    @Nullable
    NamedProperty property() {
        return property;
    }

    /** By what config.yml asks for them. */
    static List<String> words() {
        return ALL.stream().map(preset -> preset.word).toList();
    }

    static Optional<Preset> find(String word) {
        return ALL.stream().filter(preset -> preset.word.equals(word.strip())).findFirst();
    }
}
