package landfall.ruleset;

import java.time.Instant;

/** Who published a version, and when. */
public record Publication(String version, Instant publishedAt, String publishedBy, String message) {}
