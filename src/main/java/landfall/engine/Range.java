package landfall.engine;

/**
 * Numbers from one to another, both in it; doubles that lie outward of the exact bounds, so that it never leaves a number out
 * that they hold.
 */
record Range(double low, double high) {

    static final Range ANY = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    static Range atLeast(double bound) {
        return new Range(Math.nextDown(bound), Double.POSITIVE_INFINITY);
    }

    static Range atMost(double bound) {
        return new Range(Double.NEGATIVE_INFINITY, Math.nextUp(bound));
    }

    /** What lies in both; nothing where low is above high. */
    Range and(Range other) {
        return new Range(Math.max(low, other.low), Math.min(high, other.high));
    }

    /** What lies in either, or between them. */
    Range or(Range other) {
        return new Range(Math.min(low, other.low), Math.max(high, other.high));
    }
}
