package landfall.ledger;

/**
 * Calls of one source that came to the same.
 *
 * @param quarter of an hour, since 1970: every zone's day begins with one
 * @param kind of their decisions
 */
public record CallCount(long quarter, String source, String kind, long calls) {}
