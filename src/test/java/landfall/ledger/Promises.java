package landfall.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What callers were told, and whether a ledger still holds it. */
final class Promises {
    private static final Pattern ANSWER =
            Pattern.compile("\\{\"assignmentId\":\"(\\w+)\",\"repId\":\"(\\w+)\",\"turn\":(\\d+)}");
    private static final Pattern TURN = Pattern.compile("\"turn\":(\\d+)");

    private record Promise(String account, String id, String rep, String answer) {}

    private final Map<String, Promise> byKey = new ConcurrentHashMap<>();
    private final Map<String, String> repByAccount = new ConcurrentHashMap<>();
    private final List<String> broken = new ArrayList<>();

    /** A caller got an answer. */
    void answered(String account, String key, String answer) {
        Matcher parts = ANSWER.matcher(answer);
        if (!parts.matches()) {
            breach("unreadable answer " + answer);
            return;
        }
        Promise before = byKey.putIfAbsent(key, new Promise(account, parts.group(1), parts.group(2), answer));
        if (before != null && !before.answer.equals(answer)) {
            breach("key " + key + " got " + answer + " after " + before.answer);
        }
        String rep = repByAccount.putIfAbsent(account, parts.group(2));
        if (rep != null && !rep.equals(parts.group(2))) {
            breach("account " + account + " got " + parts.group(2) + " after " + rep);
        }
    }

    /** What was promised so far. */
    Promises copy() {
        Promises copy = new Promises();
        copy.byKey.putAll(byKey);
        copy.byKey.values().forEach(promise -> copy.repByAccount.put(promise.account, promise.rep));
        return copy;
    }

    int count() {
        return byKey.size();
    }

    List<String> keys() {
        return List.copyOf(byKey.keySet());
    }

    String account(String key) {
        return byKey.get(key).account;
    }

    /** Everything that was promised and is not so, in words; empty when all is well. */
    synchronized List<String> broken(Ledger ledger, String pool) {
        byKey.forEach((key, promise) -> {
            if (ledger.find(promise.id).isEmpty()) {
                broken.add("decision " + promise.id + " of key " + key + " was answered and is lost");
            }
            String owner = ledger.holding(new AccountKey("test", promise.account))
                    .map(Holding::owner)
                    .orElse("nobody");
            if (!owner.equals(promise.rep)) {
                broken.add("account " + promise.account + " was given to " + promise.rep + " and is with " + owner);
            }
        });
        turns(ledger, pool);
        return List.copyOf(broken);
    }

    private void turns(Ledger ledger, String pool) {
        BitSet taken = new BitSet();
        List<StoredDecision> page = ledger.list(null, 1_000);
        while (!page.isEmpty()) {
            for (StoredDecision decision : page) {
                Matcher turn = TURN.matcher(new String(decision.decision(), UTF_8));
                int number = turn.find() ? Integer.parseInt(turn.group(1)) : 0;
                if (number > 0 && taken.get(number)) {
                    broken.add("turn " + number + " was taken twice");
                }
                taken.set(number);
            }
            page = ledger.list(page.get(page.size() - 1).id(), 1_000);
        }
        taken.clear(0);
        if (taken.cardinality() != ledger.rotation(pool).turn() || taken.length() - 1 > taken.cardinality()) {
            broken.add("turns 1 to " + (taken.length() - 1) + " are " + taken.cardinality()
                    + ", and the pool stands at " + ledger.rotation(pool).turn());
        }
    }

    private synchronized void breach(String what) {
        broken.add(what);
    }
}
