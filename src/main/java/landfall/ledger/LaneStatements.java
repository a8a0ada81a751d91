package landfall.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import landfall.rotation.RotationState;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/**
 * What the lane writes, prepared once for its connection: plain JDBC, since this is where the time of a batch goes. Every
 * row goes to the end of its table but those of {@code rotation}, and those of offers that got another time. Only the lane's
 * thread uses it.
 */
final class LaneStatements {
    private final LookupStatements lookups;
    private final PersonalDao secrets;
    private final PreparedStatement decision;
    private final PreparedStatement answer;
    private final PreparedStatement personal;
    private final PreparedStatement firstTurn;
    private final PreparedStatement turn;
    private final PreparedStatement offer;
    private final PreparedStatement offerMoved;
    private final PreparedStatement offerGone;
    private final PreparedStatement waiting;
    private final PreparedStatement waitingGone;
    private final PreparedStatement held;

    LaneStatements(Handle handle) throws SQLException {
        Connection connection = handle.getConnection();
        lookups = new LookupStatements(connection);
        secrets = handle.attach(PersonalDao.class);
        decision = connection.prepareStatement(
                """
                INSERT INTO decision (seq, id, kind, source, external_id, previous, secret, status, owner, territory,
                    rule, fingerprint, decided_at, overlays, company, company_keys, company_owner, company_territory,
                    merged, standing, standing_id, standing_since, is_open, accept_by, offered, hold, decision)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """);
        answer = connection.prepareStatement(
                """
                INSERT INTO answer (seq, caller, event_key, fingerprint, answer) VALUES (?, ?, ?, ?, ?)
                """);
        personal = connection.prepareStatement(
                """
                INSERT INTO personal (seq, secret, sealed) VALUES (?, ?, ?)
                """);
        firstTurn = connection.prepareStatement(
                """
                INSERT INTO rotation (epoch, turn, credits, moved_by, pool) VALUES (?, ?, ?, ?, ?)
                """);
        turn = connection.prepareStatement(
                """
                UPDATE rotation SET epoch = ?, turn = ?, credits = ?, moved_by = ? WHERE pool = ?
                """);
        offer = connection.prepareStatement(
                """
                INSERT INTO offer (seq, id, accept_by) VALUES (?, ?, ?)
                """);
        offerMoved = connection.prepareStatement(
                """
                UPDATE offer SET accept_by = ? WHERE seq = ?
                """);
        offerGone =
                connection.prepareStatement("""
                DELETE FROM offer WHERE seq = ?
                """);
        waiting = connection.prepareStatement(
                """
                INSERT INTO waiting (seq, territory) VALUES (?, ?)
                """);
        waitingGone =
                connection.prepareStatement("""
                DELETE FROM waiting WHERE seq = ?
                """);
        held = connection.prepareStatement(
                """
                INSERT INTO account_hold (seq, held_until) VALUES (?, ?)
                """);
    }

    LookupStatements lookups() {
        return lookups;
    }

    Optional<byte[]> findSecret(long seq) {
        return secrets.findSecret(seq);
    }

    /** All of a batch. */
    void write(BatchRows rows) {
        insertDecisions(rows.written(), rows.bytes());
        insertAnswers(rows.answers());
        insertPersonal(rows.personal());
        writeRare(rows);
        updateRotations(rows.turns(), rows.last());
    }

    /** What few batches have. */
    void writeRare(BatchRows rows) {
        rows.standings().write(this);
        insertRotations(rows.firstTurns(), rows.last());
    }

    private void insertDecisions(List<Written> written, List<byte[]> bytes) {
        run(decision, () -> {
            for (int i = 0; i < bytes.size(); i++) {
                bind(written.get(i).entry(), bytes.get(i));
            }
        });
    }

    private void bind(Entry entry, byte[] bytes) throws SQLException {
        decision.setLong(1, entry.seq());
        decision.setObject(2, entry.id());
        decision.setString(3, entry.kind());
        decision.setString(4, entry.source());
        decision.setString(5, entry.externalId());
        decision.setObject(6, entry.previous(), Types.BIGINT);
        decision.setObject(7, entry.secret(), Types.BIGINT);
        decision.setString(8, entry.status());
        decision.setString(9, entry.owner());
        decision.setString(10, entry.territory());
        decision.setString(11, entry.rule());
        decision.setBytes(12, entry.fingerprint());
        decision.setObject(13, entry.decidedAtUtc());
        decision.setString(14, Columns.text(entry.overlays()));
        decision.setObject(15, entry.company(), Types.BIGINT);
        decision.setString(16, Columns.text(entry.companyKeys()));
        decision.setString(17, entry.companyOwner());
        decision.setString(18, entry.companyTerritory());
        decision.setString(19, Columns.text(entry.merged()));
        bindStanding(entry);
        decision.setBytes(27, bytes);
        decision.addBatch();
    }

