package landfall.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import landfall.http.ApiException;
import org.junit.jupiter.api.Test;

/** What may stand under {@code sources} in config.yml, and what is said of what may not. */
class SourcesTest {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private static Map<String, SourceSettings> settings(String yaml) throws Exception {
        return YAML.readValue(yaml, new TypeReference<Map<String, SourceSettings>>() {});
    }

    private static List<String> faults(String yaml) throws Exception {
        return Sources.check(settings(yaml)).stream()
                .map(fault -> fault.place() + ": " + fault.message())
                .toList();
    }

    private static SourceMap.Mapped read(String yaml, String body) throws Exception {
        SourceMap map = Objects.requireNonNull(
                Objects.requireNonNull(Sources.of(settings(yaml)).named("web")).map());
        return map.read(YAML.readTree(body));
    }

    @Test
    void aListIsTheFieldsOfASource() throws Exception {
        Sources sources = Sources.of(settings("{web: [campaign], \"*\": [seats]}"));

        assertThat(sources.admittedFields("web")).containsExactlyInAnyOrder("campaign", "seats");
        assertThat(sources.admittedFields("mail")).containsExactly("seats");
        assertThat(sources.admittedFields()).containsExactlyInAnyOrder("campaign", "seats");
        assertThat(Objects.requireNonNull(sources.named("web")).map()).isNull();
    }

    @Test
    void fieldsStandWhereTheMapSays() throws Exception {
        SourceMap.Mapped read = read(
                """
                web:
                  fields: [seats]
                  map:
                    externalId: /lead/id
                    name: [/company/legal name, /company/name]
                    country: /addresses/0/country
                    person: {join: [/lead/first, /lead/last]}
                    idempotencyKey: {join: [/event, /lead/id], with: "-"}
                    segment: {constant: inbound}
                    reassign: /force
                    tags: /lead/tags
                """,
                """
                {"event": 9, "lead": {"id": "L1", "first": "Ada", "last": " ", "tags": ["a", "b"]}, "force": true,
                 "company": {"legal name": "", "name": "Acme"}, "addresses": [{"country": "SE"}], "seats": 12, "other": 1}
                """);

        assertThat(read.fields().toString())
                .isEqualTo("{\"externalId\":\"L1\",\"name\":\"Acme\",\"country\":\"SE\",\"person\":\"Ada\","
                        + "\"idempotencyKey\":\"9-L1\",\"segment\":\"inbound\",\"reassign\":true,\"tags\":[\"a\",\"b\"],"
                        + "\"seats\":12}");
        assertThat(read.warnings()).isEmpty();
    }

    @Test
    void whatIsNoSingleValueIsToldAndAbsent() throws Exception {
        SourceMap.Mapped read = read(
                "{web: {map: {country: /country, region: /regions, city: /nowhere, industry: [/a, /b]}}}",
                "{\"country\": {\"value\": \"SE\"}, \"regions\": [\"AB\"], \"a\": {\"x\": 1}, \"b\": \"Steel\"}");

        assertThat(read.fields().toString()).isEqualTo("{\"industry\":\"Steel\"}");
        assertThat(read.warnings())
                .containsExactly(
                        "country: /country is an object, not a single value; its value stands at /country/value",
                        "region: /regions is a list, not a single value; its first is at /regions/0");
    }

    @Test
    void oneMapGoesOnTopOfAPreset() throws Exception {
        SourceMap.Mapped read = read(
                "{web: {preset: salesforce, map: {country: /Land__c, segment: /Account/Tier__c}}}",
                "{\"Id\": \"1\", \"BillingCountry\": \"SE\", \"Land__c\": \"NO\", \"Account\": {\"Tier__c\": \"A\"}}");

        assertThat(read.fields().toString()).isEqualTo("{\"externalId\":\"1\",\"country\":\"NO\",\"segment\":\"A\"}");
    }

    @Test
    void everyFaultIsToldWithItsPlace() throws Exception {
        assertThat(
                        faults(
                                """
                        web:
                          preset: salesfroce
                          each: events
                          map:
                            contry: /country
                            region: address.state
                            city: /a~2b
                            postal_code: /zip
                            postalCode: /zip2
                            industry: []
                            sector: {constnat: x}
                            segment: {join: /a}
                            utm: /utm
                            product: 3
                        "*":
                          map: {name: /name}
                        """))
                .containsExactly(
                        "web.preset: there is no preset \"salesfroce\"; did you mean \"salesforce\"?",
                        "web.map.contry: there is no field \"contry\"; did you mean \"country\"?",
                        "web.map.region: a JSON pointer begins with a slash: \"/address/state\", not \"address.state\"; "
                                + "what is always the same is {constant: …}",
                        "web.map.city: in a JSON pointer ~ is written ~0, and / within a name ~1: \"/a~2b\"",
                        "web.map.postalCode: this is the field postalCode, which \"postal_code\" maps already; of several "
                                + "places the first that has a value counts: postalCode: [/a, /b]",
                        "web.map.industry: this takes a pointer such as /company/name, a list of pointers, {constant: …} or "
                                + "{join: [/a, /b]}",
                        "web.map.sector: there is no \"constnat\" here; did you mean \"constant\"?",
                        "web.map.segment: it is {constant: …} or {join: [/a, /b], with: \" \"}, and one of them",
                        "web.map.utm: there is no field \"utm\"; a field of your own has to stand under "
                                + "sources.web.fields, too",
                        "web.map.product: this takes a pointer such as /company/name, a list of pointers, {constant: …} or "
                                + "{join: [/a, /b]}",
                        "web.each: a JSON pointer begins with a slash: \"/events\", not \"events\"",
                        "*: only fields can be set for every source; a map is one source's");
        assertThat(faults("{web: {each: /events}}"))
                .containsExactly("web.map: each needs a map that says where the fields of an event stand");
        assertThat(faults("{web: {preset: marketo}, app: {each: \"\", map: {externalId: /id}}}"))
                .isEmpty();
    }

    @Test
    void aSourceThatIsNotThereIsTold() throws Exception {
        Sources sources = Sources.of(settings("{marketo: {preset: marketo}}"));

        assertThat(sources.named(null)).isNull();
        assertThatThrownBy(() -> sources.named("market"))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        fault -> assertThat(fault.issues().get(0).hint()).isEqualTo("did you mean \"marketo\"?"));
    }
}
