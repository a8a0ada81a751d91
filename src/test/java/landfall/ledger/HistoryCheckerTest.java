package landfall.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import landfall.ledger.HistoryChecker.Stored;
import landfall.rotation.RotationState;
import landfall.rotation.RotationState.Credit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Plants each kind of fault in a ledger and in what its callers were told. */
class HistoryCheckerTest {
    private static final Map<String, Map<String, Integer>> POOLS = new TreeMap<>(Map.of(
            "emea", new TreeMap<>(Map.of("amelie", 2, "bo", 1)),
            "apac", new TreeMap<>(Map.of("chiara", 1, "dai", 1, "emi", 1))));

    private final AtomicLong clock = new AtomicLong();
    private final History history = new History(clock::incrementAndGet);
    private final SyntheticLedger ledger = new SyntheticLedger(POOLS);

    /** Decided so far, to be changed before callers are told or before it is checked. */
    private List<Stored> decide(History.Ask... asks) {
        for (History.Ask ask : asks) {
            ledger.decide(ask);
        }
        return new ArrayList<>(ledger.decisions());
    }

    /** Six accounts of one pool, of which the last two share a company, and one of them again. */
    private static History.Ask[] some() {
        return new History.Ask[] {
            ask("k1", "a1"),
            ask("k2", "a2"),
            ask("k3", "a3"),
            ask("k4", "a4"),
            new History.Ask("k5", "a5", "c", "emea"),
            new History.Ask("k6", "a6", "c", "emea"),
            ask("k7", "a1")
        };
    }

    private static History.Ask ask(String key, String account) {
        return new History.Ask(key, account, null, "emea");
    }

    /** One caller after the other. */
    private void tell(History.Ask[] asks, List<Stored> decisions) {
        for (int i = 0; i < asks.length; i++) {
            tell(asks[i], decisions.get(i));
        }
    }

    private void tell(History.Ask ask, Stored stored) {
        history.answered(history.begin(ask), stored.id(), stored.rep(), stored.turn());
    }

    private List<String> broken(List<Stored> decisions) {
        return broken(decisions, ledger.rotations());
    }

    private List<String> broken(List<Stored> decisions, List<RotationState> rotations) {
        HistoryChecker checker = new HistoryChecker(history, POOLS);
        decisions.forEach(checker::take);
        return checker.broken(rotations);
    }

    private static Stored with(Stored stored, String rep, @Nullable String pool, long turn) {
        return new Stored(stored.seq(), stored.id(), stored.key(), stored.account(), rep, pool, turn);
    }

    private static Stored numbered(Stored stored, long seq, String id) {
        return new Stored(seq, id, stored.key(), stored.account(), stored.rep(), stored.pool(), stored.turn());
    }

    private static String id(long seq) {
        return SyntheticLedger.id(seq);
    }

    @Test
    void findsNothingInWhatIsAsItWasTold() {
        List<Stored> decisions = decide(some());
        history.begin(ask("k8", "a8"));
        tell(some(), decisions);
        tell(some(), decisions);
        assertThat(broken(decisions)).isEmpty();
        assertThat(history.countAnswered()).isEqualTo(14);
    }

    @Test
    void findsNothingInWhatManyCallersWereToldAtOnce() throws Exception {
        History told = new History();
        HistoryBench.ask(told, ledger, POOLS, 20_000, 8, 7);
        HistoryChecker checker = new HistoryChecker(told, POOLS);
        ledger.decisions().forEach(checker::take);
        assertThat(told.size()).isEqualTo(20_000);
        assertThat(checker.broken(ledger.rotations())).isEmpty();
        assertThat(checker.companyOwners()).hasSizeGreaterThan(500);
        assertThat(ledger.decisions().size()).isBetween(18_000, 19_900);
    }

    @Test
    void anUnansweredCallMayHaveBeenDecidedOrNot() {
        List<Stored> decisions = decide(ask("k1", "a1"), ask("k2", "a2"));
        history.begin(ask("k1", "a1"));
        history.begin(ask("k2", "a2"));
        history.begin(ask("k3", "a3"));
        assertThat(broken(decisions)).isEmpty();
    }

    @Test
    void findsWhatIsLost() {
        List<Stored> decisions = decide(some());
        tell(some(), decisions);
        decisions.remove(6);
        assertThat(broken(decisions)).containsExactly("decision " + id(7) + " of key k7 was answered and is lost");
    }

