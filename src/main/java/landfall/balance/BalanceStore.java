package landfall.balance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** Keeps snapshots of who has how much. Nothing of them is changed later; what a method wrote is on disk when it returns. */
public final class BalanceStore {

    static final String DONE = "done";
    static final String FAILED = "failed";

    private static final int LONGEST_DETAIL = 10_000;
    private static final String UNIQUE_VIOLATION = "23505";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final BalanceDao balances;
    private final Consumer<Runnable> durably;

    /**
     * A snapshot that was begun.
     *
     * @param attempt which one at the day's own; null where somebody asked for it
     * @param state null while it is under way
     * @param position number of the newest decision that it knows; like what follows null unless it is done
     */
    public record Kept(
            String id,
            LocalDate snapshotDay,
            @Nullable Integer attempt,
            Instant begunAt,
            String begunBy,
            @Nullable String state,
            @Nullable Instant endedAt,
            @Nullable String detail,
            @Nullable Long position,
            @Nullable String rosterVersion,
            @Nullable String potential) {

        boolean isDone() {
            return DONE.equals(state);
        }
    }

    /** @param durably runs what writes, and returns once it is on disk */
    public BalanceStore(Jdbi jdbi, Consumer<Runnable> durably) {
        this.balances = jdbi.onDemand(BalanceDao.class);
        this.durably = durably;
    }

    /** Whether it is this node's; false where another one makes the same attempt. */
    boolean insert(Kept begun) {
        return inserted(() -> balances.insert(
                begun.id(), begun.snapshotDay(), begun.attempt(), utc(begun.begunAt()), begun.begunBy()));
    }

    /** Whether the day had none before. */
    boolean insertDay(LocalDate day, String id) {
        return inserted(() -> balances.insertDay(day, id));
    }

    private boolean inserted(Runnable inserting) {
        try {
            durably.accept(inserting);
            return true;
        } catch (JdbiException refused) {
            if (isTaken(refused)) {
                return false;
            }
            throw refused;
        }
    }

    private static boolean isTaken(Throwable refused) {
        for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    void insertDone(String id, Instant at, Balance balance, Source source) {
        for (Grouping grouping : Grouping.values()) {
            byte[] packed = pack(balance.rows(grouping));
            durably.accept(() -> balances.insertRows(id, grouping.word(), packed));
        }
        durably.accept(() -> balances.insertEnd(
                id, DONE, utc(at), "", source.position(), source.rosterVersion(), source.potential()));
    }

    /** What a snapshot was made of. */
    record Source(long position, String rosterVersion, String potential) {}

    void insertFailed(String id, Instant at, String detail) {
        String told = detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) : detail;
        durably.accept(() -> balances.insertEnd(id, FAILED, utc(at), told, null, null, null));
    }

    Optional<Kept> find(String id) {
        return balances.find(id);
    }

    /** The one that was done last. */
    Optional<Kept> newest() {
        return balances.newest();
    }

    Optional<Kept> lastAttempt(LocalDate day) {
        return balances.lastAttempt(day);
    }

    boolean hasDay(LocalDate day) {
        return balances.countDays(day) > 0;
    }

    /** The days' own, in their order; both days included. */
    List<Kept> listDays(LocalDate from, LocalDate to) {
        return balances.listDays(from, to);
    }

    /** By id; none unless it is done. */
    List<BalanceRow> listRows(String id, Grouping grouping) {
        return balances.findRows(id, grouping.word()).map(BalanceStore::unpack).orElse(List.of());
    }

    private static byte[] pack(List<BalanceRow> rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream packing = new GZIPOutputStream(bytes)) {
            for (BalanceRow row : rows) {
                packing.write(JSON.writeValueAsBytes(row));
                packing.write('\n');
            }
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static List<BalanceRow> unpack(byte[] packed) {
        try (GZIPInputStream unpacking = new GZIPInputStream(new ByteArrayInputStream(packed));
                MappingIterator<BalanceRow> rows =
                        JSON.readerFor(BalanceRow.class).readValues(unpacking)) {
            return rows.readAll();
        } catch (IOException damaged) {
            throw new UncheckedIOException("a stored balance can't be read", damaged);
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
