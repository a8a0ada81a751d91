package landfall.ledger;

import com.github.f4b6a3.ulid.Ulid;
import com.github.f4b6a3.ulid.UlidCreator;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ids of decisions: ULIDs, each greater than the one before it, whatever the clock does. Only the lane's thread uses it. */
final class DecisionIds {
    private final InstantSource clock;
    private @Nullable Ulid last;

    DecisionIds(InstantSource clock) {
        this.clock = clock;
    }

    /** No id will be given that is not after this one; null: there is none. */
    void after(@Nullable UUID id) {
        Ulid floor = id == null ? null : Ulid.from(id);
        if (floor != null && (last == null || floor.compareTo(last) > 0)) {
            last = floor;
        }
    }

    UUID next() {
        Ulid id = UlidCreator.getUlid(clock.millis());
        if (last != null && id.compareTo(last) <= 0) {
            id = somewhatAfter(last);
        }
        last = id;
        return id.toUuid();
    }

    /** By a random step: two nodes that start from the same id must not come to the same one. */
    private static Ulid somewhatAfter(Ulid id) {
        long step = 1 + (UlidCreator.getUlid().getLeastSignificantBits() >>> Short.SIZE);
        long low = id.getLeastSignificantBits() + step;
        boolean carries = Long.compareUnsigned(low, step) < 0;
        return new Ulid(id.getMostSignificantBits() + (carries ? 1 : 0), low);
    }

    /** Not after any id that was given at that moment or later. */
    static UUID least(Instant moment) {
        return new UUID(Math.max(0, moment.toEpochMilli()) << Short.SIZE, 0);
    }

    static String text(UUID id) {
        return Ulid.from(id).toString();
    }

    /** Empty for a text that is no id. */
    static Optional<UUID> parse(String text) {
        return Ulid.isValid(text) ? Optional.of(Ulid.from(text).toUuid()) : Optional.empty();
    }
}
