package landfall.impact;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import landfall.impact.ImpactStore.Comment;
import landfall.impact.ImpactStore.Kept;
import landfall.ledger.LedgerDatabase;
import landfall.ledger.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Impacts as they are kept; on PostgreSQL by the subclass. */
class ImpactStoreTest {
    private static final Instant AT = Instant.parse("2026-11-24T09:30:00.123456Z");

    @TempDir
    Path folder;

    private LedgerDatabase database;
    private ImpactStore store;

    /** The same database at each call of one test. */
    String url() {
        return "jdbc:h2:file:" + folder.resolve("landfall");
    }

    @BeforeEach
    void open() {
        database = TestDatabase.open(url());
        store = new ImpactStore(database.jdbi(), database::durably);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Kept kept(String id, Instant begun) {
        return new Kept(id, "f1", "d1", "r1", "book", AT, begun, "mai", "Mountain 山 goes west", null, null, null, null);
    }

    private static Move move(int number) {
        return new Move(
                "crm",
                "account-" + number,
                number % 2 == 0 ? null : "Société №" + number,
                Move.Kind.REP,
                new Position("assigned", "ada", "west", "West", "west.drl:3", "f1"),
                new Position("assigned", "ben", null, null, null, null),
                "turn 1 of east",
                true,
                new BigDecimal("1234567890.50"),
                null,
                12.5,
                null);
    }

    private static Impact impact() {
        Load load = new Load(3, 1, 1, new BigDecimal("12.34"), BigDecimal.ZERO, 5.5);
        return new Impact(
                "1 of 3 accounts would move",
                AT,
                "f1",
                "r0",
                "d1",
                "r1",
                3,
                1,
                Map.of(Move.Kind.REP, 1L),
                0,
                load,
                load,
                1,
                List.of(new Shift("west", load, load, 0, 1)),
                List.of(new Shift("ada", load, load, 1, 0)),
                List.of(new Impact.Flow("west", "", 1)),
                List.of(new Impact.MovingRule("(no rule)", null, 1)),
                1,
                List.of(new Impact.UnreadRow(3, "2 cells where the header has 4")));
    }

    @Test
    void anImpactComesBackAsItWasFound() {
        store.insert(kept("one", AT));
        assertThat(store.find("one")).contains(kept("one", AT));
        assertThat(store.findResult("one")).isEmpty();
        store.insertEnd("one", "done", AT.plusSeconds(9), "", store.seal("one", impact()));
        close();
        open();
        Kept found = store.find("one").orElseThrow();
        assertThat(found.state()).isEqualTo("done");
        assertThat(found.endedAt()).isEqualTo(AT.plusSeconds(9));
        assertThat(found.digest()).matches("[0-9a-f]{64}");
        assertThat(found.message()).isEqualTo("Mountain 山 goes west");
        assertThat(store.findResult("one")).contains(impact());
        assertThat(store.find("two")).isEmpty();
    }

    @Test
    void oneThatWasBrokenOffHasNoResult() {
        store.insert(kept("one", AT));
        store.insertEnd("one", "failed", AT, "the disk is full", null);
        assertThat(store.find("one").orElseThrow().detail()).isEqualTo("the disk is full");
        assertThat(store.findResult("one")).isEmpty();
    }

    @Test
    void movesComeInParts() {
        store.insert(kept("one", AT));
        List<Move> first = IntStream.range(0, ImpactStore.PART)
                .mapToObj(ImpactStoreTest::move)
                .toList();
        store.insertMoves("one", 0, first);
        store.insertMoves("one", 1, List.of(move(7)));
        assertThat(store.listMoves("one", 0)).isEqualTo(first);
        assertThat(store.listMoves("one", 1)).containsExactly(move(7));
        assertThat(store.listMoves("one", 2)).isEmpty();
        assertThat(store.listMoves("two", 0)).isEmpty();
    }

    @Test
    void theNewestComeFirst() {
        store.insert(kept("b", AT));
        store.insert(kept("c", AT.plusMillis(1)));
        store.insert(kept("a", AT));
        assertThat(store.list(2)).extracting(Kept::id).containsExactly("c", "a");
        assertThat(store.list(9)).extracting(Kept::id).containsExactly("c", "a", "b");
    }

    @Test
    void commentsAreNumberedByImpact() {
        store.insert(kept("one", AT));
        store.insert(kept("two", AT));
        store.insertComment("one", AT, "mai", "Fine with me");
        store.insertComment("two", AT, "ben", "No");
        store.insertComment("one", AT.plusSeconds(1), "ben", "東京も");
        assertThat(store.listComments("one"))
                .containsExactly(
                        new Comment(1, AT, "mai", "Fine with me"), new Comment(2, AT.plusSeconds(1), "ben", "東京も"));
        assertThat(store.listComments("two")).containsExactly(new Comment(1, AT, "ben", "No"));
        assertThat(store.listComments("three")).isEmpty();
    }
}
