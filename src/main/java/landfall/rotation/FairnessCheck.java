package landfall.rotation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import landfall.language.RotationSpec.Kind;
import landfall.rotation.RotationState.Credit;
import org.jspecify.annotations.Nullable;

/**
 * Takes every turn of a history again, in the order of the ledger, and compares: who had to get it, whether the numbers are
 * dense, and how far anybody's credit ever was from zero. For one thread.
 */
public final class FairnessCheck {

    /**
     * What was seen of a pool, within the time that was asked for.
     *
     * @param epochs in which it took turns
     * @param members of the last of them
     * @param largest largest credit seen, in turns, of whatever sign
     * @param bound what it may be: below 1 while the same members were free, else max(1, (n−1)/2);
     *     each turn given back, or charged, in the epoch may move it by one
     * @param shares of everybody who was a member
     * @param faults in words; empty where all is as it must be
     */
    public record PoolReport(
            String pool,
            long turns,
            long epochs,
            int members,
            BigDecimal largest,
            BigDecimal bound,
            List<Share> shares,
            List<String> faults) {

        public PoolReport {
            shares = List.copyOf(shares);
            faults = List.copyOf(faults);
        }
    }

    /**
     * What a member had.
     *
     * @param weight the last he had
     * @param owed his share of the turns that went by shares, in turns
     * @param received turns that he got, by whatever verb
     */
    public record Share(String rep, int weight, BigDecimal owed, long received) {}

    private static final int MOST_FAULTS = 20;

    private final Map<String, Pool> pools = new TreeMap<>();

    /** The next turn of its pool. */
    public void turn(Turn turn) {
        turn(turn, true);
    }

    /**
     * The next turn of its pool.
     *
     * @param counts whether it is reported on; what comes later can't be checked without it, either way
     */
    public void turn(Turn turn, boolean counts) {
        pools.computeIfAbsent(turn.pool(), Pool::new).turn(turn, counts);
    }

    /**
     * A turn that was given back.
     *
     * @param counts whether it is reported on
     */
    public void returned(ReturnedTurn turn, boolean counts) {
        pools.computeIfAbsent(turn.pool(), Pool::new).returned(turn, counts);
    }

    /**
     * A turn that was charged.
     *
     * @param counts whether it is reported on
     */
    public void charged(ChargedTurn turn, boolean counts) {
        pools.computeIfAbsent(turn.pool(), Pool::new).charged(turn, counts);
    }

    /** Those that took turns that count, by pool. */
    public List<PoolReport> reports() {
        return pools.values().stream()
                .filter(pool -> pool.turns > 0)
                .map(Pool::report)
                .toList();
    }

    private static final class Pool {
        private final String name;
        private final MemberShares shares = new MemberShares();
        private final List<String> faults = new ArrayList<>();
        private @Nullable RotationState state;
        /** Number of the turn before. */
        private long last;

        private boolean counts;
        private long epoch;
        private long epochs;
        private int members;
        private long turns;
        private int returns;
        private BigDecimal largest = BigDecimal.ZERO;
        private BigDecimal bound = BigDecimal.ONE;

        Pool(String name) {
            this.name = name;
        }

        void turn(Turn turn, boolean counted) {
            counts = counted;
            last++;
            if (turn.turn() != last) {
                fault("turn " + last + " is missing: the next one is " + turn.turn());
                last = turn.turn();
            }
            if (counts) {
                turns++;
                shares.received(turn.rep());
                if (turn.epoch() != epoch) {
                    epoch = turn.epoch();
                    epochs++;
                }
            }
            RotationState before = before(turn);
            if (before == null) {
                fault("turn " + turn.turn() + " begins epoch " + turn.epoch() + " without its credits");
                return;
            }
            boolean fair =
                    turn.verb().equals(Kind.ROUND_ROBIN.verb()) || turn.verb().equals(Kind.WEIGHTED.verb());
            RotationState after = before;
            if (fair) {
                FairTurn.Outcome outcome = FairTurn.take(before, turn.free());
                if (!outcome.rep().equals(turn.rep())) {
                    fault("turn " + turn.turn() + " went to " + turn.rep() + ", and was " + outcome.rep() + "'s");
                }
                after = outcome.state();
                if (counts) {
                    shares.moved(before, after, outcome.rep());
                }
            } else if (!turn.free().contains(turn.rep())) {
                fault("turn " + turn.turn() + " went to " + turn.rep() + ", who was not free");
            }
            state = after;
            compare(turn, after);
            if (counts) {
                members = after.credits().size();
                measure(after);
            } else {
                shares.end();
            }
        }

