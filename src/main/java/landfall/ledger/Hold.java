package landfall.ledger;

import java.time.Duration;
import java.time.Instant;

/**
 * Until that moment nothing moves the account: no call, no rule, nobody by hand.
 *
 * @param decisionId of the decision by which it is held
 * @param since its moment
 * @param until from then on it may move again, and the hold counts no more
 * @param by who holds it
 * @param reason why
 */
public record Hold(String decisionId, Instant since, Instant until, String by, String reason) {

    /** Whether it counts at a moment. */
    public boolean isOn(Instant moment) {
        return moment.isBefore(until);
    }

    /** An offer's time as it is while the account is held: it stands still meanwhile. */
    Instant paused(Instant acceptBy, Instant now) {
        Duration left = Duration.between(now, acceptBy);
        return left.isNegative() ? until : until.plus(left);
    }

    /** The same time where the hold ends at another moment. */
    Instant resumed(Instant acceptBy, Instant now) {
        return now.plus(Duration.between(until, acceptBy));
    }
}
