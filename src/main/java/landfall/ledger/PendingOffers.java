package landfall.ledger;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Offers that wait for their rep, by the moment until which they do. Safe for many threads. */
final class PendingOffers {

    private record Pending(long seq, DueOffer offer) {}

    private final Map<Long, Pending> bySeq = new HashMap<>();
    private final TreeSet<Pending> byMoment = new TreeSet<>(
            Comparator.comparing((Pending pending) -> pending.offer().acceptBy())
                    .thenComparing(Pending::seq));

    /** Instead of the one with that number, where it is there. */
    synchronized void add(long seq, String decisionId, @Nullable Instant acceptBy) {
        remove(seq);
        if (acceptBy != null) {
            Pending pending = new Pending(seq, new DueOffer(decisionId, acceptBy));
            bySeq.put(seq, pending);
            byMoment.add(pending);
        }
    }

    synchronized void remove(long seq) {
        Pending pending = bySeq.remove(seq);
        if (pending != null) {
            byMoment.remove(pending);
        }
    }

    /** Those whose time is over, the oldest first. */
    synchronized List<DueOffer> due(Instant now, int most) {
        return byMoment.stream()
                .limit(most)
                .map(Pending::offer)
                .takeWhile(offer -> now.isAfter(offer.acceptBy()))
                .toList();
    }

    synchronized int size() {
        return bySeq.size();
    }
}