        void returned(ReturnedTurn turn, boolean counted) {
            counts = counted;
            RotationState known = state;
            if (counts) {
                shares.returned(turn.rep());
            }
            if (!turn.credited()) {
                return;
            }
            if (known == null || known.epoch() != turn.epoch() || turn.turn() > last) {
                fault("turn " + turn.turn() + " was given back, and is none of the epoch's");
                return;
            }
            returns++;
            RotationState after = GivenBack.credits(known, turn.free(), turn.rep());
            state = after;
            if (counts) {
                shares.undone(known, after, turn.rep());
                measure(after);
            } else {
                shares.end();
            }
        }

        void charged(ChargedTurn turn, boolean counted) {
            counts = counted;
            if (counts) {
                shares.received(turn.rep());
            }
            if (!turn.credited()) {
                return;
            }
            RotationState before = before(turn.epoch(), last + 1, turn.credits());
            if (before == null) {
                fault("what was charged after turn " + turn.turn() + " is of no epoch that is known");
                return;
            }
            returns++;
            RotationState after = GivenBack.charged(before, turn.free(), turn.rep());
            state = after;
            if (counts) {
                shares.moved(before, after, turn.rep());
                members = after.credits().size();
                measure(after);
            } else {
                shares.end();
            }
        }

        private @Nullable RotationState before(Turn turn) {
            return before(turn.epoch(), turn.turn(), turn.credits());
        }

        /**
         * The state before a turn.
         *
         * @param first credits kept where it begins an epoch
         */
        private @Nullable RotationState before(long epochOfTurn, long number, @Nullable RotationState first) {
            RotationState known = state;
            if (known != null && known.epoch() == epochOfTurn) {
                return known;
            }
            if (first == null) {
                return null;
            }
            returns = 0;
            List<Credit> zero = first.credits().stream()
                    .map(credit -> new Credit(credit.rep(), credit.weight(), BigInteger.ZERO, false))
                    .toList();
            return new RotationState(name, epochOfTurn, number - 1, BigInteger.ONE, zero, null, List.of());
        }

        /** Credits that were kept are those that come out. */
        private void compare(Turn turn, RotationState after) {
            RotationState kept = turn.credits();
            if (kept == null) {
                return;
            }
            for (int i = 0; i < kept.credits().size(); i++) {
                Credit one = kept.credits().get(i);
                BigInteger other =
                        i < after.credits().size() ? after.credits().get(i).credit() : BigInteger.ZERO;
                if (!one.credit().multiply(after.denominator()).equals(other.multiply(kept.denominator()))) {
                    fault("the credits kept at turn " + turn.turn() + " are not those of " + one.rep());
                    return;
                }
            }
        }

        private void measure(RotationState after) {
            BigInteger most = BigInteger.ZERO;
            for (Credit credit : after.credits()) {
                most = most.max(credit.credit().abs());
            }
            BigDecimal credit = new BigDecimal(most).divide(new BigDecimal(after.denominator()), MathContext.DECIMAL64);
            largest = largest.max(credit);
            boolean steady = !Boolean.FALSE.equals(after.steady());
            BigDecimal base = steady
                    ? BigDecimal.ONE
                    : BigDecimal.valueOf(Math.max(2, members - 1)).divide(BigDecimal.valueOf(2));
            BigDecimal allowed = base.add(BigDecimal.valueOf(returns));
            bound = bound.max(allowed);
            if (steady ? credit.compareTo(allowed) >= 0 : credit.compareTo(allowed) > 0) {
                fault("after turn " + after.turn() + " somebody's credit is " + credit + ", beyond " + allowed);
            }
        }

        private void fault(String what) {
            if (counts && faults.size() < MOST_FAULTS) {
                faults.add(what);
            }
        }

        PoolReport report() {
            return new PoolReport(
                    name, turns, epochs, members, largest.round(new MathContext(4)), bound, shares.reports(), faults);
        }
    }
}
