package landfall.impact;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import landfall.ruleset.Versioned;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Keeps impacts for those who decide about a draft: what was asked, what came of it, every move, and what was said about it.
 * Nothing of it is changed later. What a method wrote is on disk when it returns.
 */
public final class ImpactStore {

    /** Moves of a part. */
    static final int PART = 1_000;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /**
     * An impact as it is kept.
     *
     * @param askedOver {@code book} or {@code file}
     * @param state {@code done}, {@code cancelled} or {@code failed}; null where no end was noted
     * @param digest SHA-256, in hex, of its moves and its result; null unless it is done
     */
    public record Kept(
            String id,
            String fromVersion,
            String draftVersion,
            String draftRoster,
            String askedOver,
            Instant atInstant,
            Instant begunAt,
            String begunBy,
            String message,
            @Nullable String state,
            @Nullable Instant endedAt,
            @Nullable String detail,
            @Nullable String digest) {}

    /**
     * A result that is ready to be kept.
     *
     * @param packed JSON, packed with gzip
     * @param digest SHA-256, in hex, of every move as a line of JSON, in their order, and the result as JSON behind them
     */
    record Sealed(byte[] packed, String digest) {}

    /**
     * What somebody said.
     *
     * @param number from 1
     */
    public record Comment(int number, Instant commentedAt, String commentedBy, String text) {}

    private final ImpactDao impacts;
    private final Consumer<Runnable> durably;

    /**
     * Over the ledger's database.
     *
     * @param durably runs what writes, and returns once it is on disk
     */
    public ImpactStore(Jdbi jdbi, Consumer<Runnable> durably) {
        this.impacts = jdbi.onDemand(ImpactDao.class);
        this.durably = durably;
    }

    void insert(Kept begun) {
        durably.accept(() -> impacts.insert(
                begun.id(),
                begun.fromVersion(),
                begun.draftVersion(),
                begun.draftRoster(),
                begun.askedOver(),
                utc(begun.atInstant()),
                utc(begun.begunAt()),
                begun.begunBy(),
                begun.message()));
    }

    /** Puts a result together with the moves that are kept already. */
    Sealed seal(String id, Impact result) {
        Hasher hasher = Hashing.sha256().newHasher();
        int part = 0;
        for (Optional<byte[]> moves = impacts.findMoves(id, part);
                moves.isPresent();
                moves = impacts.findMoves(id, part)) {
            hasher.putString(unpack(moves.get()), StandardCharsets.UTF_8);
            part++;
        }
        String json = json(result);
        return new Sealed(
                pack(json),
                hasher.putString(json, StandardCharsets.UTF_8).hash().toString());
    }

    /** @param result null unless it is done */
    void insertEnd(String id, String state, Instant at, String detail, @Nullable Sealed result) {
        durably.accept(() -> impacts.insertEnd(
                id,
                state,
                utc(at),
                detail,
                result == null ? null : result.packed(),
                result == null ? null : result.digest()));
    }

    void insertMoves(String id, int part, List<Move> moves) {
        StringBuilder lines = new StringBuilder();
        moves.forEach(move -> lines.append(json(move)).append('\n'));
        byte[] packed = pack(lines.toString());
        durably.accept(() -> impacts.insertMoves(id, part, packed));
    }

    void insertComment(String id, Instant at, String by, String text) {
        durably.accept(() -> impacts.insertComment(id, utc(at), by, text));
    }

    Optional<Kept> find(String id) {
        return impacts.find(id);
    }

    /** Newest first. */
    List<Kept> list(int limit) {
        return impacts.list(limit);
    }

    /** Those of a version as the draft, the newest first. */
    List<Kept> listOf(Versioned what, String version, int limit) {
        return impacts.listOf(column(what), version, limit);
    }

    /** Those of them that are done, the newest first. */
    public List<Kept> listDone(Versioned what, String version, int limit) {
        return impacts.listDone(column(what), version, limit);
    }

    /**
     * One of them that is done, the first that came to this.
     *
     * @param digest SHA-256, in hex, of its moves and its result
     */
    public Optional<Kept> findDone(Versioned what, String version, String digest) {
        return impacts.findDone(column(what), version, digest);
    }

    private static String column(Versioned what) {
        return switch (what) {
            case RULES -> "draft_version";
            case ROSTER -> "draft_roster";
        };
    }

    /** Empty unless it is done. */
    Optional<Impact> findResult(String id) {
        return impacts.findResult(id).map(bytes -> read(unpack(bytes), Impact.class));
    }

    /** A thousand moves, or what is left; empty behind the last. */
    List<Move> listMoves(String id, int part) {
        return impacts.findMoves(id, part).map(ImpactStore::unpack).stream()
                .flatMap(String::lines)
                .map(line -> read(line, Move.class))
                .toList();
    }

    /** In their order. */
    List<Comment> listComments(String id) {
        return impacts.listComments(id);
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException damaged) {
            throw new IllegalStateException("a stored impact can't be read", damaged);
        }
    }

    private static byte[] pack(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new GZIPOutputStream(bytes)) {
            packing.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static String unpack(byte[] packed) {
        try (GZIPInputStream unpacking = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return new String(unpacking.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException damaged) {
            throw new UncheckedIOException("a stored impact can't be read", damaged);
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
