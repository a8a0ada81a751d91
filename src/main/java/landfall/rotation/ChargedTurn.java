package landfall.rotation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an account that came to a rep by a list counts for him in a rotation: credits and caps move as by a turn, which was played
 * when the list was made. No turn is taken: the pool's number of turns stays.
 *
 * @param verb such as {@code roundRobin}
 * @param epoch of the pool when it was charged
 * @param turn number of the pool's last turn by then
 * @param free who could have had it, in the order of the rule
 * @param rep who got it
 * @param credited whether credits moved; not where the pool keeps none by its verb, or has other members
 * @param credits of everybody afterwards, where this begins an epoch; else null
 */
public record ChargedTurn(
        String pool,
        String verb,
        long epoch,
        long turn,
        List<String> free,
        String rep,
        boolean credited,
        @Nullable RotationState credits) {

    public ChargedTurn {
        free = List.copyOf(free);
    }
}
