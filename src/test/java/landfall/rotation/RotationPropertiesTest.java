package landfall.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import landfall.engine.Moment;
import landfall.facts.Account;
import landfall.roster.Rep;
import landfall.rotation.FairnessCheck.PoolReport;
import landfall.rotation.RotationState.Credit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds of every turn, whatever the roster and whoever is there, while several pools take turns between each other. */
class RotationPropertiesTest {
    private static final int CAP = 3;
    private static final List<String> EQUAL = List.of(
            "roundRobin(team(\"west\")).cap(3, \"hour\").duringWorkingHours().pool(\"hours\")",
            "roundRobin(team(\"west\").skill(\"fintech\")).pool(\"strengths\")",
            "roundRobin(team(\"west\"))");
    private static final List<String> WEIGHTED = List.of(
            "weighted(team(\"west\")).cap(3, \"hour\").pool(\"hours\")",
            "weighted(team(\"west\").skill(\"fintech\")).duringWorkingHours().pool(\"strengths\")",
            "weighted(rep(\"rep-0\", 9), team(\"west\"))");

    /** A turn with the rule that asked for it, and the pool before and after. */
    private record Taken(Instant at, ReadyRotation rotation, Turn turn, RotationState before, RotationState after) {}

    @Property(tries = 25)
    void creditsAddUpToZeroAndStayWithinTheirBound(@ForAll @IntRange(min = 2, max = 25) int reps, @ForAll long seed) {
        for (Taken taken : history(EQUAL, reps, seed)) {
            List<Credit> credits = taken.after.credits();
            assertThat(credits.stream().map(Credit::credit).reduce(BigInteger.ZERO, BigInteger::add))
                    .isZero();
            boolean steady = Boolean.TRUE.equals(taken.after.steady());
            // in halves of a turn
            BigInteger bound = taken.after.denominator().multiply(BigInteger.valueOf(Math.max(2, credits.size() - 1)));
            for (Credit credit : credits) {
                if (steady) {
                    assertThat(credit.credit().abs()).isLessThan(taken.after.denominator());
                } else {
                    assertThat(credit.credit().abs().shiftLeft(1)).isLessThanOrEqualTo(bound);
                }
            }
        }
    }

    @Property(tries = 25)
    void withWeightsTheyAddUpToZeroToo(@ForAll @IntRange(min = 2, max = 25) int reps, @ForAll long seed) {
        for (Taken taken : history(WEIGHTED, reps, seed)) {
            assertThat(taken.after.credits().stream().map(Credit::credit).reduce(BigInteger.ZERO, BigInteger::add))
                    .isZero();
        }
    }

    @Property(tries = 25)
    void turnsOfAPoolAreDenseAndGoToSomebodyFree(@ForAll @IntRange(min = 1, max = 25) int reps, @ForAll long seed) {
        Random random = new Random(seed);
        Map<String, Long> last = new HashMap<>();
        RandomPool pool = RandomPool.of(random, reps, random.nextBoolean() ? EQUAL : WEIGHTED);
        for (Taken taken : history(pool, random)) {
            Turn turn = taken.turn;
            assertThat(turn.turn()).isEqualTo(last.getOrDefault(turn.pool(), 0L) + 1);
            last.put(turn.pool(), turn.turn());
            assertThat(turn.free()).contains(turn.rep()).doesNotHaveDuplicates();
            Presence presence = pool.presence(pool.moment(taken.at));
            for (String id : turn.free()) {
                Rep rep = pool.roster.rep(id).orElseThrow();
                assertThat(presence.missing(rep, taken.rotation.spec().duringWorkingHours()))
                        .isNull();
            }
        }
    }

