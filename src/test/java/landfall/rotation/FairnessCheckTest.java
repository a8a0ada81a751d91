package landfall.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import landfall.rotation.FairnessCheck.PoolReport;
import landfall.rotation.RotationState.Credit;
import org.junit.jupiter.api.Test;

class FairnessCheckTest {
    private static final List<String> ALL = List.of("alice", "bob", "carol", "dora", "emil");

    private final FairnessCheck check = new FairnessCheck();

    @Test
    void aFairHistoryHasNoFaults() {
        history(500, ALL).forEach(check::turn);
        PoolReport report = report();
        assertThat(report.faults()).isEmpty();
        assertThat(report.turns()).isEqualTo(500);
        assertThat(report.largest()).isEqualByComparingTo("0.8");
        assertThat(report.bound()).isEqualByComparingTo("1");
    }

    @Test
    void withChangingFreedomTheBoundIsAnother() {
        Random random = new Random(5);
        List<Turn> turns = new ArrayList<>();
        RotationState state = begin();
        for (int i = 0; i < 2_000; i++) {
            List<String> free = new ArrayList<>(ALL);
            free.removeIf(rep -> random.nextInt(3) == 0);
            state = add(turns, state, free.isEmpty() ? ALL : free);
        }
        turns.forEach(check::turn);
        assertThat(report().faults()).isEmpty();
        assertThat(report().bound()).isEqualByComparingTo("2");
        assertThat(report().largest()).isLessThanOrEqualTo(report().bound());
    }

    @Test
    void aTurnThatIsMissingIsFound() {
        List<Turn> turns = history(50, ALL);
        turns.remove(20);
        turns.forEach(check::turn);
        assertThat(report().faults().get(0)).contains("turn 21 is missing");
    }

    @Test
    void aTurnThatWentToSomebodyElseIsFound() {
        List<Turn> turns = history(50, ALL);
        Turn one = turns.get(10);
        turns.set(
                10,
                new Turn(
                        one.rule(),
                        one.pool(),
                        one.verb(),
                        one.epoch(),
                        one.turn(),
                        one.free(),
                        one.rep().equals("bob") ? "carol" : "bob",
                        List.of(),
                        null,
                        null,
                        List.of(),
                        null));
        turns.forEach(check::turn);
        assertThat(report().faults()).singleElement().asString().contains("turn 11 went to ");
    }

    @Test
    void creditsThatWereChangedAreFound() {
        List<Turn> turns = history(250, ALL);
        Turn kept = turns.get(99);
        RotationState state = kept.credits();
        assertThat(state).isNotNull();
        List<Credit> credits = new ArrayList<>(state.credits());
        Credit first = credits.get(0);
        credits.set(0, new Credit(first.rep(), first.weight(), first.credit().add(BigInteger.ONE), first.free()));
        turns.set(
                99,
                new Turn(
                        kept.rule(),
                        kept.pool(),
                        kept.verb(),
                        kept.epoch(),
                        kept.turn(),
                        kept.free(),
                        kept.rep(),
                        List.of(),
                        null,
                        null,
                        List.of(),
                        new RotationState("p", 1, 100, state.denominator(), credits, state.steady(), state.counts())));
        turns.forEach(check::turn);
        assertThat(report().faults()).singleElement().asString().contains("credits kept at turn 100");
    }

    @Test
    void aPartOfTheHistoryIsReportedOnAndAllOfItIsTaken() {
        List<Turn> turns = history(103, ALL);
        turns.forEach(turn -> check.turn(turn, turn.turn() > 40 && turn.turn() <= 92));
        assertThat(report().faults()).isEmpty();
        assertThat(report().turns()).isEqualTo(52);
        assertThat(report().shares()).hasSize(5).allSatisfy(share -> {
            assertThat(share.owed()).isEqualByComparingTo("10.4");
            assertThat(share.received()).isBetween(10L, 11L);
        });
    }

    @Test
    void faultsOfAnotherTimeAreLeftOut() {
        List<Turn> turns = history(50, ALL);
        turns.remove(20);
        turns.forEach(turn -> check.turn(turn, turn.turn() > 30));
        assertThat(report().turns()).isEqualTo(20);
        assertThat(report().faults()).noneMatch(fault -> fault.contains("is missing"));
        check.turn(history(60, ALL).get(55), false);
        assertThat(report().turns()).isEqualTo(20);
    }