    @Test
    void findsAGapInTheNumbers() {
        List<Stored> decisions = decide(some());
        tell(some(), decisions);
        decisions.remove(5);
        assertThat(broken(decisions))
                .containsExactly("after #5 comes #7", "decision " + id(6) + " of key k6 was answered and is lost");
    }

    @Test
    void findsASecondDecisionByOneKey() {
        List<Stored> decisions = decide(some());
        tell(some(), decisions);
        decisions.add(numbered(decisions.get(6), 8, id(8)));
        assertThat(broken(decisions)).containsExactly("key k7 has two decisions, #7 and #8");
    }

    @Test
    void findsADecisionThatIsStoredTwice() {
        List<Stored> decisions = decide(some());
        tell(some(), decisions);
        decisions.add(numbered(decisions.get(6), 8, id(7)));
        assertThat(broken(decisions))
                .containsExactly(
                        "#8 has id " + id(7) + ", which does not come after " + id(7),
                        "key k7 has two decisions, #7 and #8");
    }

    @Test
    void findsTwoAnswersToOneKey() {
        List<Stored> decisions = decide(some());
        tell(some(), decisions);
        tell(some()[6], numbered(decisions.get(6), 7, id(9)));
        assertThat(broken(decisions))
                .containsExactly("key k7 was answered " + id(9) + " with amelie, and also " + id(7) + " with amelie");
    }

    @Test
    void findsOneDecisionThatWasToldToTwoKeys() {
        List<Stored> decisions = decide(some());
        tell(some(), decisions);
        tell(ask("k8", "a1"), decisions.get(6));
        assertThat(broken(decisions)).containsExactly("decision " + id(7) + " of key k8 was answered and is lost");
    }

    @Test
    void findsWhatReadsOtherwiseThanItWasAnswered() {
        List<Stored> decisions = decide(some());
        tell(some(), decisions);
        Stored fourth = decisions.get(3);
        assertThat(fourth.rep()).isEqualTo("amelie");
        decisions.set(3, with(fourth, "bo", "emea", 4));
        assertThat(broken(decisions))
                .contains("key k4 was answered " + id(4) + " with amelie by turn 4, and #4 is " + id(4)
                        + " with bo by turn 4");
    }

    @Test
    void findsADecisionAboutAnotherAccount() {
        List<Stored> decisions = decide(some());
        tell(some(), decisions);
        Stored first = decisions.get(3);
        decisions.set(3, new Stored(4, first.id(), "k4", "a9", first.rep(), "emea", 4));
        assertThat(broken(decisions)).containsExactly("#4 is about a9, and key k4 was for a4");
    }

    @Test
    void findsATurnOfAnotherPool() {
        decide(new History.Ask("k1", "a1", null, "apac"));
        List<Stored> decisions = new ArrayList<>(ledger.decisions());
        tell(ask("k1", "a1"), decisions.get(0));
        assertThat(broken(decisions)).containsExactly("#1 took a turn of apac, and key k1 was for emea");
    }

    @Test
    void findsWhatNobodyAskedFor() {
        List<Stored> decisions = decide(some());
        tell(some(), decisions);
        decisions.add(new Stored(8, id(8), "k8", "a1", "amelie", null, 0));
        decisions.add(new Stored(9, id(9), null, "a1", "amelie", null, 0));
        assertThat(broken(decisions))
                .containsExactly(
                        "#8 about a1 is stored, and nobody asked for it",
                        "#9 about a1 is stored, and nobody asked for it");
    }

    @Test
    void findsTwoOwnersOfAnAccount() {
        List<Stored> decisions = decide(some());
        decisions.set(6, with(decisions.get(6), "bo", null, 0));
        tell(some(), decisions);
        assertThat(broken(decisions)).containsExactly("account a1 is with amelie by #1 and with bo by #7");
    }

    @Test
    void findsTwoOwnersOfACompany() {
        List<Stored> decisions = decide(some());
        assertThat(decisions.get(4).rep()).isEqualTo("bo");
        decisions.set(5, with(decisions.get(5), "amelie", null, 0));
        tell(some(), decisions);
        assertThat(broken(decisions)).containsExactly("company c is with bo by #5 and with amelie by #6");
    }

