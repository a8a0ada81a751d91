package landfall.rotation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One turn of a pool.
 *
 * @param rule the rotation rule that decided
 * @param verb such as {@code roundRobin}
 * @param turn its number within the pool, dense from 1
 * @param free who could have had it, in the order of the rule
 * @param rep who got it
 * @param loads of a least loaded rotation: open assignments of each who was free, in the same order; else empty
 * @param acceptBy until when he may accept it, where the rule asks him to; else null
 * @param actFrom when his working hours begin, where nobody's had begun; else null
 * @param ignored modifiers that could not count for this account, such as {@code matchingLanguage}
 * @param credits every member's credit after the turn, kept at the first turn of an epoch and at every hundredth; else
 *     null
 */
public record Turn(
        String rule,
        String pool,
        String verb,
        long epoch,
        long turn,
        List<String> free,
        String rep,
        List<Integer> loads,
        @Nullable Instant actFrom,
        @Nullable Instant acceptBy,
        List<String> ignored,
        @Nullable RotationState credits) {

    public Turn {
        free = List.copyOf(free);
        loads = List.copyOf(loads);
        ignored = List.copyOf(ignored);
    }
}