    @Test
    void sharesAddUpOverEpochsAndWhoeverIsFree() {
        RotationState state = begin();
        List<Turn> turns = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            state = add(turns, state, i % 2 == 0 ? ALL : ALL.subList(0, 2));
        }
        turns.forEach(check::turn);
        // 30 turns among five, 30 among two
        assertThat(report().shares().get(0).owed()).isEqualByComparingTo("21");
        assertThat(report().shares().get(4).owed()).isEqualByComparingTo("6");
        assertThat(report().shares().stream()
                        .mapToLong(FairnessCheck.Share::received)
                        .sum())
                .isEqualTo(60);
    }

    @Test
    void whatIsChargedCountsAsTurnsDoAndTakesNoNumber() {
        List<Turn> turns = new ArrayList<>();
        RotationState state = begin();
        for (int i = 0; i < 7; i++) {
            state = add(turns, state, ALL);
        }
        turns.forEach(check::turn);
        turns.clear();
        for (int i = 0; i < 3; i++) {
            check.charged(charged("emil", true), true);
            state = GivenBack.charged(state, ALL, "emil");
        }
        RotationState alone = state;
        for (int i = 0; i < 12; i++) {
            state = add(turns, state, ALL);
        }
        assertThat(turns).extracting(Turn::rep).filteredOn("emil"::equals).hasSizeLessThan(2);
        turns.forEach(check::turn);
        assertThat(report().faults()).isEmpty();
        assertThat(report().turns()).isEqualTo(19);
        assertThat(report().shares())
                .allSatisfy(share -> assertThat(share.owed()).isEqualByComparingTo("4.4"));
        assertThat(report().shares().stream()
                        .mapToLong(FairnessCheck.Share::received)
                        .sum())
                .isEqualTo(22);
        assertThat(GivenBack.credits(GivenBack.charged(alone, ALL, "bob"), ALL, "bob")
                        .credits())
                .isEqualTo(alone.credits());
    }

    @Test
    void aTurnThatWasChargedAndIsLeftOutIsFound() {
        List<Turn> turns = new ArrayList<>();
        RotationState state = begin();
        for (int i = 0; i < 5; i++) {
            state = add(turns, state, ALL);
        }
        state = GivenBack.charged(state, ALL, "alice");
        for (int i = 0; i < 5; i++) {
            state = add(turns, state, ALL);
        }
        turns.forEach(check::turn);
        assertThat(report().faults()).isNotEmpty();
    }

    @Test
    void aChargeOfNoKnownEpochIsAFault() {
        history(5, ALL).forEach(check::turn);
        check.charged(new ChargedTurn("p", "roundRobin", 2, 5, ALL, "bob", true, null), true);
        assertThat(report().faults()).singleElement().asString().contains("charged after turn 5");
    }

    private static ChargedTurn charged(String rep, boolean credited) {
        return new ChargedTurn("p", "roundRobin", 1, 7, ALL, rep, credited, null);
    }

    private PoolReport report() {
        return check.reports().get(0);
    }

    private static List<Turn> history(int count, List<String> free) {
        List<Turn> turns = new ArrayList<>();
        RotationState state = begin();
        for (int i = 0; i < count; i++) {
            state = add(turns, state, free);
        }
        return turns;
    }

    private static RotationState begin() {
        return new RotationState(
                "p",
                1,
                0,
                BigInteger.ONE,
                ALL.stream()
                        .map(rep -> new Credit(rep, 1, BigInteger.ZERO, false))
                        .toList(),
                null,
                List.of());
    }

    private static RotationState add(List<Turn> turns, RotationState state, List<String> free) {
        FairTurn.Outcome outcome = FairTurn.take(state, free);
        boolean kept = outcome.state().turn() == 1 || outcome.state().turn() % 100 == 0;
        turns.add(new Turn(
                "rule",
                "p",
                "roundRobin",
                1,
                outcome.state().turn(),
                free,
                outcome.rep(),
                List.of(),
                null,
                null,
                List.of(),
                kept ? outcome.state() : null));
        return outcome.state();
    }
}
