package landfall.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import landfall.http.ApiException;
import landfall.http.Caller;
import landfall.http.ErrorCode;
import landfall.http.ProblemIssue;
import landfall.http.Role;
import landfall.ledger.LedgerDatabase;
import landfall.ledger.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {

    @TempDir
    Path folder;

    private LedgerDatabase database;
    private Instant now = Instant.parse("2026-11-24T09:30:00Z");
    private Keys keys;

    /** The same database at each call of one test. */
    String url() {
        return "jdbc:h2:file:" + folder.resolve("landfall");
    }

    @BeforeEach
    void open() {
        database = TestDatabase.open(url());
        keys = another();
    }

    @AfterEach
    void close() {
        database.close();
    }

    /** Of another node. */
    private Keys another() {
        return new Keys(database.jdbi(), database::durably, () -> now, ZoneId.of("Asia/Tokyo"), RateLimit.DEFAULTS);
    }

    private static KeyBody body(String name, String kind, String... roles) {
        return new KeyBody(name, kind, Arrays.asList(roles), null, null, null);
    }

    private String make(KeyBody body) {
        return keys.create(body, "carol", Set.of()).text();
    }

    private static ApiException refusal(Runnable call) {
        return catchThrowableOfType(ApiException.class, call::run);
    }

    private static List<@Nullable String> places(ApiException refusal) {
        return refusal.issues().stream().map(ProblemIssue::place).toList();
    }

    @Test
    void aKeyLetsItsHolderInWithItsRoles() {
        assertThat(keys.isConfigured()).isFalse();
        make(body("carol", "person", "admin"));
        String text =
                make(new KeyBody("tom", "person", List.of("manage", "audit"), List.of("west", "east"), null, null));

        assertThat(keys.isConfigured()).isTrue();
        assertThat(keys.admit(text))
                .isEqualTo(
                        new Caller("tom", Caller.Kind.PERSON, Set.of(Role.MANAGE, Role.AUDIT), Set.of("west", "east")));
        close();
        open();
        assertThat(keys.isConfigured()).isTrue();
        assertThat(keys.admit(text).name()).isEqualTo("tom");
    }

    @Test
    void theDatabaseHasNoKey() {
        String text = make(body("carol", "person", "admin"));
        String all = database.jdbi().withHandle(handle -> handle.createQuery("SELECT * FROM api_key")
                .mapToMap()
                .list()
                .toString());
        byte[] hash = database.jdbi().withHandle(handle -> handle.createQuery("SELECT hash FROM api_key")
                .mapTo(byte[].class)
                .one());

        assertThat(all).doesNotContain(text.substring(14));
        assertThat(new String(hash, StandardCharsets.ISO_8859_1)).doesNotContain(text.substring(14, 30));
        assertThat(hash).hasSize(32);
    }

    @Test
    void whatIsNoKeyIsToldFromOneThatIsUnknown() {
        make(body("carol", "person", "admin"));

        assertThat(refusal(() -> keys.admit("secret")).detail()).contains("mistyped");
        assertThat(refusal(() -> keys.admit(KeyText.fresh().text())).detail()).contains("no such key");
    }

    @Test
    void anotherSecretUnderAKnownIdIsUnknown() {
        String text = make(body("carol", "person", "admin"));
        HeldKey held = HeldKey.of(
                new StoredKey(
                        keys.list().get(0), KeyText.parse(text).orElseThrow().hash()),
                RateLimit.DEFAULTS,
                () -> now);

        assertThat(held.admit(KeyText.parse(text).orElseThrow(), now).name()).isEqualTo("carol");
        assertThat(refusal(() -> held.admit(new KeyText(keys.list().get(0).id(), "lf_other"), now))
                        .code())
                .isEqualTo(ErrorCode.API_KEY_INVALID);
    }

    @Test
    void aRevokedKeyIsRefusedAtOnceAndElsewhereWhenItLooks() {
        make(body("carol", "person", "admin"));
        String text = make(body("marketo", "system", "route"));
        Keys other = another();
        other.admit(text);

        ApiKey revoked = keys.revoke("marketo", "carol");

        assertThat(revoked.revokedBy()).isEqualTo("carol");
        assertThat(refusal(() -> keys.admit(text)).detail()).contains("revoked");
        other.refresh();
        assertThat(refusal(() -> other.admit(text)).detail()).contains("revoked");
        assertThat(keys.revoke(revoked.id(), "tom").revokedBy()).isEqualTo("carol");
    }

    @Test
    void aKeyIsValidThroughItsLastDay() {
        make(body("carol", "person", "admin"));
        String text = make(new KeyBody("marketo", "system", List.of("route"), null, null, "2026-11-30"));

        now = Instant.parse("2026-11-30T14:59:59Z");
        assertThat(keys.admit(text).name()).isEqualTo("marketo");
        now = Instant.parse("2026-11-30T15:00:00Z");
        assertThat(refusal(() -> keys.admit(text)).detail()).contains("expired at 2026-11-30T15:00:00Z");
    }

    @Test
    void theFirstKeyMustHoldAdmin() {
        ApiException refusal = refusal(() -> make(body("marketo", "system", "route")));

        assertThat(places(refusal)).containsExactly("/roles");
        assertThat(refusal.issues().get(0).message()).contains("first key must hold admin");
        assertThat(keys.isConfigured()).isFalse();
    }

    @Test
    void everyFaultIsToldAtOnce() {
        make(body("carol", "person", "admin"));
        KeyBody bad = new KeyBody(" ", "robot", List.of("boss"), List.of("west"), 0, "tomorrow");

        assertThat(places(refusal(() -> make(bad))))
                .containsExactlyInAnyOrder("/name", "/kind", "/roles", "/teams", "/perSecond", "/expires");
        assertThat(places(refusal(() -> make(body("anonymous", "system", "route")))))
                .containsExactly("/name");
        assertThat(places(refusal(() -> make(new KeyBody("a", null, null, null, null, "2026-11-23")))))
                .containsExactlyInAnyOrder("/roles", "/expires");
        assertThat(keys.list()).hasSize(1);
    }

    @Test
    void onlyTeamsOfTheRosterAreTaken() {
        make(body("carol", "person", "admin"));
        KeyBody body = new KeyBody("tom", "person", List.of("manage"), List.of("weast"), null, null);

        assertThat(places(refusal(() -> keys.create(body, "carol", Set.of("west")))))
                .containsExactly("/teams");
    }

    @Test
    void whoMakesKeysDoesNotApprove() {
        assertThat(places(refusal(() -> make(body("carol", "person", "admin", "approve")))))
                .containsExactly("/roles");
        make(body("carol", "person", "admin"));
        assertThat(places(refusal(() -> make(body("ci", "system", "approve"))))).containsExactly("/roles");
        assertThat(refusal(() -> make(body("carol", "person", "approve"))).code())
                .isEqualTo(ErrorCode.KEY_NAME_TAKEN);
        assertThat(make(body("tom", "person", "edit", "approve"))).isNotEmpty();
    }

    @Test
    void aSecondKeyOfOneNameIsOfTheSameKind() {
        make(body("carol", "person", "admin"));
        String first = make(body("marketo", "system", "route"));
        assertThat(refusal(() -> make(body("marketo", "person", "route"))).code())
                .isEqualTo(ErrorCode.KEY_NAME_TAKEN);
        String second = make(body("marketo", "system", "route"));

        assertThat(refusal(() -> keys.revoke("marketo", "carol")).detail()).contains("say the id");
        keys.revoke(KeyText.parse(first).orElseThrow().id(), "carol");
        assertThat(keys.admit(second).name()).isEqualTo("marketo");
        assertThat(keys.revoke("marketo", "carol").id())
                .isEqualTo(KeyText.parse(second).orElseThrow().id());
    }

    @Test
    void theLastKeyWithAdminStays() {
        String text = make(body("carol", "person", "admin"));
        make(new KeyBody("mai", "person", List.of("admin"), null, null, "2026-11-25"));
        now = now.plus(Duration.ofDays(2));

        assertThat(refusal(() -> keys.revoke("carol", "carol")).code()).isEqualTo(ErrorCode.LAST_ADMIN_KEY);
        assertThat(keys.admit(text).name()).isEqualTo("carol");
        make(body("tom", "person", "admin"));
        keys.revoke("carol", "tom");
        assertThat(keys.isConfigured()).isTrue();
        assertThatThrownBy(() -> keys.revoke("nobody", "tom")).hasMessageContaining("no key nobody");
    }

    @Test
    void aKeyIsUsedSoOftenAndNoMore() {
        make(body("carol", "person", "admin"));
        String text = make(new KeyBody("marketo", "system", List.of("route"), null, 1, null));
        keys.admit(text);
        keys.admit(text);

        ApiException refusal = refusal(() -> keys.admit(text));

        assertThat(refusal.code()).isEqualTo(ErrorCode.RATE_LIMITED);
        assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(1));
        String other = make(body("hubspot", "system", "route"));
        assertThat(keys.admit(other).name()).isEqualTo("hubspot");
        assertThat(refusal(() -> keys.admit(text)).code()).isEqualTo(ErrorCode.RATE_LIMITED);
        now = now.plusMillis(999);
        assertThat(refusal(() -> keys.admit(text)).retryAfter()).contains(Duration.ofMillis(1));
        now = now.plusMillis(1);
        assertThat(keys.admit(text).name()).isEqualTo("marketo");
        assertThat(refusal(() -> keys.admit(text)).code()).isEqualTo(ErrorCode.RATE_LIMITED);
        now = now.plusSeconds(60);
        assertThat(allowed(text)).isEqualTo(2);
    }

    @Test
    void aKeyWithoutALimitOfItsOwnIsUsedAsOftenAsAll() {
        RateLimit limit = new RateLimit(3, 5);
        Keys limited = new Keys(database.jdbi(), database::durably, () -> now, ZoneId.of("UTC"), limit);
        String text = limited.create(body("carol", "person", "admin"), "carol", Set.of())
                .text();

        for (int calls : List.of(5, 3)) {
            for (int i = 0; i < calls; i++) {
                limited.admit(text);
            }
            assertThat(refusal(() -> limited.admit(text)).detail())
                    .isEqualTo("The key carol makes more than 3 calls a second.");
            now = now.plusSeconds(1);
        }
    }

    /** How many calls are admitted until one is refused. */
    private int allowed(String text) {
        int allowed = 0;
        while (refusal(() -> keys.admit(text)) == null) {
            allowed++;
        }
        return allowed;
    }

    @Test
    void whenAKeyWasUsedIsKnownToTheMinute() {
        String text = make(body("carol", "person", "admin"));
        assertThat(keys.list().get(0).usedAt()).isNull();
        now = now.plusSeconds(600);
        keys.admit(text);
        now = now.plusSeconds(10);
        keys.admit(text);
        keys.writeUses();

        assertThat(another().list().get(0).usedAt()).isEqualTo(Instant.parse("2026-11-24T09:40:00Z"));
        now = now.plusSeconds(600);
        keys.admit(text);
        keys.writeUses();
        assertThat(keys.list().get(0).usedAt()).isEqualTo(Instant.parse("2026-11-24T09:50:10Z"));
    }

    @Test
    void theCommandLineHasAKeyOfItsOwn() {
        Caller caller = keys.admit(keys.commandKey());

        assertThat(caller.roles()).containsExactly(Role.ADMIN);
        assertThat(caller.name()).isEqualTo("command line");
        assertThat(refusal(() -> another().admit(keys.commandKey())).code()).isEqualTo(ErrorCode.API_KEY_INVALID);
    }
}
