package landfall.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import landfall.rotation.RotationState;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a ledger holds otherwise than callers were told. It reads the history once and the ledger once in order of {@code seq}, so that
 * its time is linear in both.
 *
 * <p>The order of time is that of linearizability (M. Herlihy and J. Wing, ACM TOPLAS 12, 1990): a decision that was answered before
 * another was asked for comes before it.
 */
final class HistoryChecker {

    /**
     * A decision as the ledger holds it.
     *
     * @param key by which it was asked for; null where there was none
     * @param pool whose turn it took; null where it took none
     * @param turn 0 where it took none
     */
    record Stored(
            long seq, String id, @Nullable String key, String account, String rep, @Nullable String pool, long turn) {}

    /** All calls with one key, and the decision that they led to. */
    private static final class Asked {
        final History.Ask ask;
        final long begin;
        long end = History.NEVER;

        @Nullable
        String id;

        @Nullable
        String rep;

        long turn;
        long seq;

        Asked(History.Ask ask, long begin) {
            this.ask = ask;
            this.begin = begin;
        }
    }

    /** Who has an account or a company, and by which decision he got it. */
    private record Owner(String rep, long seq) {}

    private final List<String> broken = new ArrayList<>();
    private final Map<String, Asked> byKey;
    private final Map<String, Owner> accounts = new HashMap<>();
    private final Map<String, Owner> companies = new HashMap<>();
    private final Map<String, PoolTurns> pools = new LinkedHashMap<>();
    private long last;
    private String lastId = "";
    /** Of the decisions so far the one that was asked for last. */
    private @Nullable Asked latest;

    /**
     * Reads the history; nobody may add to it any more.
     *
     * @param weights of each rep, by pool
     */
    HistoryChecker(History history, Map<String, Map<String, Integer>> weights) {
        weights.forEach((pool, members) -> pools.put(pool, new PoolTurns(pool, members, broken::add)));
        byKey = new HashMap<>(history.size() * 2);
        for (int i = 0; i < history.size(); i++) {
            read(Objects.requireNonNull(history.get(i)));
        }
    }

    private void read(History.Call call) {
        Asked asked = byKey.computeIfAbsent(call.ask().key(), key -> new Asked(call.ask(), call.begin()));
        if (!asked.ask.equals(call.ask())) {
            throw new IllegalArgumentException("a key for two asks: " + asked.ask + ", " + call.ask());
        }
        if (!call.isAnswered()) {
            return;
        }
        if (asked.id == null) {
            asked.id = call.id();
            asked.rep = call.rep();
            asked.turn = call.turn();
        } else if (!asked.id.equals(call.id()) || !Objects.equals(asked.rep, call.rep()) || asked.turn != call.turn()) {
            broken.add("key " + asked.ask.key() + " was answered "
                    + words(call.id(), call.rep(), call.turn()) + ", and also "
                    + words(asked.id, asked.rep, asked.turn));
        }
        asked.end = Math.min(asked.end, call.end());
    }

    private static String words(@Nullable String id, @Nullable String rep, long turn) {
        return id + " with " + rep + (turn == 0 ? "" : " by turn " + turn);
    }

    /** The next decision of the ledger, in order of {@code seq}. */
    void take(Stored stored) {
        number(stored);
        Asked asked = stored.key() == null ? null : byKey.get(stored.key());
        if (asked == null) {
            broken.add("#" + stored.seq() + " about " + stored.account() + " is stored, and nobody asked for it");
        } else if (asked.seq != 0) {
            broken.add("key " + asked.ask.key() + " has two decisions, #" + asked.seq + " and #" + stored.seq());
        } else {
            asked.seq = stored.seq();
            compare(stored, asked);
            order(asked);
        }
        own(stored, asked == null ? null : asked.ask.company());
    }

    private void number(Stored stored) {
        if (stored.seq() != last + 1) {
            broken.add("after #" + last + " comes #" + stored.seq());
        }
        if (stored.id().compareTo(lastId) <= 0) {
            broken.add("#" + stored.seq() + " has id " + stored.id() + ", which does not come after " + lastId);
        }
        last = stored.seq();
        lastId = stored.id();
    }

