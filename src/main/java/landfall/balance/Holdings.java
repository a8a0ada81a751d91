package landfall.balance;

import java.math.BigDecimal;
import landfall.impact.Load;
import landfall.impact.LoadSum;
import landfall.impact.Position;
import org.jspecify.annotations.Nullable;

/** Adds up what somebody has; for one thread. */
final class Holdings {

    private final LoadSum load = new LoadSum();
    private BigDecimal potential = BigDecimal.ZERO;
    private long partly;
    private long located;
    private long open;

    /**
     * What it came to.
     *
     * @param partly accounts of which a field that the potential names is absent
     * @param located accounts of which the distance to the rep is known
     * @param open assignments that count as open
     */
    record Figures(Load load, BigDecimal potential, long partly, long located, long open) {}

    void add(BookBalance.Seen seen, Position position) {
        Double distance = seen.kilometres();
        load.add(seen.account(), position, distance);
        potential = potential.add(seen.potential().amount());
        partly += seen.potential().partly() ? 1 : 0;
        located += distance == null ? 0 : 1;
        open += seen.open() ? 1 : 0;
    }

    /** An assignment in an overlay role: of the account itself nothing is his. */
    void addOpen() {
        open++;
    }

    void add(@Nullable Holdings more) {
        if (more != null) {
            load.add(more.load);
            potential = potential.add(more.potential);
            partly += more.partly;
            located += more.located;
            open += more.open;
        }
    }

    BigDecimal potential() {
        return potential;
    }

    Figures figures() {
        return new Figures(load.with(new LoadSum()), Amounts.plain(potential), partly, located, open);
    }
}
