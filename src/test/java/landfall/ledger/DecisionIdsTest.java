package landfall.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Ids grow, whatever clocks do. */
class DecisionIdsTest {
    private Instant now = Turns.AT;

    @Test
    void eachIsAfterTheOneBeforeAndAfterThoseOfOtherNodes() {
        DecisionIds ids = new DecisionIds(() -> now);
        UUID first = ids.next();
        now = now.minusSeconds(60);
        UUID second = ids.next();
        assertThat(DecisionIds.text(second)).isGreaterThan(DecisionIds.text(first));
        UUID elsewhere = new DecisionIds(() -> now.plusSeconds(600)).next();
        ids.after(elsewhere);
        UUID third = ids.next();
        assertThat(DecisionIds.text(third)).isGreaterThan(DecisionIds.text(elsewhere));
        ids.after(first);
        assertThat(DecisionIds.text(ids.next())).isGreaterThan(DecisionIds.text(third));
    }

    @Test
    void nodesThatFollowTheSameIdGiveDifferentOnes() {
        DecisionIds here = new DecisionIds(() -> now);
        UUID newest = here.next();
        DecisionIds there = new DecisionIds(() -> now.minusSeconds(1));
        now = now.minusSeconds(1);
        there.after(newest);
        assertThat(there.next()).isNotEqualTo(here.next());
    }

    @Test
    void aStepCarriesIntoTheUpperHalf() {
        DecisionIds ids = new DecisionIds(() -> now);
        UUID before = new UUID(Turns.AT.plusSeconds(9).toEpochMilli() << Short.SIZE, -1);
        ids.after(before);
        assertThat(DecisionIds.text(ids.next())).isGreaterThan(DecisionIds.text(before));
    }

    @Test
    void theFirstOfAMomentIsAfterAllBeforeIt() {
        UUID first = DecisionIds.least(now);
        assertThat(DecisionIds.text(new DecisionIds(() -> now).next())).isGreaterThanOrEqualTo(DecisionIds.text(first));
        assertThat(DecisionIds.text(new DecisionIds(() -> now.minusMillis(1)).next()))
                .isLessThan(DecisionIds.text(first));
    }
}