    private void bindStanding(Entry entry) throws SQLException {
        decision.setObject(20, entry.earlierStanding(), Types.BIGINT);
        decision.setObject(21, entry.earlierStandingId());
        decision.setObject(22, entry.earlierStandingSinceUtc());
        decision.setBoolean(23, entry.open());
        decision.setObject(24, entry.acceptByUtc());
        decision.setString(25, Columns.text(entry.offered()));
        decision.setString(26, Columns.text(entry.hold()));
    }

    private void insertAnswers(List<Answered> answers) {
        run(answer, () -> {
            for (Answered answered : answers) {
                answer.setLong(1, answered.seq());
                answer.setString(2, answered.caller());
                answer.setString(3, answered.eventKey());
                answer.setBytes(4, answered.fingerprint());
                answer.setBytes(5, answered.answer());
                answer.addBatch();
            }
        });
    }

    private void insertPersonal(List<Sealed> rows) {
        run(personal, () -> {
            for (Sealed row : rows) {
                personal.setLong(1, row.seq());
                personal.setBytes(2, row.secret());
                personal.setBytes(3, row.sealed());
                personal.addBatch();
            }
        });
    }

    /**
     * A decision's personal data.
     *
     * @param secret the account's, where this decision made it; else null
     */
    record Sealed(long seq, byte @Nullable [] secret, byte[] sealed) {}

    private void insertRotations(Collection<RotationState> states, long movedBy) {
        run(firstTurn, () -> bind(firstTurn, states, movedBy));
    }

    /** In order of pool: every transaction locks them in that order. */
    private void updateRotations(Collection<RotationState> states, long movedBy) {
        run(turn, () -> bind(turn, states, movedBy));
    }

    private static void bind(PreparedStatement statement, Collection<RotationState> states, long movedBy)
            throws SQLException {
        for (RotationState state : states) {
            statement.setLong(1, state.epoch());
            statement.setLong(2, state.turn());
            statement.setString(3, Credits.text(state));
            statement.setLong(4, movedBy);
            statement.setString(5, state.pool());
            statement.addBatch();
        }
    }

    void insertOffers(Collection<Entry> offering) {
        run(offer, () -> {
            for (Entry entry : offering) {
                offer.setLong(1, entry.standing());
                offer.setObject(2, entry.standingId());
                offer.setObject(3, entry.acceptByUtc());
                offer.addBatch();
            }
        });
    }

    void moveOffers(Collection<Entry> offering) {
        run(offerMoved, () -> {
            for (Entry entry : offering) {
                offerMoved.setObject(1, entry.acceptByUtc());
                offerMoved.setLong(2, entry.standing());
                offerMoved.addBatch();
            }
        });
    }

    void insertHolds(Collection<Entry> holding) {
        run(held, () -> {
            for (Entry entry : holding) {
                held.setLong(1, entry.seq());
                held.setObject(2, entry.heldUntilUtc());
                held.addBatch();
            }
        });
    }

    void deleteOffers(Collection<Long> seqs) {
        delete(offerGone, seqs);
    }

    void insertWaiting(Collection<Entry> entries) {
        run(waiting, () -> {
            for (Entry entry : entries) {
                waiting.setLong(1, entry.standing());
                waiting.setString(2, entry.territory());
                waiting.addBatch();
            }
        });
    }

    void deleteWaiting(Collection<Long> seqs) {
        delete(waitingGone, seqs);
    }

    private static void delete(PreparedStatement statement, Collection<Long> seqs) {
        run(statement, () -> {
            for (Long seq : seqs) {
                statement.setLong(1, seq);
                statement.addBatch();
            }
        });
    }

    private interface Binding {
        void bind() throws SQLException;
    }

    private static void run(PreparedStatement statement, Binding binding) {
        try {
            statement.clearBatch();
            binding.bind();
            statement.executeBatch();
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, null);
        }
    }
}
