package landfall.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeyIndexTest extends AnyDatabase {
    private final Turns turns = Turns.of("emea", "amelie", "bo", "chiara");

    private Instant now = Instant.now();
    private Opened opened;

    private void open(int indexEvery) {
        opened = Opened.on(url(), Opened.indexEvery(indexEvery), () -> now);
    }

    @AfterEach
    void close() {
        opened.close();
    }

    private void insert(Map<Long, Long> seqBySlot) {
        opened.database.jdbi().useHandle(handle -> new IndexStatements(handle.getConnection())
                .insert(new TreeMap<>(seqBySlot)));
    }

    private long indexed() {
        return opened.database.jdbi().withHandle(handle -> handle.createQuery("SELECT COUNT(*) FROM key_index")
                .mapTo(Long.class)
                .one());
    }

    @Test
    void whatIsIndexedAndWhatIsNotIsFoundAlike() throws Exception {
        open(50);
        for (int i = 0; i < 120; i++) {
            opened.answer(turns.keyed("a" + i, "k" + i));
        }
        opened.awaitIndexed(50);
        for (int i = 0; i < 120; i++) {
            assertThat(opened.ledger.holding(new AccountKey("test", "a" + i))).isPresent();
            assertThat(opened.answer(turns.keyed("a" + i, "k" + i)).replayed()).isTrue();
        }
        assertThat(opened.ledger.count()).isEqualTo(120);
        assertThat(opened.ledger.holding(new AccountKey("test", "a120"))).isEmpty();
    }

    @Test
    void afterARestartItGoesOnFromWhereItWas() throws Exception {
        open(1_000);
        for (int i = 0; i < 30; i++) {
            opened.answer(turns.keyed("a" + i, "k" + i));
        }
        opened.close();
        assertThat(Optional.of(opened.ledger.count())).contains(30L);
        open(20);
        opened.awaitIndexed(30);
        assertThat(indexed()).isEqualTo(60);
        assertThat(opened.answer(turns.keyed("a7", "k7")).replayed()).isTrue();
    }

    @Test
    void indexingTheSameAgainChangesNothing() throws Exception {
        open(10);
        for (int i = 0; i < 10; i++) {
            opened.answer(turns.keyed("a" + i, "k" + i));
        }
        opened.awaitIndexed(10);
        opened.close();
        opened = Opened.on(url(), LedgerSettings.DEFAULTS, InstantSource.system());
        opened.database.jdbi().useExtension(KeyIndexDao.class, index -> index.moveTo(0));
        opened.close();
        open(10);
        opened.awaitIndexed(10);
        assertThat(indexed()).isEqualTo(20);
    }

    @Test
    void anAccountsNewDecisionTakesThePlaceOfTheOneBefore() throws Exception {
        open(1);
        opened.answer(turns.account("a1"));
        opened.awaitIndexed(1);
        String second = opened.answer(turns.account("a1")).decisionId();
        opened.awaitIndexed(2);
        assertThat(indexed()).isEqualTo(1);
        assertThat(opened.ledger
                        .holding(new AccountKey("test", "a1"))
                        .orElseThrow()
                        .decisionId())
                .isEqualTo(second);
    }

    @Test
    void twoKeysOfOneSlotAreKeptApart() throws Exception {
        open(1);
        opened.answer(turns.account("a1"));
        opened.awaitIndexed(1);
        AccountKey other = new AccountKey("test", "a2");
        long slot = IndexKey.account(other).slot();
        // As if the hash of a1 were that of a2.
        insert(Map.of(slot, 1L, slot + 1, 1L));
        opened.close();
        open(1);
        assertThat(opened.ledger.holding(other)).isEmpty();
        String first = opened.answer(turns.account("a2")).decisionId();
        opened.awaitIndexed(2);
        assertThat(opened.ledger.holding(other).orElseThrow().decisionId()).isEqualTo(first);
        String second = opened.answer(turns.account("a2")).decisionId();
        opened.awaitIndexed(3);
        assertThat(opened.ledger.holding(other).orElseThrow().decisionId()).isEqualTo(second);
        assertThat(indexed()).isEqualTo(4);
    }

    @Test
    void aKeyIsForgottenAfterEightDaysAndNotBefore() throws Exception {
        // a day after the moment that the decision's row has, as where it repeats another
        now = Turns.AT.plus(Duration.ofDays(1));
        open(1);
        String first = opened.answer(turns.keyed("a1", "k1")).decisionId();
        opened.awaitIndexed(1);
        now = now.plus(Duration.ofDays(8)).minusSeconds(1);
        Upkeep upkeep = new Upkeep(opened.database, new Synced(1), Duration.ofDays(8), () -> now);
        upkeep.purge();
        assertThat(opened.answer(turns.keyed("a1", "k1")).replayed()).isTrue();
        now = now.plusSeconds(2);
        upkeep.purge();
        Recorded.Answer anew = opened.answer(turns.keyed("a1", "k1"));
        assertThat(anew.replayed()).isFalse();
        assertThat(anew.decisionId()).isNotEqualTo(first);
        assertThat(opened.ledger.find(first)).isPresent();
    }

    @Test
    void forgettingAKeyHidesNoneThatSharesItsSlot() throws Exception {
        now = Turns.AT;
        open(1);
        opened.answer(turns.keyed("a1", "k1"));
        opened.awaitIndexed(1);
        long slot = IndexKey.event("anonymous", "k1").slot();
        String second = opened.answer(turns.account("a2")).decisionId();
        opened.awaitIndexed(2);
        insert(Map.of(slot + 1, 2L));
        opened.database.jdbi().useExtension(KeyIndexDao.class, index -> index.delete(List.of(slot), List.of(1L)));
        assertThat(indexed()).isEqualTo(4);
        opened.database.jdbi().useExtension(KeyIndexDao.class, index -> index.delete(List.of(slot + 1), List.of(2L)));
        assertThat(indexed()).isEqualTo(3);
        assertThat(opened.ledger.find(second)).isPresent();
    }
}
