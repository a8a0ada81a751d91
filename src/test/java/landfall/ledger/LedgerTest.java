package landfall.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LedgerTest extends AnyDatabase {
    private final Turns turns = Turns.of("emea", "amelie", "bo", "chiara");

    private Opened opened;

    @BeforeEach
    void open() {
        opened = Opened.on(url(), LedgerSettings.DEFAULTS, InstantSource.system());
    }

    @AfterEach
    void close() {
        opened.close();
    }

    private void reopen() {
        opened.close();
        opened = Opened.on(url(), LedgerSettings.DEFAULTS, InstantSource.system());
    }

    private List<String> submit(String... accounts) {
        List<String> ids = new ArrayList<>();
        for (String account : accounts) {
            ids.add(opened.answer(turns.account(account)).decisionId());
        }
        return ids;
    }

    @Test
    void idsAreUlidsInOrderOfTime() {
        List<String> ids = submit("a1", "a2", "a3", "a4");
        assertThat(ids).isSorted().doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9A-HJKMNP-TV-Z]{26}"));
        reopen();
        assertThat(submit("a5").get(0)).isGreaterThan(ids.get(3));
    }

    @Test
    void anIdThatIsNoneIsNotFound() {
        submit("a1");
        assertThat(opened.ledger.find("nonsense")).isEmpty();
        assertThat(opened.ledger.find("01K0000000000000000000000A")).isEmpty();
        assertThat(opened.ledger.list("nonsense", 10)).isEmpty();
        assertThat(opened.ledger.personal("nonsense")).isEmpty();
    }

    @Test
    void listsAllDecisionsPageByPage() {
        List<String> ids = submit("a1", "a2", "a3", "a4", "a5");
        assertThat(ids(opened.ledger.list(null, 2))).isEqualTo(ids.subList(0, 2));
        assertThat(ids(opened.ledger.list(ids.get(1), 2))).isEqualTo(ids.subList(2, 4));
        assertThat(ids(opened.ledger.list(ids.get(3), 2))).isEqualTo(ids.subList(4, 5));
        assertThat(opened.ledger.list(ids.get(4), 2)).isEmpty();
    }

    @Test
    void listsAnAccountsDecisionsNewestFirst() {
        List<String> ids = submit("a1", "other", "a1", "a1", "other");
        AccountKey key = new AccountKey("test", "a1");
        assertThat(ids(opened.ledger.listByAccount(key, null, 10))).containsExactly(ids.get(3), ids.get(2), ids.get(0));
        assertThat(ids(opened.ledger.listByAccount(key, null, 2))).containsExactly(ids.get(3), ids.get(2));
        assertThat(ids(opened.ledger.listByAccount(key, ids.get(2), 2))).containsExactly(ids.get(0));
        assertThat(opened.ledger.listByAccount(key, ids.get(4), 2)).isEmpty();
        assertThat(opened.ledger.listByAccount(new AccountKey("other", "a1"), null, 2))
                .isEmpty();
    }

    @Test
    void anAccountsHoldingIsThatOfItsLatestDecision() {
        List<String> ids = submit("a1", "a2", "a1");
        AccountKey key = new AccountKey("test", "a1");
        Holding holding = opened.ledger.holding(key).orElseThrow();
        assertThat(holding)
                .isEqualTo(new Holding(
                        ids.get(2),
                        "assigned",
                        "amelie",
                        "territory",
                        "rule",
                        Turns.FINGERPRINT,
                        Turns.AT,
                        Map.of("sdr", "ines"),
                        Standing.from(ids.get(2), Turns.AT)));
        reopen();
        assertThat(opened.ledger.holding(key)).contains(holding);
        assertThat(opened.ledger.holding(new AccountKey("test", "a9"))).isEmpty();
    }

    @Test
    void personalDataAreSealedAndTheirDigestsAreTheAccounts() {
        Map<String, String> mai = Map.of("email", "mai@example.com", "body", "{\"email\":\"mai@example.com\"}");
        String first = opened.answer(turns.personal("a1", mai)).decisionId();
        String again = opened.answer(turns.personal("a1", mai)).decisionId();
        String other = opened.answer(turns.personal("a2", mai)).decisionId();
        assertThat(opened.ledger.personal(first)).contains(mai);
        assertThat(opened.ledger.personal(again)).contains(mai);
        assertThat(digests(first))
                .isEqualTo(digests(again))
                .isNotEqualTo(digests(other))
                .contains("email=");
        reopen();
        assertThat(digests(opened.answer(turns.personal("a1", mai)).decisionId()))
                .isEqualTo(digests(first));
        assertThat(opened.ledger.personal(first)).contains(mai);
        assertThat(opened.ledger.personal(opened.answer(turns.account("a3")).decisionId()))
                .isEmpty();
    }

    @Test
    void withTheAccountsSecretGoneItsPersonalDataAreGoneAndItsDecisionsStay() {
        Map<String, String> mai = Map.of("email", "mai@example.com");
        String first = opened.answer(turns.personal("a1", mai)).decisionId();
        String other = opened.answer(turns.personal("a2", mai)).decisionId();
        opened.database.jdbi().useHandle(handle -> handle.execute("DELETE FROM personal WHERE seq = 1"));
        assertThat(opened.ledger.personal(first)).isEmpty();
        assertThat(opened.ledger.find(first)).isPresent();
        assertThat(opened.ledger.personal(other)).contains(mai);
        String anew = opened.answer(turns.personal("a1", mai)).decisionId();
        assertThat(opened.ledger.personal(anew)).contains(mai);
        assertThat(opened.ledger.personal(first)).isEmpty();
        assertThat(digests(anew)).isNotEqualTo(digests(first));
    }

    private String digests(String decisionId) {
        String text = new String(
                opened.ledger.find(decisionId).orElseThrow().decision(), java.nio.charset.StandardCharsets.UTF_8);
        return text.replaceAll(".*\"digests\":\"([^\"]*)\".*", "$1");
    }

    private static List<String> ids(List<StoredDecision> decisions) {
        return decisions.stream().map(StoredDecision::id).toList();
    }

    @Test
    void everyChangeOfOwnerIsInTheFeedOnceAndInOrder() {
        for (int i = 0; i < 30; i++) {
            opened.answer(turns.account("a" + i));
        }
        for (int i = 0; i < 30; i++) {
            opened.answer(turns.account("a" + i));
        }
        opened.answer(turns.account("b"));
        List<String> seen = new ArrayList<>();
        OwnerChanges page = opened.ledger.changes(0, 7);
        long position = 0;
        while (page.more() || !page.changes().isEmpty()) {
            for (OwnerChange change : page.changes()) {
                assertThat(change.position()).isGreaterThan(position);
                position = change.position();
                seen.add(change.account().externalId());
            }
            page = opened.ledger.changes(page.position(), 7);
        }
        assertThat(seen).hasSize(31).doesNotHaveDuplicates().endsWith("a29", "b");
        assertThat(opened.ledger.changes(1_000, 7).changes()).isEmpty();
    }
}
