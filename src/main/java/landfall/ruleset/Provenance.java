package landfall.ruleset;

import org.jspecify.annotations.Nullable;

/**
 * Where a version came from.
 *
 * @param base the version that was active when it was published; null for the first
 * @param result JSON: what its check and its cases came to; null where nobody kept it
 * @param changedRules JSON: the names of its rules that its base doesn't have so; null where nobody kept them
 */
public record Provenance(@Nullable String base, @Nullable String result, @Nullable String changedRules) {

    public static final Provenance UNKNOWN = new Provenance(null, null, null);
}
