package landfall.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommitLaneTest extends AnyDatabase {
    private final Turns turns = Turns.of("emea", "amelie", "bo", "chiara");

    private Opened opened;

    @BeforeEach
    void open() {
        opened = Opened.on(url(), LedgerSettings.DEFAULTS, InstantSource.system());
    }

    @AfterEach
    void close() {
        opened.close();
    }

    private void reopen() {
        opened.close();
        opened = Opened.on(url(), LedgerSettings.DEFAULTS, InstantSource.system());
    }

    @Test
    void answersWithWhatTheProcedureDecidedAndKeepsItsBytes() {
        Recorded.Answer answer = opened.answer(turns.account("a1"));
        StoredDecision stored = opened.ledger.find(answer.decisionId()).orElseThrow();
        assertThat(answer.replayed()).isFalse();
        assertThat(new String(answer.answer(), UTF_8)).contains("\"repId\":\"amelie\"");
        assertThat(new String(stored.decision(), UTF_8))
                .startsWith("{\"id\":\"" + answer.decisionId() + "\",\"owner\":\"amelie\",\"turn\":1,");
        assertThat(stored.account()).isEqualTo(new AccountKey("test", "a1"));
        assertThat(stored.decidedAt()).isEqualTo(Turns.AT);
        reopen();
        assertThat(opened.ledger.find(answer.decisionId()).orElseThrow().decision())
                .isEqualTo(stored.decision());
    }

    @Test
    void theSameKeyGetsTheSameAnswerByteForByteAndTakesNoTurn() {
        Recorded.Answer first = opened.answer(turns.keyed("a1", "k1"));
        Recorded.Answer again = opened.answer(turns.keyed("a1", "k1"));
        assertThat(again.replayed()).isTrue();
        assertThat(again.answer()).isEqualTo(first.answer());
        reopen();
        assertThat(opened.answer(turns.keyed("a1", "k1")).answer()).isEqualTo(first.answer());
        assertThat(opened.ledger.rotation("emea").turn()).isEqualTo(1);
        assertThat(opened.ledger.count()).isEqualTo(1);
    }

    @Test
    void aKeyUsedForSomethingElseIsRefused() {
        Recorded.Answer first = opened.answer(turns.keyed("a1", "k1"));
        Proposal other = turns.proposal("a2", Turns.key("k1", "cd".repeat(32)), List.of(), Map.of());
        assertThat(opened.submit(other)).isEqualTo(new Recorded.KeyConflict(first.decisionId()));
    }

    @Test
    void theSameKeyOfAnotherCallerIsAnotherKey() {
        opened.answer(turns.keyed("a1", "k1"));
        Proposal other =
                turns.proposal("a2", new IdempotencyKey("marketo", "k1", Turns.FINGERPRINT), List.of(), Map.of());
        assertThat(opened.answer(other).replayed()).isFalse();
    }

    @Test
    void callsOfOneKeyAtTheSameMomentGetOneAnswer() {
        List<CompletableFuture<Recorded>> waiting = IntStream.range(0, 200)
                .mapToObj(i -> opened.lane.submit(turns.keyed("a1", "k1")))
                .toList();
        assertThat(waiting.stream()
                        .map(CompletableFuture::join)
                        .map(recorded -> new String(((Recorded.Answer) recorded).answer(), UTF_8))
                        .distinct())
                .hasSize(1);
        assertThat(waiting.stream().filter(answer -> !((Recorded.Answer) answer.join()).replayed()))
                .hasSize(1);
        assertThat(opened.ledger.count()).isEqualTo(1);
    }

    @Test
    void turnsAreDenseUnderConcurrentCalls() {
        List<CompletableFuture<Recorded>> waiting = IntStream.range(0, 3_000)
                .parallel()
                .mapToObj(i -> opened.lane.submit(turns.account("a" + i)))
                .toList();
        Map<String, Long> received = waiting.stream()
                .map(answer -> new String(((Recorded.Answer) answer.join()).answer(), UTF_8))
                .map(answer -> answer.replaceAll(".*repId\":\"(\\w+)\".*", "$1"))
                .collect(java.util.stream.Collectors.groupingBy(rep -> rep, java.util.stream.Collectors.counting()));
        assertThat(received).isEqualTo(Map.of("amelie", 1_000L, "bo", 1_000L, "chiara", 1_000L));
        assertThat(opened.ledger.rotation("emea").turn()).isEqualTo(3_000);
    }

    @Test
    void aRotationGoesOnWhereItStood() {
        opened.answer(turns.account("a1"));
        opened.answer(turns.account("a2"));
        var before = opened.ledger.rotation("emea");
        reopen();
        assertThat(opened.ledger.rotation("emea")).isEqualTo(before);
        assertThat(new String(opened.answer(turns.account("a3")).answer(), UTF_8))
                .contains("chiara");
        assertThat(opened.ledger.rotation("apac").turn()).isZero();
    }

    @Test
    void aProcedureThatThrowsFailsAlone() {
        List<CompletableFuture<Recorded>> waiting = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            waiting.add(opened.lane.submit(
                    i == 4 ? failing("a" + i, new IllegalStateException("no rep")) : turns.account("a" + i)));
        }
        assertThatThrownBy(waiting.get(4)::join).hasRootCauseMessage("no rep");
        waiting.remove(4);
        waiting.forEach(CompletableFuture::join);
        assertThat(opened.ledger.count()).isEqualTo(9);
        assertThat(opened.ledger.rotation("emea").turn()).isEqualTo(9);
    }

    @Test
    void aRowThatTheDatabaseRefusesFailsAlone() {
        Proposal tooLong = turns.account("x".repeat(2_000));
        List<CompletableFuture<Recorded>> waiting = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            waiting.add(opened.lane.submit(i == 4 ? tooLong : turns.account("a" + i)));
        }
        assertThatThrownBy(waiting.get(4)::join).hasMessageMatching("(?is).*too long.*");
        waiting.remove(4);
        waiting.forEach(CompletableFuture::join);
        assertThat(opened.ledger.count()).isEqualTo(9);
        assertThat(opened.ledger.rotation("emea").turn()).isEqualTo(9);
        assertThat(opened.ledger.list(null, 100))
                .extracting(StoredDecision::seq)
                .doesNotHaveDuplicates()
                .hasSize(9);
    }

    @Test
    void aTurnThatWasTakenCantBeTakenAgain() {
        opened.answer(turns.account("a1"));
        Proposal again = new Proposal(new AccountKey("test", "a2"), null, List.of(), Map.of(), (id, digests, view) -> {
            Decided fine = turns.account("a2").procedure().decide(id, digests, view);
            return new Decided(
                    fine.kind(),
                    fine.decision(),
                    fine.answer(),
                    fine.holding(),
                    fine.company(),
                    List.of(view.rotation("emea")));
        });
        assertThatThrownBy(() -> opened.submit(again)).hasMessageContaining("turn 1 to 1");
        assertThat(opened.ledger.count()).isEqualTo(1);
    }

    @Test
    void aDecisionThatCantBeWrittenDownFailsAlone() {
        List<CompletableFuture<Recorded>> answers = IntStream.range(0, 100)
                .mapToObj(i -> opened.lane.submit(i == 40 ? unwritable() : turns.account("a" + i)))
                .toList();
        assertThatThrownBy(() -> answers.get(40).join()).hasMessageContaining("no form");
        for (int i = 0; i < answers.size(); i++) {
            if (i != 40) {
                assertThat(answers.get(i).join()).isInstanceOf(Recorded.Answer.class);
            }
        }
        assertThat(opened.ledger.count()).isEqualTo(99);
    }

    private Proposal unwritable() {
        Proposal fine = turns.account("a40");
        return new Proposal(fine.account(), null, List.of(), Map.of(), (id, digests, view) -> {
            Decided decided = fine.procedure().decide(id, digests, view);
            return new Decided(
                    decided.kind(),
                    () -> {
                        throw new IllegalStateException("no form");
                    },
                    decided.answer(),
                    decided.holding(),
                    decided.company(),
                    decided.moved());
        });
    }

    @Test
    void callsAfterTheEndAreToldSo() {
        opened.lane.close();
        assertThatThrownBy(() -> opened.submit(turns.account("a1"))).isInstanceOf(LedgerUnavailableException.class);
    }

    @Test
    void allThatWasSubmittedBeforeTheEndIsAnswered() {
        List<CompletableFuture<Recorded>> waiting = IntStream.range(0, 2_000)
                .mapToObj(i -> opened.lane.submit(turns.account("a" + i)))
                .toList();
        opened.lane.close();
        assertThat(waiting).allSatisfy(answer -> assertThat(answer).isCompleted());
    }

    private static Proposal failing(String externalId, RuntimeException thrown) {
        return new Proposal(new AccountKey("test", externalId), null, List.of(), Map.of(), (id, digests, view) -> {
            throw thrown;
        });
    }
}
