package landfall.access;

import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Keys and their revocations: inserted and read, never changed; but for when a key was used last. */
interface KeyDao {

    @SqlUpdate(
            """
            INSERT INTO api_key (id, name, kind, roles, teams, per_second, hash, created_at, created_by, expires_at)
            VALUES (:id, :name, :kind, :roles, :teams, :perSecond, :hash, :createdAt, :createdBy, :expiresAt)
            """)
    void insert(
            String id,
            String name,
            String kind,
            String roles,
            String teams,
            @Nullable Integer perSecond,
            byte[] hash,
            OffsetDateTime createdAt,
            String createdBy,
            @Nullable OffsetDateTime expiresAt);

    @SqlUpdate(
            """
            INSERT INTO api_key_revocation (id, revoked_at, revoked_by)
            SELECT CAST(:id AS VARCHAR), :at, :by
            WHERE NOT EXISTS (SELECT 1 FROM api_key_revocation WHERE id = :id)
            """)
    int insertRevocation(String id, OffsetDateTime at, String by);

    @SqlUpdate("UPDATE api_key_use SET used_at = :at WHERE id = :id AND used_at < :at")
    int updateUse(String id, OffsetDateTime at);

    @SqlUpdate(
            """
            INSERT INTO api_key_use (id, used_at)
            SELECT CAST(:id AS VARCHAR), :at WHERE NOT EXISTS (SELECT 1 FROM api_key_use WHERE id = :id)
            """)
    int insertUse(String id, OffsetDateTime at);

    /** How many keys and revocations there are: since none is ever deleted, it says whether any is new. */
    @SqlQuery("SELECT (SELECT COUNT(*) FROM api_key) + (SELECT COUNT(*) FROM api_key_revocation)")
    long count();

    /** In the order in which they were made. */
    @SqlQuery(
            """
            SELECT k.id, k.name, k.kind, k.roles, k.teams, k.per_second, k.hash, k.created_at, k.created_by,
                   k.expires_at, r.revoked_at, r.revoked_by, u.used_at
            FROM api_key k
            LEFT JOIN api_key_revocation r ON r.id = k.id
            LEFT JOIN api_key_use u ON u.id = k.id
            ORDER BY k.created_at, k.id
            """)
    @RegisterRowMapper(StoredKey.Mapper.class)
    List<StoredKey> list();
}
