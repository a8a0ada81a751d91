package landfall.rotation;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import landfall.rotation.FairnessCheck.Share;
import landfall.rotation.RotationState.Credit;
import org.jspecify.annotations.Nullable;

/**
 * What the members of a pool were owed and what they got, over turns that may lie in several epochs. What one is owed is how
 * far his credit moved, and the turns that took from it; so it is read where a run of turns ends, not at each of them.
 */
final class MemberShares {
    private static final int DIGITS = 4;

    private final Map<String, Member> members = new LinkedHashMap<>();
    private @Nullable RotationState begin;
    private @Nullable RotationState end;

    private static final class Member {
        private int weight;
        private BigInteger owed = BigInteger.ZERO;
        private BigInteger denominator = BigInteger.ONE;
        private long received;

        void add(BigInteger numerator, BigInteger over) {
            BigInteger sum = owed.multiply(over).add(numerator.multiply(denominator));
            BigInteger common = denominator.multiply(over);
            BigInteger divisor = sum.gcd(common).max(BigInteger.ONE);
            owed = sum.divide(divisor);
            denominator = common.divide(divisor);
        }

        BigDecimal owed() {
            return new BigDecimal(owed).divide(new BigDecimal(denominator), DIGITS, RoundingMode.HALF_EVEN);
        }
    }

    /** He got a turn. */
    void received(String rep) {
        member(rep).received++;
    }

    /**
     * A turn by shares took the pool from one state to another of the same epoch.
     *
     * @param taker whose turn it was by the rule
     */
    void moved(RotationState before, RotationState after, String taker) {
        if (begin != null && begin.epoch() != before.epoch()) {
            end();
        }
        if (begin == null) {
            begin = before;
        }
        end = after;
        member(taker).add(BigInteger.ONE, BigInteger.ONE);
    }

    /** A turn that he got was given back. */
    void returned(String rep) {
        member(rep).received--;
    }

    /** It took the pool from one state to another of the same epoch. */
    void undone(RotationState before, RotationState after, String rep) {
        if (begin == null) {
            begin = before;
        }
        end = after;
        member(rep).add(BigInteger.ONE.negate(), BigInteger.ONE);
    }

    /** The run of turns ends; the next one may begin from another state. */
    void end() {
        RotationState first = begin;
        RotationState last = end;
        if (first == null || last == null) {
            return;
        }
        for (int i = 0; i < last.credits().size(); i++) {
            Credit credit = last.credits().get(i);
            Member member = member(credit.rep());
            member.weight = credit.weight();
            member.add(credit.credit(), last.denominator());
            member.add(first.credits().get(i).credit().negate(), first.denominator());
        }
        begin = null;
        end = null;
    }

    /** Of everybody who was a member, or got a turn. */
    List<Share> reports() {
        end();
        return members.entrySet().stream()
                .map(member -> new Share(
                        member.getKey(),
                        member.getValue().weight,
                        member.getValue().owed(),
                        member.getValue().received))
                .toList();
    }

    private Member member(String rep) {
        return members.computeIfAbsent(rep, key -> new Member());
    }
}
