package landfall.ledger;

/**
 * How the database's connections for reading stand; the lane has one of its own beside them.
 *
 * @param waiting threads that wait for one
 * @param most there may be
 */
public record ConnectionFigures(int active, int idle, int waiting, int most) {}
