package landfall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dropwizard.configuration.ConfigurationException;
import io.dropwizard.configuration.ConfigurationSourceProvider;
import io.dropwizard.configuration.DefaultConfigurationFactoryFactory;
import io.dropwizard.configuration.EnvironmentVariableSubstitutor;
import io.dropwizard.configuration.FileConfigurationSourceProvider;
import io.dropwizard.configuration.SubstitutingSourceProvider;
import io.dropwizard.jackson.Jackson;
import io.dropwizard.jersey.validation.Validators;
import io.dropwizard.jetty.HttpConnectorFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import landfall.http.LandfallServerFactory;
import landfall.http.Limits;
import org.junit.jupiter.api.Test;

/** config.yml: each setting alone keeps the defaults of all others, and a typo is told. */
class LandfallConfigurationTest {

    private static final ConfigurationSourceProvider FILES = new SubstitutingSourceProvider(
            new FileConfigurationSourceProvider(), new EnvironmentVariableSubstitutor(true));

    @Test
    void theFileShowsTheDefaults() throws Exception {
        LandfallConfiguration file = read(FILES, "config.yml");

        assertThat(file)
                .usingRecursiveComparison()
                .ignoringFields("logging", "server", "metrics", "admin")
                .isEqualTo(new LandfallConfiguration());
        assertThat(addresses(file.server())).isEqualTo(addresses(new LandfallServerFactory()));
        assertThat(file.server().getMaxThreads()).isEqualTo(new LandfallServerFactory().getMaxThreads());
    }

    @Test
    void everyDefaultIsInPlace() throws Exception {
        LandfallConfiguration nothing = read("{}");

        assertThat(nothing.database().getUrl()).isEqualTo("jdbc:h2:file:./data/landfall");
        assertThat(nothing.rulesFolder()).isEqualTo(Path.of("rules"));
        assertThat(nothing.zone()).isEqualTo(ZoneId.of("UTC"));
        assertThat(nothing.baseCurrency()).isEqualTo(Currency.getInstance("USD"));
        assertThat(nothing.repeatWindow()).isEqualTo(Duration.ofHours(24));
        assertThat(nothing.limits()).isEqualTo(Limits.DEFAULTS);
        assertThat(nothing.sources().admittedFields("marketo")).isEmpty();
        assertThat(nothing.parentCompanyCounts()).isFalse();
        assertThat(addresses(nothing.server())).containsExactly("127.0.0.1:8080", "127.0.0.1:8081");
    }

    @Test
    void aSettingLeavesItsNeighboursAlone() throws Exception {
        LandfallConfiguration some = read(
                """
                server: {maxThreads: 32}
                database: {user: someone}
                limits: {depth: 8}
                zone: Asia/Tokyo
                baseCurrency: JPY
                repeatWindow: 2d
                sources: {marketo: [campaign, leadScore], crm: {preset: salesforce, fields: [tier]}}
                ignoreInFingerprint: [lastTouched]
                parentCompanyCounts: true
                audit: {checkpoints: {file: kept/checkpoint.txt}}
                """);

        assertThat(some.server().getMaxThreads()).isEqualTo(32);
        assertThat(addresses(some.server())).containsExactly("127.0.0.1:8080", "127.0.0.1:8081");
        assertThat(some.database().getUser()).isEqualTo("someone");
        assertThat(some.database().getUrl()).isEqualTo("jdbc:h2:file:./data/landfall");
        assertThat(some.limits().depth()).isEqualTo(8);
        assertThat(some.limits().body()).isEqualTo(Limits.DEFAULTS.body());
        assertThat(some.zone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
        assertThat(some.baseCurrency().getCurrencyCode()).isEqualTo("JPY");
        assertThat(some.repeatWindow()).isEqualTo(Duration.ofDays(2));
        assertThat(some.sources().admittedFields("marketo")).containsExactlyInAnyOrder("campaign", "leadScore");
        assertThat(some.sources().admittedFields("hubspot")).isEmpty();
        assertThat(some.sources().admittedFields("crm")).containsExactly("tier");
        assertThat(some.sources().named("crm").map()).isNotNull();
        assertThat(some.ignoreInFingerprint()).containsExactly("lastTouched");
        assertThat(some.parentCompanyCounts()).isTrue();
        assertThat(some.checkpoints().file()).isEqualTo(Path.of("kept/checkpoint.txt"));
        assertThat(some.checkpoints().url()).isNull();
    }

    @Test
    void aTypoIsTold() {
        assertThatThrownBy(() -> read("zoen: UTC"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("zoen")
                .hasMessageContaining("- zone");
        assertThatThrownBy(() -> read("limits: {dept: 3}"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("dept");
        assertThatThrownBy(() -> read("server: {applicationConnectors: [{type: http, bindhost: 127.0.0.1}]}"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("bindHost");
    }

    @Test
    void aSourceThatCantBeReadIsTold() {
        assertThatThrownBy(
                        () -> read(
                                "sources: {shop: {preset: marketo, map: {contry: /country, region: address}}, crm: {fields: [a]}}"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("sources.shop.map.contry there is no field \"contry\"; did you mean \"country\"?")
                .hasMessageContaining("sources.shop.map.region a JSON pointer begins with a slash: \"/address\"");
        assertThatThrownBy(() -> read("sources: {shop: {mpa: {country: /country}}}"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("mpa")
                .hasMessageContaining("- map");
    }

    @Test
    void aValueThatCantBeIsTold() {
        for (String line : List.of(
                "zone: Mars/Olympus",
                "baseCurrency: XBT",
                "repeatWindow: soon",
                "repeatWindow: -1h",
                "limits: {depth: 0}",
                "limits: {body: 1B}",
                "limits: {batch: 0}",
                "rules: {folder: null}x",
                "database: {url: null}",
                "audit: {checkpoints: {url: kept}}",
                "audit: {checkpoints: null}",
                "zone: null")) {
            assertThatThrownBy(() -> read(line)).as(line).isInstanceOf(ConfigurationException.class);
        }
    }

    private static List<String> addresses(LandfallServerFactory server) {
        return java.util.stream.Stream.concat(
                        server.getApplicationConnectors().stream(), server.getAdminConnectors().stream())
                .map(HttpConnectorFactory.class::cast)
                .map(connector -> connector.getBindHost() + ":" + connector.getPort())
                .toList();
    }

    private static LandfallConfiguration read(String yaml) throws IOException, ConfigurationException {
        return read(path -> new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), "test.yml");
    }

    private static LandfallConfiguration read(ConfigurationSourceProvider source, String path)
            throws IOException, ConfigurationException {
        return new DefaultConfigurationFactoryFactory<LandfallConfiguration>()
                .create(LandfallConfiguration.class, Validators.newValidator(), Jackson.newObjectMapper(), "dw")
                .build(source, path);
    }
}