    @Test
    void findsATurnThatWasNotNeededAndOneThatWas() {
        List<Stored> decisions = decide(some());
        decisions.set(6, with(decisions.get(6), "amelie", "emea", 6));
        decisions.add(new Stored(8, id(8), "k8", "a8", "bo", null, 0));
        tell(some(), decisions);
        tell(ask("k8", "a8"), decisions.get(7));
        assertThat(broken(decisions))
                .contains(
                        "#7 took a turn for a1, which amelie owned since #1",
                        "#8 took no turn for a8, which nobody owned");
    }

    @Test
    void findsATurnThatIsMissing() {
        List<Stored> decisions = decide(some());
        decisions.set(4, with(decisions.get(4), "bo", "emea", 6));
        tell(some(), decisions);
        assertThat(broken(decisions)).containsExactly("between turns 4 and 6 of emea, which #5 took, some are missing");
    }

    @Test
    void findsATurnThatWasTakenTwice() {
        List<Stored> decisions = decide(some());
        decisions.set(3, with(decisions.get(3), "amelie", "emea", 3));
        decisions.set(4, with(decisions.get(4), "bo", "emea", 4));
        tell(some(), decisions);
        assertThat(broken(decisions)).containsExactly("turn 3 of emea is taken by #4 after turn 3");
    }

    @Test
    void findsTwoTurnsThatAreSwapped() {
        List<Stored> decisions = decide(some());
        Stored third = decisions.get(2);
        Stored fourth = decisions.get(3);
        decisions.set(2, with(third, third.rep(), "emea", 4));
        decisions.set(3, with(fourth, fourth.rep(), "emea", 3));
        tell(some(), decisions);
        assertThat(broken(decisions))
                .containsExactly(
                        "between turns 2 and 4 of emea, which #3 took, some are missing",
                        "turn 3 of emea is taken by #4 after turn 4");
    }

    @Test
    void findsAPrefixThatIsUnfair() {
        History.Ask[] asks = IntStream.rangeClosed(1, 12)
                .mapToObj(i -> ask("k" + i, "a" + i))
                .toArray(History.Ask[]::new);
        List<Stored> decisions = decide(asks);
        List<String> reps = List.of(
                "amelie", "amelie", "amelie", "bo", "bo", "amelie", "amelie", "bo", "amelie", "amelie", "bo", "amelie");
        assertThat(decisions.stream().map(Stored::rep).sorted())
                .containsExactlyElementsOf(reps.stream().sorted().toList());
        for (int i = 0; i < asks.length; i++) {
            decisions.set(i, with(decisions.get(i), reps.get(i), "emea", i + 1));
        }
        tell(asks, decisions);
        // twelve turns are shared as they should be, and after the third bo has had none of his one
        assertThat(broken(decisions))
                .containsExactly(
                        "after 3 turns of emea amelie is off his share by -3/3 turns",
                        "after 3 turns of emea bo is off his share by 3/3 turns");
    }

    @Test
    void findsARepWhoHadNoTurnSinceLongAgo() {
        History.Ask[] asks =
                IntStream.rangeClosed(1, 3).mapToObj(i -> ask("k" + i, "a" + i)).toArray(History.Ask[]::new);
        List<Stored> decisions = decide(asks);
        decisions.replaceAll(stored -> with(stored, "amelie", "emea", stored.turn()));
        tell(asks, decisions);
        assertThat(broken(decisions)).contains("after 3 turns of emea bo is off his share by 3/3 turns");
    }

    @Test
    void findsATurnOfAStranger() {
        List<Stored> decisions = decide(ask("k1", "a1"));
        decisions.set(0, with(decisions.get(0), "zoe", "emea", 1));
        tell(ask("k1", "a1"), decisions.get(0));
        assertThat(broken(decisions)).contains("#1 gave a turn of emea to zoe, who is no member");
    }

    @Test
    void findsAnAnswerThatCameBeforeWhatIsStoredBeforeItWasAskedFor() {
        List<Stored> decisions = decide(some());
        for (int i : new int[] {0, 1, 3, 2, 4, 5, 6}) {
            tell(some()[i], decisions.get(i));
        }
        assertThat(broken(decisions)).containsExactly("#4 was answered before key k3 was asked for, and that is #3");
    }

