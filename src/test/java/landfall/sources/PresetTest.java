package landfall.sources;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Bodies as the vendors document them, with other data; each test names the document that it follows. */
class PresetTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static SourceMap map(String preset) {
        Source source = Sources.of(Map.of("s", new SourceSettings(List.of(), preset, null, Map.of())))
                .named("s");
        return java.util.Objects.requireNonNull(
                java.util.Objects.requireNonNull(source).map());
    }

    private static void reads(String preset, String body, String fields) throws Exception {
        SourceMap.Mapped mapped = map(preset).read(JSON.readTree(body));
        JsonNode expected = JSON.readTree(fields);
        assertThat((JsonNode) mapped.fields()).isEqualTo(expected);
        assertThat(mapped.warnings()).isEmpty();
    }

    /** Marketo Engage developer guide, "Webhooks" (payload template), names by "Standard Fields": friendly labels. */
    @Test
    void marketoTemplateNamedAsItsTokens() throws Exception {
        reads(
                "marketo",
                """
                {"Id": "90017", "Email Address": "kari@nordlys.example", "First Name": "Kari", "Last Name": "Nordmann",
                 "Company Name": "Nordlys AS", "Country": "Norway", "State": "", "Billing State": "Oslo", "Industry": "Energy",
                 "Num Employees": "310", "Annual Revenue": "52000000", "Lead Source": "Webinar", "Lead Score": "41"}
                """,
                """
                {"externalId": "90017", "email": "kari@nordlys.example", "person": "Kari Nordmann", "name": "Nordlys AS",
                 "country": "Norway", "region": "Oslo", "industry": "Energy", "employees": "310",
                 "annualRevenue": "52000000", "leadSource": "Webinar", "score": "41"}
                """);
    }

    /** The same, "Standard Fields": REST API names; {@code company} is the company's name. */
    @Test
    void marketoTemplateNamedAsItsRestApi() throws Exception {
        reads(
                "marketo",
                """
                {"id": 90018, "email": "lin@hagoromo.example", "firstName": "Lin", "company": "Hagoromo KK", "country": "JP",
                 "state": "Osaka", "city": "Sakai", "postalCode": "590-0001", "industry": "Chemicals",
                 "numberOfEmployees": 75, "leadScore": 12, "website": "www.hagoromo.example", "title": "CTO",
                 "phone": "06-1234-5678", "test": true}
                """,
                """
                {"test": true, "externalId": 90018, "name": "Hagoromo KK", "website": "www.hagoromo.example",
                 "email": "lin@hagoromo.example", "person": "Lin", "phone": "06-1234-5678", "title": "CTO", "country": "JP",
                 "region": "Osaka", "city": "Sakai", "postalCode": "590-0001", "industry": "Chemicals", "employees": 75,
                 "score": 12}
                """);
    }

    /** HubSpot, "Using webhooks in workflows": as its contacts API v1 shows a contact, "Get a contact by vid". */
    @Test
    void hubspotWorkflowOfContacts() throws Exception {
        reads(
                "hubspot-workflow",
                """
                {"vid": 7712, "canonical-vid": 7712, "merged-vids": [], "portal-id": 4471, "is-contact": true,
                 "properties": {
                   "firstname": {"value": "Marta", "versions": [{"value": "Marta", "source-type": "FORM", "timestamp": 1790000000000, "selected": false}]},
                   "lastname": {"value": "Reis", "versions": []},
                   "email": {"value": "marta@tejo.example", "versions": []},
                   "company": {"value": "Tejo Lda", "versions": []},
                   "country": {"value": "", "versions": []},
                   "hubspot_owner_id": {"value": "551", "versions": []}},
                 "form-submissions": [], "identity-profiles": [],
                 "associated-company": {"company-id": 90210, "portal-id": 4471,
                   "properties": {"name": {"value": "Tejo Logistica"}, "domain": {"value": "tejo.example"},
                                  "country": {"value": "Portugal"}, "numberofemployees": {"value": "240"}}}}
                """,
                """
                {"externalId": 7712, "company": 90210, "name": "Tejo Logistica", "domain": "tejo.example",
                 "email": "marta@tejo.example", "person": "Marta Reis", "country": "Portugal", "employees": "240",
                 "currentOwner": "551"}
                """);
    }

    /** The same, as its companies API v2 shows a company, "Get a company by ID". */
    @Test
    void hubspotWorkflowOfCompanies() throws Exception {
        reads(
                "hubspot-workflow",
                """
                {"portalId": 4471, "companyId": 90210, "isDeleted": false,
                 "properties": {
                   "name": {"value": "Tejo Logistica", "timestamp": 1790000000000, "source": "API", "sourceId": null,
                            "versions": [{"name": "name", "value": "Tejo Logistica", "timestamp": 1790000000000, "source": "API", "sourceVid": []}]},
                   "state": {"value": "", "timestamp": 1790000000000, "source": "API", "sourceId": null, "versions": []},
                   "hs_country_code": {"value": "PT", "timestamp": 1790000000000, "source": "API", "sourceId": null, "versions": []},
                   "annualrevenue": {"value": "18500000", "timestamp": 1790000000000, "source": "API", "sourceId": null, "versions": []}}}
                """,
                """
                {"externalId": 90210, "company": 90210, "name": "Tejo Logistica", "country": "PT", "annualRevenue": "18500000"}
                """);
    }

    /** HubSpot, "CRM API, companies": properties without history are plain. */
    @Test
    void hubspotWorkflowOfPlainProperties() throws Exception {
        reads(
                "hubspot-workflow",
                """
                {"objectId": 90211, "properties": {"name": "Douro Vinhos", "domain": "douro.example", "zip": "4050-001"}}
                """,
                """
                {"externalId": 90211, "name": "Douro Vinhos", "domain": "douro.example", "postalCode": "4050-001"}
                """);
    }

    /** HubSpot, "Webhooks API": a list of events; eventId may not be unique, attemptNumber is not of the event. */
    @Test
    void hubspotAppTellsOneProperty() throws Exception {
        SourceMap map = map("hubspot-app");
        String event =
                """
                {"objectId": 90210, "propertyName": "country", "propertyValue": "Spain", "changeSource": "CRM_UI",
                 "eventId": 3816279340, "subscriptionId": 25, "portalId": 4471, "appId": 1160452,
                 "occurredAt": 1790000000000, "subscriptionType": "company.propertyChange", "attemptNumber": %d}
                """;

        SourceMap.Mapped first = map.read(JSON.readTree(event.formatted(0)));

        assertThat(map.each().map(Object::toString)).contains("");
        assertThat(map.tellsChanges()).isTrue();
        assertThat((JsonNode) first.fields())
                .isEqualTo(
                        JSON.readTree(
                                """
                        {"idempotencyKey": "4471 25 90210 3816279340 1790000000000", "externalId": 90210, "country": "Spain"}
                        """));
        assertThat((JsonNode) map.read(JSON.readTree(event.formatted(3))).fields())
                .isEqualTo(first.fields());
    }

    /** Salesforce, "Object Reference": Account, serialized with its attributes. */
    @Test
    void salesforceAccount() throws Exception {
        reads(
                "salesforce",
                """
                {"attributes": {"type": "Account", "url": "/services/data/v62.0/sobjects/Account/001gK00000ABCDEQA5"},
                 "Id": "001gK00000ABCDEQA5", "Name": "Polder Pumps BV", "BillingCountry": "Netherlands",
                 "BillingState": null, "BillingCity": "Delft", "BillingPostalCode": "2611 AB", "Industry": "Manufacturing",
                 "NumberOfEmployees": 180, "AnnualRevenue": 24000000, "CurrencyIsoCode": "EUR", "Website": "polder.example",
                 "OwnerId": "005gK00000XYZABQA1"}
                """,
                """
                {"externalId": "001gK00000ABCDEQA5", "name": "Polder Pumps BV", "website": "polder.example",
                 "country": "Netherlands", "city": "Delft", "postalCode": "2611 AB", "industry": "Manufacturing",
                 "employees": 180, "annualRevenue": 24000000, "currency": "EUR", "currentOwner": "005gK00000XYZABQA1"}
                """);
    }

    /** The same: Lead, and a record with its Account below it, as a query of relationships gives it. */
    @Test
    void salesforceLeadAndRecordWithAccount() throws Exception {
        reads(
                "salesforce",
                """
                {"Id": "00QgK000001AAAAUA4", "FirstName": "Ines", "LastName": "Prat", "Company": "Prat i Fills",
                 "Email": "ines@prat.example", "CountryCode": "ES", "StateCode": "B", "LeadSource": "Web"}
                """,
                """
                {"externalId": "00QgK000001AAAAUA4", "name": "Prat i Fills", "email": "ines@prat.example",
                 "person": "Ines Prat", "country": "ES", "region": "B", "leadSource": "Web"}
                """);
        reads(
                "salesforce",
                """
                {"Id": "006gK00000AAAAAQA4", "Name": "Prat - 40 pumps", "Amount": 90000,
                 "Account": {"Id": "001gK00000ABCDFQA5", "Name": "Prat i Fills", "BillingCountryCode": "ES"}}
                """,
                """
                {"externalId": "006gK00000AAAAAQA4", "company": "001gK00000ABCDFQA5", "name": "Prat i Fills",
                 "country": "ES", "dealSize": 90000}
                """);
    }
}