    @Property(tries = 25)
    void nobodyHasMoreTurnsThanHisCap(@ForAll @IntRange(min = 1, max = 12) int reps, @ForAll long seed) {
        Random random = new Random(seed);
        RandomPool pool = RandomPool.of(random, reps, random.nextBoolean() ? EQUAL : WEIGHTED);
        Map<String, Integer> counts = new HashMap<>();
        for (Taken taken : history(pool, random)) {
            if (taken.turn.pool().equals("hours")) {
                Presence presence = pool.presence(pool.moment(taken.at));
                Rep rep = pool.roster.rep(taken.turn.rep()).orElseThrow();
                String hour = rep.id() + " " + presence.clock(rep).truncatedTo(ChronoUnit.HOURS);
                assertThat(counts.merge(hour, 1, Integer::sum)).isLessThanOrEqualTo(CAP);
            }
        }
    }

    @Property(tries = 25)
    void whoeverIsNotFreeKeepsHisCredit(@ForAll @IntRange(min = 2, max = 25) int reps, @ForAll long seed) {
        for (Taken taken : history(WEIGHTED, reps, seed)) {
            if (taken.before.epoch() != taken.after.epoch()) {
                continue;
            }
            Set<String> free = new HashSet<>(taken.turn.free());
            for (int i = 0; i < taken.after.credits().size(); i++) {
                Credit before = taken.before.credits().get(i);
                Credit after = taken.after.credits().get(i);
                if (!free.contains(after.rep())) {
                    assertThat(after.credit().multiply(taken.before.denominator()))
                            .isEqualTo(before.credit().multiply(taken.after.denominator()));
                }
            }
        }
    }

    @Property(tries = 25)
    void anEpochBeginsWithoutDebts(@ForAll @IntRange(min = 2, max = 25) int reps, @ForAll long seed) {
        RandomPool first = RandomPool.of(new Random(seed), reps, EQUAL);
        RandomPool second = RandomPool.of(new Random(seed + 1), reps + 1, WEIGHTED);
        Map<String, RotationState> states = new HashMap<>();
        List<Taken> before = history(first, new Random(seed), states);
        List<Taken> after = history(second, new Random(seed), states);
        Set<String> begun = new HashSet<>();
        for (Taken taken : after) {
            if (begun.add(taken.turn.pool()) && taken.before.epoch() > 0) {
                // few reps may come to the same members in both
                if (members(taken.before).equals(members(taken.after))) {
                    assertThat(taken.after.epoch()).isEqualTo(taken.before.epoch());
                    continue;
                }
                assertThat(taken.after.epoch()).isEqualTo(taken.before.epoch() + 1);
                assertThat(taken.turn.turn()).isEqualTo(taken.before.turn() + 1);
                assertThat(taken.turn.credits()).isNotNull();
                // what the one turn of the epoch made of nothing
                long received = 0;
                for (Credit credit : taken.after.credits()) {
                    assertThat(credit.credit().abs()).isLessThanOrEqualTo(taken.after.denominator());
                    received += credit.credit().signum() < 0 ? 1 : 0;
                }
                assertThat(received).isLessThanOrEqualTo(1);
            }
        }
        assertThat(report(before, after))
                .allSatisfy(report -> assertThat(report.faults()).noneMatch(fault -> !fault.contains("beyond")));
    }

    @Property(tries = 25)
    void theCheckFindsATurnGivenToAnotherOrSkippedOrChangedCredits(
            @ForAll @IntRange(min = 3, max = 12) int reps, @ForAll long seed) {
        Random random = new Random(seed);
        List<Taken> history = history(EQUAL, reps, seed);
        assertThat(report(history))
                .allSatisfy(report -> assertThat(report.faults()).isEmpty());
        List<Turn> turns = history.stream().map(Taken::turn).toList();
        int place = random.nextInt(turns.size() - 1);
        Turn turn = turns.get(place);
        turn.free().stream().filter(rep -> !rep.equals(turn.rep())).findFirst().ifPresent(other -> {
            List<Turn> given = new ArrayList<>(turns);
            given.set(place, with(turn, other, turn.credits()));
            assertThat(faults(given)).anyMatch(fault -> fault.startsWith("turn " + turn.turn() + " went to " + other));
        });
        if (turns.subList(place + 1, turns.size()).stream()
                .anyMatch(later -> later.pool().equals(turn.pool()))) {
            List<Turn> skipped = new ArrayList<>(turns);
            skipped.remove(place);
            assertThat(faults(skipped)).anyMatch(fault -> fault.startsWith("turn " + turn.turn() + " is missing"));
        }
        for (int i = 0; i < turns.size(); i++) {
            RotationState kept = turns.get(i).credits();
            if (kept != null) {
                List<Turn> changed = new ArrayList<>(turns);
                changed.set(i, with(turns.get(i), turns.get(i).rep(), changed(kept, random)));
                String fault = "the credits kept at turn " + kept.turn();
                assertThat(faults(changed)).anyMatch(found -> found.startsWith(fault));
            }
        }
    }

