package landfall.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Open assignments of accounts that came to their owners on days of the past, in memory, stored, and read again. */
class OpenLoadTest extends AnyDatabase {
    private static final Instant NOW = Instant.parse("2027-03-02T17:00:00Z");
    private static final LocalDate EVER = LocalDate.of(2000, 1, 1);

    private Opened opened;

    @BeforeEach
    void open() {
        opened = Opened.on(url(), Opened.indexEvery(6), InstantSource.fixed(NOW));
    }

    @AfterEach
    void close() {
        opened.close();
    }

    /** Brought in: who owns it since how many days. */
    private Recorded bring(String externalId, String owner, int days) {
        Instant since = NOW.minus(Duration.ofDays(days));
        return opened.answer(new Proposal(
                new AccountKey("crm", externalId),
                null,
                List.of(),
                Map.of(),
                (id, digests, view) -> new Decided(
                        "imported",
                        id.getBytes(StandardCharsets.UTF_8),
                        new byte[0],
                        new Holding(
                                id,
                                "assigned",
                                owner,
                                "territory",
                                null,
                                "00".repeat(32),
                                NOW,
                                Map.of(),
                                Standing.from(id, since)),
                        null,
                        List.of())));
    }

    private List<Integer> stored() {
        return opened.database.jdbi().withHandle(handle -> handle.createQuery(
                        "SELECT assignments FROM open_load ORDER BY rep, since")
                .mapTo(Integer.class)
                .list());
    }

    private void again() {
        opened.close();
        open();
    }

    @Test
    void daysThatNobodyAsksForAreNotKept() throws Exception {
        bring("a1", "sato", 0);
        bring("a2", "sato", 1);
        bring("a3", "sato", 1);
        bring("a4", "sato", OpenLoad.OLDEST_DAYS);
        bring("a5", "sato", OpenLoad.OLDEST_DAYS + 1);
        bring("a6", "keller", 2_000);
        opened.awaitIndexed(6);
        assertThat(stored()).containsExactly(1, 2, 1);
        assertThat(opened.ledger.open("sato", EVER)).isEqualTo(4);
        assertThat(opened.ledger.open("keller", EVER)).isZero();
    }

    @Test
    void whatWasLeftOutIsNotTakenOff() throws Exception {
        for (int i = 1; i <= 3; i++) {
            bring("a" + i, "sato", 2_000);
            bring("b" + i, "sato", 3);
        }
        opened.awaitIndexed(6);
        bring("a1", "keller", 3);
        bring("a2", "keller", 2_000);
        bring("b1", "keller", 3);
        bring("b2", "keller", 2_000);
        bring("b3", "sato", 4);
        bring("b3", "keller", 4);
        opened.awaitIndexed(12);
        assertThat(stored()).containsExactly(1, 2);
        again();
        assertThat(opened.ledger.open("sato", EVER)).isZero();
        LocalDate today = LocalDate.ofInstant(NOW, ZoneOffset.UTC);
        assertThat(opened.ledger.open("keller", today.minusDays(3))).isEqualTo(2);
        assertThat(opened.ledger.open("keller", EVER)).isEqualTo(3);
    }
}
