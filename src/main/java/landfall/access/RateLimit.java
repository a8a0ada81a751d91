package landfall.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * How often a key may be used, on each node.
 *
 * @param perSecond calls in the long run
 * @param burst calls at once, after a time without any
 */
public record RateLimit(@Min(1) @Max(MOST) int perSecond, @Min(1) @Max(MOST) int burst) {

    static final int MOST = 1_000_000;

    public static final RateLimit DEFAULTS = new RateLimit(1_000, 2_000);

    /** What is absent takes its default; without a burst, it is twice as much as a second allows. */
    @JsonCreator
    public static RateLimit of(
            @JsonProperty("perSecond") @Nullable Integer perSecond, @JsonProperty("burst") @Nullable Integer burst) {
        int calls = perSecond == null ? DEFAULTS.perSecond : perSecond;
        return new RateLimit(calls, burst == null ? twice(calls) : burst);
    }

    /** That of a key which has one of its own. */
    RateLimit orOwn(@Nullable Integer ownPerSecond) {
        return ownPerSecond == null ? this : new RateLimit(ownPerSecond, twice(ownPerSecond));
    }

    private static int twice(int calls) {
        return (int) Math.min(MOST, 2L * calls);
    }
}
