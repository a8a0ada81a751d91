package landfall.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a batch changes about offers, about what waits for a person or is held, and about the reps' open assignments. */
final class StandingChanges {
    private final OpenLoad load = new OpenLoad();
    private final List<Entry> offersMade = new ArrayList<>();
    private final List<Entry> offersMoved = new ArrayList<>();
    private final List<Long> offersGone = new ArrayList<>();
    private final List<Entry> waitingBegun = new ArrayList<>();
    private final List<Long> waitingEnded = new ArrayList<>();
    private final List<Entry> holdsBegun = new ArrayList<>();

    /** @param before the decision before it about the same account, or null */
    void add(@Nullable Entry before, Entry now) {
        load.count(before, now);
        boolean same = before != null && before.standing() == now.standing();
        boolean offer = now.acceptBy() != null;
        boolean offerStays = before != null && same && offer && before.acceptBy() != null;
        boolean waitStays = before != null && same && now.waits() && before.waits();
        if (before != null && before.acceptBy() != null && !offerStays) {
            offersGone.add(before.standing());
        }
        if (offer && !offerStays) {
            offersMade.add(now);
        } else if (offer && before != null && !Objects.equals(now.acceptBy(), before.acceptBy())) {
            offersMoved.add(now);
        }
        if (before != null && before.waits() && !waitStays) {
            waitingEnded.add(before.standing());
        }
        if (now.waits() && !waitStays) {
            waitingBegun.add(now);
        }
        if (now.holds()) {
            holdsBegun.add(now);
        }
    }

    /** What began before what ended: one batch may have both of one account. */
    void write(LaneStatements statements) {
        statements.insertOffers(offersMade);
        statements.moveOffers(offersMoved);
        statements.deleteOffers(offersGone);
        statements.insertWaiting(waitingBegun);
        statements.deleteWaiting(waitingEnded);
        statements.insertHolds(holdsBegun);
    }

    OpenLoad load() {
        return load;
    }

    /** Takes up the offers that were made, and those that have another time, then drops those that are gone. */
    void apply(PendingOffers offers) {
        Stream.concat(offersMade.stream(), offersMoved.stream())
                .forEach(entry -> offers.add(entry.standing(), DecisionIds.text(entry.standingId()), entry.acceptBy()));
        offersGone.forEach(offers::remove);
    }
}