    @Test
    void theOrderOfTimeCountsAcrossPools() {
        History.Ask first = ask("k1", "a1");
        History.Ask second = new History.Ask("k2", "a2", null, "apac");
        List<Stored> decisions = decide(first, second);
        tell(second, decisions.get(1));
        tell(first, decisions.get(0));
        assertThat(broken(decisions)).containsExactly("#2 was answered before key k1 was asked for, and that is #1");
    }

    @Test
    void callsThatOverlapMayBeDecidedInAnyOrder() {
        List<Stored> decisions = decide(ask("k1", "a1"), ask("k2", "a2"));
        History.Call first = history.begin(ask("k1", "a1"));
        tell(ask("k2", "a2"), decisions.get(1));
        history.answered(first, id(1), decisions.get(0).rep(), 1);
        assertThat(broken(decisions)).isEmpty();
    }

    @Test
    void whatIsAskedAgainCountsFromTheFirstTime() {
        List<Stored> decisions = decide(ask("k1", "a1"), ask("k2", "a2"));
        history.begin(ask("k1", "a1"));
        tell(ask("k2", "a2"), decisions.get(1));
        tell(ask("k1", "a1"), decisions.get(0));
        assertThat(broken(decisions)).isEmpty();
    }

    @Test
    void findsAPoolThatStandsElsewhere() {
        List<Stored> decisions = decide(some());
        tell(some(), decisions);
        assertThat(broken(decisions, List.of())).containsExactly("emea stands at turn 0, and 5 are stored");
    }

    @Test
    void findsAWrongCredit() {
        List<Stored> decisions = decide(some());
        tell(some(), decisions);
        RotationState emea = ledger.rotations().get(0);
        assertThat(emea.pool()).isEqualTo("emea");
        List<Credit> credits = emea.credits().stream()
                .map(credit -> new Credit(
                        credit.rep(), credit.weight(), credit.credit().add(BigInteger.ONE), true))
                .toList();
        RotationState wrong = new RotationState(
                "emea", emea.epoch(), emea.turn(), emea.denominator(), credits, emea.steady(), emea.counts());
        assertThat(broken(decisions, List.of(wrong)))
                .containsExactly(
                        "the credit of amelie in emea is 2/3, and he is owed 1/3",
                        "the credit of bo in emea is 0/3, and he is owed -1/3");
    }

    @Test
    void aKeyIsForOneAsk() {
        history.begin(ask("k1", "a1"));
        history.begin(ask("k1", "a2"));
        assertThatThrownBy(() -> broken(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a key for two asks");
    }

    /** Whatever one decision of many is changed to, it is found. */
    @Test
    void findsAnyOneChangeOfMany() throws Exception {
        History told = new History();
        HistoryBench.ask(told, ledger, POOLS, 1_000, 4, 11);
        Random random = new Random(11);
        for (int i = 0; i < 120; i++) {
            List<Stored> decisions = new ArrayList<>(ledger.decisions());
            int at = random.nextInt(decisions.size());
            String change = change(decisions, at, random);
            HistoryChecker checker = new HistoryChecker(told, POOLS);
            decisions.forEach(checker::take);
            assertThat(checker.broken(ledger.rotations()))
                    .as(change + " at " + at)
                    .isNotEmpty();
        }
    }

    private static String change(List<Stored> decisions, int at, Random random) {
        Stored stored = decisions.get(at);
        switch (random.nextInt(6)) {
            case 0:
                decisions.remove(at);
                return "dropped";
            case 1:
                decisions.add(at, stored);
                return "doubled";
            case 2:
                decisions.set(at, with(stored, stored.rep(), stored.pool(), stored.turn() + 1));
                return "another turn";
            case 3:
                decisions.set(at, with(stored, stored.rep().equals("bo") ? "emi" : "bo", stored.pool(), stored.turn()));
                return "another rep";
            case 4:
                Stored other = decisions.get(at == 0 ? 1 : at - 1);
                decisions.set(at, numbered(other, stored.seq(), stored.id()));
                decisions.set((int) other.seq() - 1, numbered(stored, other.seq(), other.id()));
                return "swapped";
            default:
                decisions.set(at, numbered(stored, stored.seq(), stored.id() + "X"));
                return "another id";
        }
    }
}
