package landfall.ruleset;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version among those that it came from.
 *
 * @param base the version that was active when it was published; null for the first
 * @param changedRules JSON: the names of its rules that its base doesn't have so; null where nobody kept them
 */
record Ancestry(
        String version,
        Instant publishedAt,
        String publishedBy,
        String message,
        @Nullable String base,
        @Nullable String changedRules) {}
