package landfall.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import landfall.engine.Moment;
import landfall.facts.Account;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The turns, the reasons and the credits are those of the plain procedure, whoever is there when. */
class TurnTakerDifferentialTest {
    private static final List<String> VERBS = List.of(
            "weighted(team(\"west\")).cap(3, \"hour\").duringWorkingHours().orNextOnShift().pool(\"a\")",
            "roundRobin(team(\"west\").skill(\"fintech\")).cap(9, \"day\").pool(\"a\")",
            "roundRobin(team(\"west\").matchingLanguage()).duringWorkingHours()",
            "inOrder(team(\"west\")).cap(2, \"week\").pool(\"b\")",
            "weighted(rep(\"rep-0\", 7), team(\"west\")).pool(\"c\")");

    @Property(tries = 40)
    void everythingIsAsThePlainProcedureHasIt(@ForAll @IntRange(min = 3, max = 40) int reps, @ForAll long seed) {
        Random random = new Random(seed);
        RandomPool pool = RandomPool.of(random, reps, VERBS);
        TurnTaker quick = new TurnTaker(pool.members);
        SimpleTurnTaker plain = new SimpleTurnTaker(pool.members);
        Map<String, RotationState> quickStates = new HashMap<>();
        Map<String, RotationState> plainStates = new HashMap<>();
        Instant at = RandomPool.BEGIN;
        for (int turn = 0; turn < 400; turn++) {
            at = at.plusMillis(random.nextInt(10) == 0 ? random.nextInt(40_000_000) : random.nextInt(20_000));
            ReadyRotation rotation = pool.rotations.get(random.nextInt(pool.rotations.size()));
            Account account = Account.builder()
                    .language(random.nextBoolean() ? "ja" : "en")
                    .build();
            Moment moment = pool.moment(at);
            Pools one = new Pools(name -> quickStates.getOrDefault(name, RotationState.fresh(name)), rep -> 0);
            Pools other = new Pools(name -> plainStates.getOrDefault(name, RotationState.fresh(name)), rep -> 0);
            TurnTaker.Asked asked =
                    quick.take(rotation, "us", account, moment, pool.presence(moment), one, true, List.of());
            SimpleTurnTaker.Asked expected = plain.take(rotation, "us", account, moment, pool.presence(moment), other);
            assertThat(asked.turn()).isEqualTo(expected.turn());
            assertThat(asked.passedOver()).isEqualTo(expected.passedOver());
            assertThat(one.moved()).isEqualTo(other.moved());
            one.moved().forEach(state -> quickStates.put(state.pool(), state));
            other.moved().forEach(state -> plainStates.put(state.pool(), state));
        }
    }
}
