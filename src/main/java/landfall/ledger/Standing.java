package landfall.ledger;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Since when an account is with its owner, whether it is still to be worked on, and whether it is held. It stays the same while decisions only keep
 * the account where it is.
 *
 * @param decisionId of the decision by which the account came to its owner
 * @param since its moment
 * @param open not closed
 * @param acceptBy of an offer: until when the owner may accept it; null where nobody need accept
 * @param offered reps who had it as an offer so far, the owner last; empty where it is none
 * @param hold what keeps it there, or kept it until a while ago; null where nothing does
 */
public record Standing(
        String decisionId,
        Instant since,
        boolean open,
        @Nullable Instant acceptBy,
        List<String> offered,
        @Nullable Hold hold) {

    public Standing {
        offered = List.copyOf(offered);
    }

    /** One that nothing holds. */
    public Standing(String decisionId, Instant since, boolean open, @Nullable Instant acceptBy, List<String> offered) {
        this(decisionId, since, open, acceptBy, offered, null);
    }

    /** From that decision on, with nobody to accept it. */
    public static Standing from(String decisionId, Instant since) {
        return new Standing(decisionId, since, true, null, List.of(), null);
    }

    /** The same, and there is nothing more to do for anybody. */
    public Standing closed() {
        return new Standing(decisionId, since, false, null, List.of(), hold);
    }

    /** The same, and its owner took it. */
    public Standing accepted() {
        return new Standing(decisionId, since, open, null, List.of(), hold);
    }

    /** What holds the account at a moment; null where nothing does. */
    public @Nullable Hold heldAt(Instant moment) {
        return hold != null && hold.isOn(moment) ? hold : null;
    }

    /** The same at a moment: a hold that is over is not told on. */
    public Standing at(Instant moment) {
        return hold == null || hold.isOn(moment)
                ? this
                : new Standing(decisionId, since, open, acceptBy, offered, null);
    }

    /** The same, and held; an offer's time stands still until then. */
    public Standing held(Hold by, Instant now) {
        Standing free = released(now);
        Instant offer = free.acceptBy();
        return new Standing(decisionId, since, open, offer == null ? null : by.paused(offer, now), offered, by);
    }

    /** The same, and not held; an offer's time goes on. */
    public Standing released(Instant now) {
        Hold held = heldAt(now);
        Instant offer = held == null || acceptBy == null ? acceptBy : held.resumed(acceptBy, now);
        return new Standing(decisionId, since, open, offer, offered, null);
    }
}
