package landfall.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import landfall.ledger.Ledger;
import landfall.ledger.OwnerChange;

/** What a receiver that fails now and then was sent, and whether it keeps what webhooks promise. Safe for many threads. */
final class Deliveries {

    private final int failsOneIn;
    private final Random random;
    private volatile String secret = "";

    private final Map<Long, String> accepted = new HashMap<>();
    private final Map<String, Long> newest = new HashMap<>();
    private final List<String> broken = new ArrayList<>();
    private long calls;
    private long failed;
    private long repeated;

    /** @param failsOneIn so many calls, by chance; 0: never */
    Deliveries(int failsOneIn, long seed) {
        this.failsOneIn = failsOneIn;
        this.random = new Random(seed);
    }

    void signedWith(String now) {
        secret = now;
    }

    /** The status that a call is answered with. */
    int take(Receiver.Call call) {
        JsonNode data = call.json().path("data");
        boolean signed = call.isSignedWith(secret);
        synchronized (this) {
            calls++;
            if (!signed) {
                broken.add("event " + call.id() + " has a wrong signature");
            }
            if (failsOneIn > 0 && random.nextInt(failsOneIn) == 0) {
                failed++;
                return random.nextBoolean() ? 500 : 429;
            }
            accept(
                    call.id(),
                    data.path("position").asLong(),
                    data.path("externalId").asText());
            return 204;
        }
    }

    private void accept(String id, long position, String account) {
        String before = accepted.putIfAbsent(position, id);
        if (before != null) {
            repeated++;
            if (!before.equals(id)) {
                broken.add("position " + position + " was event " + before + " and is " + id);
            }
            return;
        }
        Long last = newest.put(account, position);
        if (last != null && last > position) {
            broken.add("of " + account + " event " + position + " came first after event " + last);
        }
    }

    synchronized int count() {
        return accepted.size();
    }

    synchronized String told() {
        return String.format(
                "%,d events in %,d calls, %,d of them failed, %,d came again",
                accepted.size(), calls, failed, repeated);
    }

    synchronized long repeated() {
        return repeated;
    }

    /** What is not as it was promised, in words; empty where all is. */
    synchronized List<String> broken(Ledger ledger) {
        List<String> all = new ArrayList<>(broken);
        Set<Long> unknown = new HashSet<>(accepted.keySet());
        long position = 0;
        boolean more = true;
        while (more) {
            var page = ledger.changes(position, 1_000);
            for (OwnerChange change : page.changes()) {
                unknown.remove(change.position());
                if (!Payload.id(change).equals(accepted.get(change.position()))) {
                    all.add("change " + change.position() + " was not delivered");
                }
            }
            position = page.position();
            more = page.more();
        }
        unknown.forEach(each -> all.add("event " + each + " is no change of the ledger"));
        return all;
    }
}
