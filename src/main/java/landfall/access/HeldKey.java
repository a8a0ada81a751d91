package landfall.access;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import landfall.http.ApiException;
import landfall.http.Caller;
import landfall.http.ErrorCode;

/** A key in memory: what is checked at each call, and what is counted. */
final class HeldKey {

    private static final long USE_MILLIS = TimeUnit.MINUTES.toMillis(1);

    private final StoredKey stored;
    private final Caller caller;
    private final RateLimit limit;
    private final Bucket bucket;
    private final AtomicLong usedAt;

    private HeldKey(StoredKey stored, RateLimit limit, Bucket bucket, AtomicLong usedAt) {
        this.stored = stored;
        this.caller = stored.key().caller();
        this.limit = limit;
        this.bucket = bucket;
        this.usedAt = usedAt;
    }

    /** One that was not used here yet. */
    static HeldKey of(StoredKey stored, RateLimit general, InstantSource clock) {
        RateLimit limit = general.orOwn(stored.key().perSecond());
        Bucket bucket = Bucket.builder()
                .addLimit(bandwidth ->
                        bandwidth.capacity(limit.burst()).refillGreedy(limit.perSecond(), Duration.ofSeconds(1)))
                .withCustomTimePrecision(meter(clock))
                .build();
        return new HeldKey(stored, limit, bucket, new AtomicLong());
    }

    private static TimeMeter meter(InstantSource clock) {
        return new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return TimeUnit.MILLISECONDS.toNanos(clock.millis());
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        };
    }

    /** The same as it is stored now; what was counted goes on. */
    HeldKey as(StoredKey now) {
        return new HeldKey(now, limit, bucket, usedAt);
    }

    ApiKey key() {
        return stored.key();
    }

    /**
     * Who holds it.
     *
     * @param shown the whole key, whose id is this one's
     * @throws ApiException where it is another, no longer valid, or used too often
     */
    Caller admit(KeyText shown, Instant now) {
        if (!MessageDigest.isEqual(stored.hash(), shown.hash())) {
            throw unknown();
        }
        if (key().revokedAt() != null) {
            throw new ApiException(ErrorCode.API_KEY_INVALID, "The key was revoked at " + key().revokedAt() + ".");
        }
        if (!key().isValid(now)) {
            throw new ApiException(ErrorCode.API_KEY_INVALID, "The key expired at " + key().expiresAt() + ".");
        }
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw ApiException.rateLimited(
                    "The key " + caller.name() + " makes more than " + limit.perSecond()
                            + (limit.perSecond() == 1 ? " call" : " calls") + " a second.",
                    Duration.ofNanos(probe.getNanosToWaitForRefill()));
        }
        long millis = now.toEpochMilli();
        if (millis - usedAt.get() > USE_MILLIS) {
            usedAt.set(millis);
        }
        return caller;
    }

    static ApiException unknown() {
        return new ApiException(ErrorCode.API_KEY_INVALID, "There is no such key.");
    }

    /** When it was used here since that moment; to the minute. */
    Optional<Instant> usedSince(Instant moment) {
        Instant used = Instant.ofEpochMilli(usedAt.get());
        return used.isAfter(moment) ? Optional.of(used) : Optional.empty();
    }
}