    private void compare(Stored stored, Asked asked) {
        History.Ask ask = asked.ask;
        if (!stored.account().equals(ask.account())) {
            broken.add("#" + stored.seq() + " is about " + stored.account() + ", and key " + ask.key() + " was for "
                    + ask.account());
        }
        if (stored.pool() != null && !stored.pool().equals(ask.pool())) {
            broken.add("#" + stored.seq() + " took a turn of " + stored.pool() + ", and key " + ask.key() + " was for "
                    + ask.pool());
        }
        if (asked.id != null
                && (!stored.id().equals(asked.id) || !stored.rep().equals(asked.rep) || stored.turn() != asked.turn)) {
            broken.add("key " + ask.key() + " was answered " + words(asked.id, asked.rep, asked.turn) + ", and #"
                    + stored.seq() + " is " + words(stored.id(), stored.rep(), stored.turn()));
        }
    }

    /** Of those that come before a decision none may have been asked for only after it was answered; the one asked for last tells. */
    private void order(Asked asked) {
        Asked before = latest;
        if (before != null && asked.end < before.begin) {
            broken.add("#" + asked.seq + " was answered before key " + before.ask.key()
                    + " was asked for, and that is #" + before.seq);
        }
        if (before == null || asked.begin > before.begin) {
            latest = asked;
        }
    }

    private void own(Stored stored, @Nullable String company) {
        Owner mine = new Owner(stored.rep(), stored.seq());
        Owner ofAccount = accounts.putIfAbsent(stored.account(), mine);
        Owner ofCompany = company == null ? null : companies.putIfAbsent(company, mine);
        compare("account " + stored.account(), ofAccount, mine);
        compare("company " + company, ofCompany, mine);
        Owner before = ofAccount == null ? ofCompany : ofAccount;
        if (stored.turn() == 0) {
            if (before == null) {
                broken.add("#" + stored.seq() + " took no turn for " + stored.account() + ", which nobody owned");
            }
            return;
        }
        if (before != null) {
            broken.add("#" + stored.seq() + " took a turn for " + stored.account() + ", which " + before.rep()
                    + " owned since #" + before.seq());
        }
        PoolTurns pool = stored.pool() == null ? null : pools.get(stored.pool());
        if (pool == null) {
            broken.add("#" + stored.seq() + " took a turn of " + stored.pool() + ", which is no pool");
        } else {
            pool.take(stored.seq(), stored.turn(), stored.rep());
        }
    }

    private void compare(String what, @Nullable Owner owner, Owner now) {
        if (owner != null && !owner.rep().equals(now.rep())) {
            broken.add(what + " is with " + owner.rep() + " by #" + owner.seq() + " and with " + now.rep() + " by #"
                    + now.seq());
        }
    }

    /**
     * Everything that is not as it was promised, in words; empty when all is well. To be called once, after the last decision.
     *
     * @param rotations where the pools stand
     */
    List<String> broken(Collection<RotationState> rotations) {
        byKey.forEach((key, asked) -> {
            if (asked.id != null && asked.seq == 0) {
                broken.add("decision " + asked.id + " of key " + key + " was answered and is lost");
            }
        });
        Map<String, RotationState> states = new HashMap<>();
        rotations.forEach(state -> states.put(state.pool(), state));
        pools.forEach((pool, turns) -> {
            turns.end();
            turns.compare(states.getOrDefault(pool, RotationState.fresh(pool)));
        });
        return List.copyOf(broken);
    }

    /** Rep by account, as the decisions say. */
    Map<String, String> accountOwners() {
        return reps(accounts);
    }

    /** Rep by company, as the decisions say. */
    Map<String, String> companyOwners() {
        return reps(companies);
    }

    private static Map<String, String> reps(Map<String, Owner> owners) {
        Map<String, String> reps = new HashMap<>(owners.size() * 2);
        owners.forEach((name, owner) -> reps.put(name, owner.rep()));
        return reps;
    }
}
