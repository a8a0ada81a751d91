package landfall.ledger;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import landfall.rotation.RotationState;
import landfall.rotation.RotationState.Credit;

/** The turns of one pool in the order of the ledger: dense from 1, and each rep within one turn of his share after each of them. */
final class PoolTurns {

    private static final class Member {
        final long weight;
        long received;

        Member(long weight) {
            this.weight = weight;
        }
    }

    private final String pool;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final long sum;
    private final Consumer<String> broken;
    private long last;
    private long taken;

    /** @param broken is told in words what is not as promised */
    PoolTurns(String pool, Map<String, Integer> weights, Consumer<String> broken) {
        this.pool = pool;
        this.broken = broken;
        weights.forEach((rep, weight) -> members.put(rep, new Member(weight)));
        this.sum = weights.values().stream().mapToLong(Integer::longValue).sum();
    }

    /**
     * The next turn in the ledger. A member falls behind until he has a turn and is ahead right after it, so those two moments stand for
     * every prefix.
     */
    void take(long seq, long turn, String rep) {
        if (turn <= last) {
            broken.accept("turn " + turn + " of " + pool + " is taken by #" + seq + " after turn " + last);
        } else if (turn > last + 1) {
            broken.accept("between turns " + last + " and " + turn + " of " + pool + ", which #" + seq
                    + " took, some are missing");
        }
        last = Math.max(last, turn);
        Member member = members.get(rep);
        if (member == null) {
            broken.accept("#" + seq + " gave a turn of " + pool + " to " + rep + ", who is no member");
            return;
        }
        compare(rep, member);
        taken++;
        member.received++;
        compare(rep, member);
    }

    private void compare(String rep, Member member) {
        long off = owed(member);
        if (Math.abs(off) >= sum) {
            broken.accept("after " + taken + " turns of " + pool + " " + rep + " is off his share by " + off + "/" + sum
                    + " turns");
        }
    }

    /** Share less turns, over the sum of the weights. */
    private long owed(Member member) {
        return taken * member.weight - sum * member.received;
    }

    /** After the last turn. */
    void end() {
        members.forEach(this::compare);
    }

    /** Whether the pool itself says the same. */
    void compare(RotationState state) {
        if (state.turn() != taken) {
            broken.accept(pool + " stands at turn " + state.turn() + ", and " + taken + " are stored");
            return;
        }
        if (taken == 0) {
            return;
        }
        List<String> names = state.credits().stream().map(Credit::rep).toList();
        if (names.size() != members.size() || !members.keySet().containsAll(names)) {
            broken.accept(pool + " has credits of " + names + ", and its members are " + members.keySet());
            return;
        }
        for (Credit credit : state.credits()) {
            BigInteger owed = BigInteger.valueOf(owed(members.get(credit.rep())));
            if (!credit.credit().multiply(BigInteger.valueOf(sum)).equals(owed.multiply(state.denominator()))) {
                broken.accept("the credit of " + credit.rep() + " in " + pool + " is " + credit.credit() + "/"
                        + state.denominator() + ", and he is owed " + owed + "/" + sum);
            }
        }
    }
}
