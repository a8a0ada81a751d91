package landfall.ledger;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** A database with rows in every table, for tests elsewhere. */
public final class FilledDatabase {

    private static final int TOGETHER = 1_000;

    private FilledDatabase() {}

    /** Makes it, with at least so many decisions. */
    public static void make(String url, int decisions) throws SQLException {
        Turns turns = Turns.of("emea", "amelie", "bo", "chiara").padded(700);
        try (Opened opened = Opened.on(
                url, Opened.indexEvery(Math.max(1, Math.min(decisions / 4, 20_000))), InstantSource.system())) {
            for (int from = 0; from < decisions; from += TOGETHER) {
                CompletableFuture.allOf(IntStream.range(from, Math.min(from + TOGETHER, decisions))
                                .mapToObj(i -> opened.lane.submit(turns.proposal(
                                        "a" + i,
                                        Turns.key("k" + i, Turns.FINGERPRINT),
                                        List.of(),
                                        Map.of("email", i + "@example.com"))))
                                .toArray(CompletableFuture[]::new))
                        .join();
            }
            opened.awaitIndexed(1);
            try (Connection connection = opened.database.openForCopying();
                    Statement statement = connection.createStatement()) {
                String bytes = url.startsWith("jdbc:h2") ? "VARBINARY" : "BYTEA";
                for (String sql : OTHERS) {
                    statement.execute(sql.formatted(bytes));
                }
                fillTheRest(connection);
                connection.commit();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A row of some values in each table that has none; moments are far ahead, so that nothing is cleaned away. */
    private static void fillTheRest(Connection connection) throws SQLException {
        String schema = connection.getSchema();
        List<String> tables = new ArrayList<>();
        try (ResultSet all = connection
                .getMetaData()
                .getTables(connection.getCatalog(), schema, "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (all.next()) {
                tables.add(all.getString("TABLE_NAME"));
            }
        }
        for (String table : tables) {
            String name = table.toLowerCase(Locale.ROOT);
            if (!name.startsWith("databasechangelog") && !name.equals("unfinished_move") && isEmpty(name, connection)) {
                fill(table, connection);
            }
        }
    }

    private static boolean isEmpty(String table, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            row.next();
            return row.getLong(1) == 0;
        }
    }

    private static void fill(String table, Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        try (ResultSet columns =
                connection.getMetaData().getColumns(connection.getCatalog(), connection.getSchema(), table, "%")) {
            while (columns.next()) {
                names.add(columns.getString("COLUMN_NAME"));
                values.add(some(columns.getInt("DATA_TYPE")));
            }
        }
        String sql = "INSERT INTO %s (%s) VALUES (%s)"
                .formatted(table, String.join(", ", names), String.join(", ", Collections.nCopies(names.size(), "?")));
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                insert.setObject(i + 1, values.get(i));
            }
            insert.executeUpdate();
        }
    }

    private static Object some(int type) {
        return switch (type) {
            case Types.BOOLEAN, Types.BIT -> true;
            case Types.SMALLINT, Types.INTEGER -> 1;
            case Types.BIGINT -> 1L;
            case Types.NUMERIC, Types.DECIMAL -> BigDecimal.ONE;
            case Types.DOUBLE, Types.FLOAT, Types.REAL -> 0.5;
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> new byte[] {1, 2, 3};
            case Types.TIMESTAMP_WITH_TIMEZONE, Types.TIMESTAMP ->
                OffsetDateTime.of(2126, 3, 29, 2, 30, 0, 0, ZoneOffset.UTC);
            case Types.DATE -> LocalDate.of(2026, 3, 29);
            default -> "a";
        };
    }

