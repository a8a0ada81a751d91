package landfall.ruleset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import landfall.ledger.LedgerDatabase;
import landfall.ledger.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionStoreTest {
    private static final Instant AT = Instant.parse("2026-11-24T09:30:00.123456Z");

    @TempDir
    Path folder;

    private LedgerDatabase database;
    private VersionStore store;

    /** The same database at each call of one test. */
    String url() {
        return "jdbc:h2:file:" + folder.resolve("landfall");
    }

    @BeforeEach
    void open() {
        database = TestDatabase.open(url());
        store = new VersionStore(database.jdbi(), database::durably);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static PublishedFiles files(String version, String text, String message) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new PublishedFiles(version, Map.of("emea.drl", bytes, "lists/named.csv", bytes), AT, "mai", message);
    }

    private static Activation activation(String version, String by, String reason) {
        return new Activation(version, "r1", AT, by, reason, Activation.Kind.EMERGENCY, "CHG-7", false, true);
    }

    @Test
    void aVersionComesBackAsItWasPublished() {
        PublishedFiles published = files("7f3c", "rule \"a\" …\n".repeat(200_000), "first");
        assertThat(store.insertRuleSet(published)).isTrue();
        close();
        open();
        PublishedFiles found = store.findRuleSet("7f3c").orElseThrow();
        assertThat(found.files()).containsOnlyKeys("emea.drl", "lists/named.csv");
        assertThat(found.files().get("emea.drl")).isEqualTo(published.files().get("emea.drl"));
        assertThat(found.files().get("lists/named.csv"))
                .isEqualTo(published.files().get("lists/named.csv"));
        assertThat(found).usingRecursiveComparison().ignoringFields("files").isEqualTo(published);
        assertThat(store.findRuleSet("0000")).isEmpty();
        assertThat(store.findRoster("7f3c")).isEmpty();
    }

    @Test
    void theSameVersionAgainChangesNothing() {
        store.insertRoster(files("7f3c", "id,name\n", "first"));
        assertThat(store.insertRoster(files("7f3c", "id,name\n", "second"))).isFalse();
        assertThat(store.listRosters()).containsExactly(new Publication("7f3c", AT, "mai", "first"));
        assertThat(store.listRuleSets()).isEmpty();
    }

    @Test
    void theLastActivationIsActive() {
        assertThat(store.active()).isEmpty();
        store.insertRoster(files("r1", "id,name\n", ""));
        store.insertRuleSet(files("v1", "rule", ""));
        store.insertRuleSet(files("v2", "rule", ""));
        Activation first = activation("v1", "mai", "first");
        Activation second = activation("v2", "mai", "split of the south");
        Activation back = activation("v1", "tom", "rolled back");
        store.activate(first);
        store.activate(second);
        assertThat(store.active()).contains(second);
        store.activate(back);
        assertThat(store.active()).contains(back);
        assertThat(store.listActivations(10)).containsExactly(back, second, first);
    }

    @Test
    void whatWasNeverPublishedCantBeActivated() {
        assertThatThrownBy(() -> store.activate(activation("v1", "mai", "")))
                .hasMessageMatching("(?is).*activation_r(ule_set|oster).*");
        assertThat(store.active()).isEmpty();
    }
}
