package landfall.rotation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A turn that was spent on nothing worth having, and given back: as far as credits go, it never was. Its number stays taken.
 *
 * @param decisionId of the decision that took it
 * @param turn its number within the pool
 * @param rep who had it
 * @param free who could have had it
 * @param credited whether credits moved; not where the pool keeps none by its verb, or began another epoch since
 */
public record ReturnedTurn(
        @Nullable String decisionId,
        String pool,
        long epoch,
        long turn,
        String rep,
        List<String> free,
        boolean credited) {

    public ReturnedTurn {
        free = List.copyOf(free);
    }
}