    private static final String[] OTHERS = {
        "INSERT INTO rule_set_version (version, files, published_at, published_by, message)"
                + " VALUES ('v', CAST('abc' AS %s), CURRENT_TIMESTAMP, 'somebody', 'なぜ 😀')",
        "INSERT INTO rule_set_analysis (version, roster_version, analysed_at, report)"
                + " VALUES ('v', 'v', CURRENT_TIMESTAMP, CAST('abc' AS %s))",
        "INSERT INTO roster_version (version, files, published_at, published_by, message)"
                + " VALUES ('v', CAST('abc' AS %s), CURRENT_TIMESTAMP, 'somebody', '')",
        "INSERT INTO activation (rule_set_version, roster_version, activated_at, activated_by, reason)"
                + " VALUES ('v', 'v', CURRENT_TIMESTAMP, 'somebody', 'first')",
        "INSERT INTO approval (what, version, approved, decided_by, decided_at, comment_text)"
                + " VALUES ('rules', 'v', TRUE, 'somebody else', CURRENT_TIMESTAMP, '良い')",
        "INSERT INTO scheduled_activation (id, rule_set_version, due_at, scheduled_by, scheduled_at, reason)"
                + " VALUES ('s', 'v', CURRENT_TIMESTAMP, 'somebody', CURRENT_TIMESTAMP, 'later')",
        "INSERT INTO scheduled_activation_end (id, outcome, ended_at, ended_by, detail)"
                + " VALUES ('s', 'failed', CURRENT_TIMESTAMP, 'schedule', 'why')",
        "INSERT INTO api_key (id, name, kind, roles, teams, hash, created_at, created_by)"
                + " VALUES ('k', 'carol', 'person', 'admin', '[]', CAST('abc' AS %s), CURRENT_TIMESTAMP, 'anonymous')",
        "INSERT INTO api_key_revocation (id, revoked_at, revoked_by) VALUES ('k', CURRENT_TIMESTAMP, 'carol')",
        "INSERT INTO api_key_use (id, used_at) VALUES ('k', CURRENT_TIMESTAMP)",
        "INSERT INTO refused_call (id, refused_at, caller, source, code, detail, masked, sealed)"
                + " VALUES ('r', CURRENT_TIMESTAMP, 'carol', 'crm', 'malformed-json', 'なぜ', '{', CAST('abc' AS %s))",
        "INSERT INTO refused_call_submission (id, submitted_at, submitted_by, assignment)"
                + " VALUES ('r', CURRENT_TIMESTAMP, 'carol', 'a')",
        "INSERT INTO intake_count (quarter, source, outcome, process, calls) VALUES (1, 'crm', 'refused', 'p', 2)",
        "INSERT INTO impact (id, from_version, draft_version, draft_roster, asked_over, at_instant, begun_at, begun_by,"
                + " message) VALUES ('i', 'v', 'w', 'v', 'book', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 'somebody', '')",
        "INSERT INTO impact_end (impact_id, state, ended_at, detail, result, digest)"
                + " VALUES ('i', 'done', CURRENT_TIMESTAMP, '', CAST('abc' AS %s), 'd')",
        "INSERT INTO impact_moves (impact_id, part, moves) VALUES ('i', 0, CAST('abc' AS %s))",
        "INSERT INTO impact_comment (impact_id, number, commented_at, commented_by, text)"
                + " VALUES ('i', 1, CURRENT_TIMESTAMP, 'somebody else', '良い')",
        "INSERT INTO service_secret (name, secret) VALUES ('email', CAST('abc' AS %s))",
        "INSERT INTO absence (id, rep, away_from, away_to, created_at)"
                + " VALUES ('1', 'amelie', TIMESTAMP '2026-03-29 02:30:00', TIMESTAMP '2026-04-01 00:00:00.123456',"
                + " CURRENT_TIMESTAMP)",
        "INSERT INTO offer (seq, id, accept_by) SELECT seq, id, decided_at FROM decision WHERE seq = 1",
        "INSERT INTO waiting (seq, territory) VALUES (1, 'somewhere')",
        "INSERT INTO node (id, name, seen_at) VALUES ('old', 'machine', CURRENT_TIMESTAMP - INTERVAL '1' DAY)",
    };
}
