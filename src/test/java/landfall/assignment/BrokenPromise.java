package landfall.assignment;

import java.util.List;

/** What a simulation found, with the seed that shows it again and the end of what happened. */
final class BrokenPromise extends AssertionError {
    private static final long serialVersionUID = 1L;
    private static final int TAIL = 60;

    private final transient List<String> trace;

    BrokenPromise(long seed, String what, List<String> trace) {
        super("seed " + seed + ": " + what + "\n  scripts/simulation 1 " + seed
                + " shows it again; what happened last:\n  "
                + String.join("\n  ", trace.subList(Math.max(0, trace.size() - TAIL), trace.size())));
        this.trace = List.copyOf(trace);
    }

    /** All that happened. */
    List<String> trace() {
        return trace;
    }
}
