package landfall.ledger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Since when an account is with its owner, and whether it is still to be worked on. It stays the same while decisions only keep
 * the account where it is.
 *
 * @param decisionId of the decision by which the account came to its owner
 * @param since its moment
 * @param open not closed
 * @param acceptBy of an offer: until when the owner may accept it; null where nobody need accept
 * @param offered reps who had it as an offer so far, the owner last; empty where it is none
 */
public record Standing(
        String decisionId, Instant since, boolean open, @Nullable Instant acceptBy, List<String> offered) {

    public Standing {
        offered = List.copyOf(offered);
    }

    /** From that decision on, with nobody to accept it. */
    public static Standing from(String decisionId, Instant since) {
        return new Standing(decisionId, since, true, null, List.of());
    }

    /** The same, and there is nothing more to do for anybody. */
    public Standing closed() {
        return new Standing(decisionId, since, false, null, List.of());
    }

    /** The same, and its owner took it. */
    public Standing accepted() {
        return new Standing(decisionId, since, open, null, List.of());
    }
}
