package landfall.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a search came upon.
 *
 * @param decisions that fit, in order of time
 * @param next id up to which decisions were looked at, to go on from; null where there are no more
 */
public record FoundDecisions(List<StoredDecision> decisions, @Nullable String next) {

    public FoundDecisions {
        decisions = List.copyOf(decisions);
    }
}
