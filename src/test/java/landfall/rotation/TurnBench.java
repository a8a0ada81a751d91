package landfall.rotation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import landfall.engine.Moment;
import landfall.facts.Account;

/**
 * Measures what a turn costs, from asking who is free to the pool's next state ({@link TurnTaker#take}): a pool of 300 reps with
 * hours, absences, weights, strengths and a cap against one of 3 with nothing of that. Ten turns a second of the clock that
 * they read.
 */
final class TurnBench {
    private static final int ROUNDS = 7;
    private static final int TURNS = 100_000;
    /** A hot pool: fifty turns a second, so that who is there is found out every three thousand turns. */
    private static final long MILLIS_BETWEEN = 20;

    private static final int WARM_UPS = 3;
    private static final double MOST_TIMES = 2;

    private TurnBench() {}

    public static void main(String[] arguments) {
        List<Double> few = new ArrayList<>();
        List<Double> many = new ArrayList<>();
        RandomPool three = RandomPool.plain(3);
        RandomPool hundreds = RandomPool.full(300);
        for (int round = -WARM_UPS; round < ROUNDS; round++) {
            double one = micros(three);
            double other = micros(hundreds);
            if (round >= 0) {
                few.add(one);
                many.add(other);
            }
        }
        double small = median(few);
        double large = median(many);
        System.out.printf(
                Locale.ROOT,
                "a turn of 3 reps %.2f µs, of 300 with hours, absences, weights, strengths and a cap %.2f µs: "
                        + "%.1f times (at most %.0f: %s)%n",
                small,
                large,
                large / small,
                MOST_TIMES,
                large / small <= MOST_TIMES ? "reached" : "MISSED");
    }

    private static double micros(RandomPool pool) {
        TurnTaker turns = new TurnTaker(pool.members);
        ReadyRotation rotation = pool.rotations.get(0);
        Account account = Account.builder().language("en").build();
        RotationState state = RotationState.fresh("us");
        Instant at = Instant.parse("2026-03-03T14:00:00Z");
        long begin = System.nanoTime();
        for (int turn = 0; turn < TURNS; turn++) {
            Moment moment = pool.moment(at.plusMillis(turn * MILLIS_BETWEEN));
            RotationState before = state;
            Pools pools = new Pools(name -> before, rep -> 0);
            turns.take(rotation, "us", account, moment, pool.presence(moment), pools, true, List.of());
            state = pools.moved().get(0);
        }
        return (System.nanoTime() - begin) / 1e3 / TURNS;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
