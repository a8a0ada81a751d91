package landfall.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.MetricRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import landfall.ledger.FilledDatabase;
import landfall.ledger.LedgerDatabase;
import landfall.ledger.LedgerUnavailableException;
import landfall.ledger.PostgresServer;
import landfall.ledger.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From any database to any other: every table, every row, and whatever interrupts it. */
class MoveTest {
    private static final Move.Progress UNSEEN = new Move.Progress() {
        @Override
        public void begins(long rows) {}

        @Override
        public void step() {}
    };

    @TempDir
    Path folder;

    @Test
    void everyTableOfTheChangeLogsIsMovedAndHasRowsHere() throws Exception {
        Set<String> made = new HashSet<>();
        try (Stream<Path> logs = java.nio.file.Files.list(Path.of("migrations"))) {
            for (Path log : logs.toList()) {
                Matcher table = Pattern.compile("createTable tableName=\"(\\w+)\"")
                        .matcher(java.nio.file.Files.readString(log));
                while (table.find()) {
                    made.add(table.group(1));
                }
            }
        }
        made.remove("unfinished_move");
        assertThat(made).contains("decision", "service_secret");
        for (String url : List.of(h2("one"), PostgresServer.freshDatabase())) {
            FilledDatabase.make(url, 50);
            try (LedgerDatabase database = open(url);
                    Connection connection = database.openForCopying()) {
                List<Table> tables = Tables.list(connection);
                assertThat(tables).extracting(Table::name).containsExactlyInAnyOrderElementsOf(made);
                for (Table table : tables) {
                    assertThat(TableCopy.count(table, connection))
                            .as(table.name())
                            .isPositive();
                }
            }
        }
    }

    @Test
    void aNewDatabaseHasRowsOnlyWhereAMoveKnowsOfThem() throws Exception {
        try (LedgerDatabase database = open(h2("new"));
                Connection connection = database.openForCopying()) {
            Set<String> filled = new HashSet<>();
            for (Table table : Tables.list(connection)) {
                if (TableCopy.count(table, connection) > 0) {
                    filled.add(table.name());
                }
            }
            assertThat(filled).isEqualTo(Move.NEVER_EMPTY);
        }
    }

    @Test
    void fromEachToEachDigestsAreTheSame() throws Exception {
        String first = h2("first");
        FilledDatabase.make(first, 3_000);
        String second = PostgresServer.freshDatabase();
        String third = PostgresServer.freshDatabase();
        String fourth = h2("fourth");
        List<Moved> moved = move(first, second, UNSEEN);
        assertThat(move(second, third, UNSEEN)).containsExactlyInAnyOrderElementsOf(moved);
        assertThat(move(third, fourth, UNSEEN)).containsExactlyInAnyOrderElementsOf(moved);
        assertThat(moved)
                .filteredOn(table -> table.table().equals("decision"))
                .extracting(Moved::rows)
                .containsExactly(3_000L);
        try (LedgerDatabase last = open(fourth)) {
            last.jdbi()
                    .useHandle(
                            handle -> handle.execute(
                                    """
                            INSERT INTO activation (rule_set_version, roster_version, activated_at, activated_by, reason)
                            VALUES ('v', 'v', CURRENT_TIMESTAMP, 'somebody', 'second')
                            """));
        }
    }

    @Test
    void whatIsNotTheSameHasAnotherDigest() throws Exception {
        String first = h2("first");
        FilledDatabase.make(first, 50);
        String second = PostgresServer.freshDatabase();
        assertThatThrownBy(() -> move(first, second, new Move.Progress() {
                    private long left;

                    @Override
                    public void begins(long rows) {
                        left = rows / 2;
                    }

                    @Override
                    public void step() {
                        left--;
                        if (left == 0) {
                            execute(second, "UPDATE absence SET rep = 'bo'");
                        }
                    }
                }))
                .isInstanceOf(MoveRefusedException.class)
                .hasMessageContaining("not the same")
                .hasMessageContaining("absence");
        assertThatThrownBy(() -> open(second).close()).isInstanceOf(LedgerUnavailableException.class);
    }

    @Test
    void aMoveThatWasCutShortIsKnownAndBegunAnew() throws Exception {
        String first = h2("first");
        FilledDatabase.make(first, 50);
        for (String second : List.of(h2("second"), PostgresServer.freshDatabase())) {
            assertThatThrownBy(() -> move(first, second, new Move.Progress() {
                        private int steps;

                        @Override
                        public void begins(long rows) {}

                        @Override
                        public void step() {
                            steps++;
                            if (steps > 150) {
                                throw new IllegalStateException("cut");
                            }
                        }
                    }))
                    .hasMessage("cut");
            assertThatThrownBy(() -> open(second).close())
                    .isInstanceOf(LedgerUnavailableException.class)
                    .hasMessageContaining("run the move again");
            move(first, second, UNSEEN);
            open(second).close();
        }
    }

    @Test
    void aDatabaseThatIsNotEmptyIsNoTarget() throws Exception {
        String first = h2("first");
        FilledDatabase.make(first, 50);
        String second = PostgresServer.freshDatabase();
        FilledDatabase.make(second, 60);
        assertThatThrownBy(() -> move(first, second, UNSEEN))
                .isInstanceOf(MoveRefusedException.class)
                .hasMessageContaining("not empty");
        try (LedgerDatabase kept = open(second);
                Connection connection = kept.openForCopying()) {
            for (Table table : Tables.list(connection)) {
                if (table.name().equals("decision")) {
                    assertThat(TableCopy.count(table, connection)).isEqualTo(60);
                }
            }
        }
    }

    private List<Moved> move(String from, String to, Move.Progress progress) {
        try (LedgerDatabase source = open(from);
                LedgerDatabase target =
                        LedgerDatabase.openEvenUnfinished(TestDatabase.settings(to), new MetricRegistry())) {
            return new Move(source, target, InstantSource.system()).run(progress);
        }
    }

    private static void execute(String url, String sql) {
        try (Connection connection = java.sql.DriverManager.getConnection(url)) {
            connection.createStatement().execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String h2(String name) {
        return "jdbc:h2:file:" + folder.resolve(name);
    }

    private static LedgerDatabase open(String url) {
        return LedgerDatabase.open(TestDatabase.settings(url), new MetricRegistry());
    }
}
