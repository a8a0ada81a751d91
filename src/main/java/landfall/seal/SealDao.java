package landfall.seal;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/** The tree, its heads and what is in it besides decisions: inserted and read, never changed. */
@RegisterConstructorMapper(SealedHead.class)
@RegisterConstructorMapper(SealedRecord.class)
interface SealDao {

    String HEAD = "SELECT size, decisions, root, note, sealed_at FROM seal_checkpoint ";

    /** A whole tile of leaves' hashes. */
    record Tile(long number, byte[] hashes) {}

    /** The root of a whole subtree of 256 to the power of {@code level} leaves. */
    record Subtree(int level, long number, byte[] root) {}

    /** Until the transaction ends; empty while another node has it. */
    @SqlQuery("SELECT id FROM seal_lock WHERE id = 1 FOR UPDATE SKIP LOCKED")
    Optional<Integer> lock();

    @SqlQuery(HEAD + "ORDER BY size DESC LIMIT 1")
    Optional<SealedHead> head();

    @SqlQuery(HEAD + "WHERE size = :size")
    Optional<SealedHead> head(long size);

    /** The last one that is smaller. */
    @SqlQuery(HEAD + "WHERE size < :size ORDER BY size DESC LIMIT 1")
    Optional<SealedHead> headBefore(long size);

    /** Those that have more than so many leaves, up to one of {@code to}, in their order. */
    @SqlQuery(HEAD + "WHERE size > :leaves AND size <= :to ORDER BY size LIMIT :limit")
    List<SealedHead> headsAfter(long leaves, long to, int limit);

    /** The first one that has the decision of that number. */
    @SqlQuery(HEAD + "WHERE decisions >= :seq ORDER BY decisions, size LIMIT 1")
    Optional<SealedHead> headWithDecision(long seq);

    @SqlUpdate(
            """
            INSERT INTO seal_checkpoint (size, decisions, root, note, open_leaves, sealed_at)
            VALUES (:h.size, :h.decisions, :h.root, :h.note, :openLeaves, :h.sealedAt)
            """)
    void insertHead(@BindMethods("h") SealedHead h, byte[] openLeaves);

    @SqlBatch("INSERT INTO seal_tile (number, hashes) VALUES (:number, :hashes)")
    void insertTiles(@BindMethods List<Tile> tiles);

    @SqlBatch("INSERT INTO seal_subtree (level, number, root) VALUES (:level, :number, :root)")
    void insertSubtrees(@BindMethods List<Subtree> subtrees);

    @SqlBatch("INSERT INTO seal_record (leaf, kind, reference, record) VALUES (:leaf, :kind, :reference, :record)")
    void insertRecords(@BindMethods List<SealedRecord> records);

    @SqlQuery("SELECT hashes FROM seal_tile WHERE number = :number")
    Optional<byte[]> tile(long number);

    /** In their order. */
    @SqlQuery(
            """
            SELECT root FROM seal_subtree WHERE level = :level AND number >= :first AND number < :end ORDER BY number
            """)
    List<byte[]> subtrees(int level, long first, long end);

    /** Of the heads with more than {@code from} leaves, up to one of {@code to}, in their order. */
    @SqlQuery("SELECT open_leaves FROM seal_checkpoint WHERE size > :from AND size <= :to ORDER BY size")
    List<byte[]> openLeaves(long from, long to);

    /** In their order. */
    @SqlQuery(
            """
            SELECT leaf, kind, reference, record FROM seal_record WHERE leaf >= :from AND leaf < :to ORDER BY leaf
            LIMIT :limit
            """)
    List<SealedRecord> records(long from, long to, int limit);

    /** The greatest of a kind. */
    @SqlQuery("SELECT reference FROM seal_record WHERE kind = :kind ORDER BY reference DESC LIMIT 1")
    Optional<String> lastReference(String kind);

    @SqlQuery("SELECT leaf FROM seal_record WHERE kind = :kind AND reference = :reference")
    Optional<Long> leaf(String kind, String reference);

    @SqlQuery("SELECT COUNT(*) FROM seal_record WHERE kind = :kind")
    long countRecords(String kind);
}
