package landfall.transfer;

/**
 * A table that is there.
 *
 * @param digest of its rows, 64 hexadecimal digits: equal rows in whatever order and database give equal digests
 */
public record Moved(String table, long rows, String digest) {}