    private static Turn with(Turn turn, String rep, @org.jspecify.annotations.Nullable RotationState credits) {
        return new Turn(
                turn.rule(),
                turn.pool(),
                turn.verb(),
                turn.epoch(),
                turn.turn(),
                turn.free(),
                rep,
                turn.loads(),
                turn.actFrom(),
                turn.acceptBy(),
                turn.ignored(),
                credits);
    }

    private static RotationState changed(RotationState state, Random random) {
        List<Credit> credits = new ArrayList<>(state.credits());
        int place = random.nextInt(credits.size());
        Credit one = credits.get(place);
        credits.set(place, new Credit(one.rep(), one.weight(), one.credit().add(BigInteger.ONE), one.free()));
        return new RotationState(
                state.pool(),
                state.epoch(),
                state.turn(),
                state.denominator(),
                credits,
                state.steady(),
                state.counts());
    }

    private static List<String> faults(List<Turn> turns) {
        FairnessCheck check = new FairnessCheck();
        turns.forEach(check::turn);
        return check.reports().stream()
                .flatMap(report -> report.faults().stream())
                .toList();
    }

    @SafeVarargs
    private static List<PoolReport> report(List<Taken>... histories) {
        FairnessCheck check = new FairnessCheck();
        for (List<Taken> history : histories) {
            history.forEach(taken -> check.turn(taken.turn));
        }
        return check.reports();
    }

    /** Weights by rep. */
    private static Map<String, Integer> members(RotationState state) {
        Map<String, Integer> weights = new HashMap<>();
        state.credits().forEach(credit -> weights.put(credit.rep(), credit.weight()));
        return weights;
    }

    private static List<Taken> history(List<String> verbs, int reps, long seed) {
        Random random = new Random(seed);
        return history(RandomPool.of(random, reps, verbs), random);
    }

    private static List<Taken> history(RandomPool pool, Random random) {
        return history(pool, random, new HashMap<>());
    }

    private static List<Taken> history(RandomPool pool, Random random, Map<String, RotationState> states) {
        TurnTaker turns = new TurnTaker(pool.members);
        List<Taken> history = new ArrayList<>();
        Instant at = RandomPool.BEGIN;
        for (int turn = 0; turn < 400; turn++) {
            at = at.plusSeconds(random.nextInt(20) == 0 ? random.nextInt(40_000) : random.nextInt(120));
            ReadyRotation rotation = pool.rotations.get(random.nextInt(pool.rotations.size()));
            Moment moment = pool.moment(at);
            Pools pools = new Pools(name -> states.getOrDefault(name, RotationState.fresh(name)), rep -> 0);
            Turn taken = turns.take(
                            rotation,
                            "us",
                            Account.builder().build(),
                            moment,
                            pool.presence(moment),
                            pools,
                            true,
                            List.of())
                    .turn();
            if (taken != null) {
                RotationState before = states.getOrDefault(taken.pool(), RotationState.fresh(taken.pool()));
                RotationState after = pools.moved().get(0);
                states.put(taken.pool(), after);
                history.add(new Taken(at, rotation, taken, before, after));
            }
        }
        return history;
    }
}
