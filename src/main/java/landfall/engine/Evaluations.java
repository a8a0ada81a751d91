package landfall.engine;

/**
 * What rules did since they were compiled.
 *
 * @param accounts evaluated
 * @param matches territory rules that matched
 * @param timed how many of the evaluations were timed: about one of 64
 * @param timedNanos what those took together, in nanoseconds
 * @param sessionsInUse evaluations under way
 */
public record Evaluations(long accounts, long matches, long timed, long timedNanos, int sessionsInUse) {}
