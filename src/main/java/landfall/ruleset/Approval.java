package landfall.ruleset;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody decided about a version.
 *
 * @param approved false: rejected
 * @param resultDigest SHA-256, in hex, of the result of check and cases that was there to be read
 * @param impactDigest SHA-256, in hex, of the impact that was looked at; null where none was
 */
public record Approval(
        boolean approved,
        String by,
        Instant at,
        String comment,
        @Nullable String resultDigest,
        @Nullable String impactDigest) {}
