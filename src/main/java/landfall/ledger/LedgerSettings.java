package landfall.ledger;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the lane collects, and how long keys are kept.
 *
 * @param queueLimit proposals that may wait; one more is refused
 * @param batchLimit proposals in one transaction at most
 * @param collectMicros a batch waits at most so long for company
 * @param quietMicros and no longer once nothing came for so long
 * @param indexEvery decisions after which the key index catches up
 * @param keepKeysDays days that an idempotency key is remembered; at least eight
 */
public record LedgerSettings(
        int queueLimit, int batchLimit, int collectMicros, int quietMicros, int indexEvery, int keepKeysDays) {

    public static final LedgerSettings DEFAULTS = new LedgerSettings(10_000, 512, 2_000, 150, 20_000, 8);

    public LedgerSettings {
        atLeast("queueLimit", queueLimit, 1);
        atLeast("batchLimit", batchLimit, 1);
        atLeast("collectMicros", collectMicros, 0);
        atLeast("quietMicros", quietMicros, 0);
        atLeast("indexEvery", indexEvery, 1);
        atLeast("keepKeysDays", keepKeysDays, 8);
    }

    /** As config.yml has it: what is absent is {@link #DEFAULTS}. */
    @JsonCreator
    static LedgerSettings of(
            @JsonProperty("queueLimit") @Nullable Integer queueLimit,
            @JsonProperty("batchLimit") @Nullable Integer batchLimit,
            @JsonProperty("collectMicros") @Nullable Integer collectMicros,
            @JsonProperty("quietMicros") @Nullable Integer quietMicros,
            @JsonProperty("indexEvery") @Nullable Integer indexEvery,
            @JsonProperty("keepKeysDays") @Nullable Integer keepKeysDays) {
        return new LedgerSettings(
                Objects.requireNonNullElse(queueLimit, DEFAULTS.queueLimit),
                Objects.requireNonNullElse(batchLimit, DEFAULTS.batchLimit),
                Objects.requireNonNullElse(collectMicros, DEFAULTS.collectMicros),
                Objects.requireNonNullElse(quietMicros, DEFAULTS.quietMicros),
                Objects.requireNonNullElse(indexEvery, DEFAULTS.indexEvery),
                Objects.requireNonNullElse(keepKeysDays, DEFAULTS.keepKeysDays));
    }

    Duration keepKeys() {
        return Duration.ofDays(keepKeysDays);
    }

    private static void atLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException("ledger." + name + " must be at least " + least + ", not " + value);
        }
    }
}
