package landfall.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import landfall.assignment.OfferSteps.Kind;
import landfall.audit.Fairness;
import landfall.ledger.Waiting;
import landfall.rotation.FairnessCheck.PoolReport;
import landfall.rotation.RotationState;
import landfall.rotation.RotationState.Credit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of an assignment after its turn: accepted, declined, out of time, closed, given back. */
class OffersTest {

    private static final Path RULES = Path.of("src/test/resources/landfall/assignment/offers");
    private static final String WEST = "'country':'US'";

    @TempDir
    private Path folder;

    private Landed service;

    @BeforeEach
    void start() throws Exception {
        service = new Landed(folder, RULES);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void anOfferThatIsAcceptedStays() {
        JsonNode offered = assign("a1", WEST);
        assertThat(offered.path("repId").asText()).isEqualTo("alice");
        assertThat(offered.path("acceptBy").asText()).isEqualTo("2026-03-03T18:30:00Z");
        JsonNode accepted = service.step(Kind.ACCEPT, id(offered));
        assertThat(accepted.path("kind").asText()).isEqualTo("accepted");
        assertThat(accepted.path("repId").asText()).isEqualTo("alice");
        assertThat(accepted.has("acceptBy")).isFalse();
        service.later(Duration.ofHours(2));
        assertThat(service.offerClock.tick()).isTrue();
        assertThat(service.count()).isEqualTo(2);
        assertThatThrownBy(() -> service.step(Kind.ACCEPT, id(accepted))).hasMessageContaining("Nobody is asked");
    }

    @Test
    void aDeclinedOneGoesToEachOnceThenFallsBack() {
        JsonNode first = assign("a1", WEST);
        service.later(Duration.ofSeconds(10));
        JsonNode second = service.step(Kind.DECLINE, id(first));
        assertThat(service.ledger().changes(1, 1).changes().get(0).at()).isEqualTo(Landed.START.plusSeconds(10));
        assertThat(second.path("kind").asText()).isEqualTo("declined");
        assertThat(second.path("status").asText()).isEqualTo("assigned");
        assertThat(second.path("repId").asText()).isEqualTo("bob");
        assertThat(second.path("acceptBy").asText()).isEqualTo("2026-03-03T18:30:10Z");
        assertThatThrownBy(() -> service.step(Kind.DECLINE, id(first))).hasMessageContaining("The latest assignment");
        JsonNode third = service.step(Kind.DECLINE, id(second));
        assertThat(third.path("repId").asText()).isEqualTo("carol");
        JsonNode last = service.step(Kind.DECLINE, id(third));
        assertThat(last.path("status").asText()).isEqualTo("fallback");
        assertThat(last.path("repId").asText()).isEqualTo("erin");
        DecisionRecord decision = service.decision(id(last));
        assertThat(decision.passedOver()).singleElement().satisfies(passed -> assertThat(passed.reps())
                .containsExactly("alice", "bob", "carol"));
        assertThat(decision.act()).isNotNull();
        assertThat(decision.act().first()).isEqualTo(id(first));
        assertThat(service.ledger().dueOffers(Instant.MAX, 10)).isEmpty();
        assertThat(service.ledger().waiting("west", 0, 10)).hasSize(1);
    }

    @Test
    void declinedTurnsCountAsReceivedAndFreeTheirCap() {
        JsonNode one = assign("a1", WEST);
        service.step(Kind.DECLINE, id(one));
        List<String> reps = new ArrayList<>();
        for (int i = 2; i <= 6; i++) {
            reps.add(assign("a" + i, WEST).path("repId").asText());
        }
        // what alice declined is a turn that she had: she waits; but it doesn't count by her cap of two a day
        assertThat(reps).containsExactly("carol", "bob", "carol", "alice", "alice");
        assertThat(assign("a7", WEST).path("status").asText()).isEqualTo("fallback");
        assertThat(report("west").faults()).isEmpty();
        assertThat(report("west").turns()).isEqualTo(7);
    }

    @Test
    void timeMovesAnOfferOnOnceAlsoAfterARestart() throws Exception {
        JsonNode offered = assign("a1", WEST);
        service.later(Duration.ofMinutes(30));
        service.offerClock.tick();
        assertThat(service.count()).isEqualTo(1);
        service.close();
        service = new Landed(folder, RULES);
        service.later(Duration.ofMinutes(90));
        service.offerClock.tick();
        service.offerClock.tick();
        assertThat(service.count()).isEqualTo(2);
        DecisionRecord moved = latest("a1");
        assertThat(moved.kind()).isEqualTo("timed-out");
        assertThat(moved.traceId()).isNull();
        assertThat(moved.owner()).isEqualTo("bob");
        assertThat(moved.previous()).isEqualTo(id(offered));
        assertThat(moved.reason()).isEqualTo("alice did not accept it in time; turn 2 of west");
        assertThat(moved.offer()).isNotNull();
        assertThat(moved.offer().acceptBy()).isEqualTo(Landed.START.plus(Duration.ofHours(2)));
        assertThatThrownBy(() -> service.step(Kind.ACCEPT, id(offered))).hasMessageContaining("The latest assignment");
    }

    @Test
    void nobodyAcceptsTooLate() {
        JsonNode offered = assign("a1", WEST);
        service.later(Duration.ofMinutes(31));
        assertThatThrownBy(() -> service.step(Kind.ACCEPT, id(offered)))
                .hasMessageContaining("It could be accepted until 2026-03-03T18:30:00Z");
        assertThatThrownBy(() -> service.step(Kind.DECLINE, id(offered))).hasMessageContaining("could be accepted");
    }

    @Test
    void workingTimeCountsFromTheNextShift() {
        // 18:00 UTC is 03:00 in Tokyo
        JsonNode offered = assign("j1", "'country':'JP'");
        assertThat(offered.path("repId").asText()).isEqualTo("sato");
        assertThat(offered.path("actFrom").asText()).isEqualTo("2026-03-04T00:00:00Z");
        assertThat(offered.path("acceptBy").asText()).isEqualTo("2026-03-04T01:00:00Z");
    }

    @Test
    void anAccountThatIsSentAgainStaysAnOffer() {
        JsonNode offered = assign("a1", WEST);
        JsonNode again = assign("a1", WEST + ",'industry':'Software'");
        assertThat(again.path("kind").asText()).isEqualTo("kept");
        assertThat(again.path("acceptBy").asText()).isEqualTo("2026-03-03T18:30:00Z");
        JsonNode declined = service.step(Kind.DECLINE, id(offered));
        assertThat(declined.path("repId").asText()).isEqualTo("bob");
        assertThat(service.decision(id(declined)).account().industry()).isEqualTo("Software");
        assertThat(service.step(Kind.ACCEPT, id(declined)).path("repId").asText())
                .isEqualTo("bob");
    }

    @Test
    void whatIsReassignedByHandIsNoOfferAnyMore() {
        JsonNode offered = assign("a1", WEST);
        service.reassign(id(offered), "carol");
        service.later(Duration.ofHours(1));
        service.offerClock.tick();
        assertThat(latest("a1").owner()).isEqualTo("carol");
    }

    @Test
    void theCompanyGoesAlongAndIsFreeWhereNobodyTookIt() {
        String acme = WEST + ",'domain':'acme.com'";
        JsonNode first = assign("a1", acme);
        JsonNode second = service.step(Kind.DECLINE, id(first));
        assertThat(assign("a2", acme).path("repId").asText()).isEqualTo("bob");
        JsonNode third = service.step(Kind.DECLINE, id(second));
        service.step(Kind.DECLINE, id(third));
        JsonNode next = assign("a3", acme);
        assertThat(next.path("rule").asText()).isEqualTo("West");
        assertThat(assign("a4", acme).path("repId").asText())
                .isEqualTo(next.path("repId").asText());
    }

    @Test
    void whoeverAskedForNoCompanyGetsNoneAtAnyStep() {
        String acme = WEST + ",'domain':'acme.com'";
        assertThat(assign("a1", acme).path("repId").asText()).isEqualTo("alice");
        assign("a2", WEST);
        assign("a3", WEST);
        assign("a4", WEST);
        JsonNode apart = assign("a5", acme + ",'match':'account'");
        assertThat(apart.path("repId").asText()).isEqualTo("bob");
        JsonNode second = service.step(Kind.DECLINE, id(apart));
        assertThat(second.path("rule").asText()).isEqualTo("West");
        JsonNode third = service.step(Kind.DECLINE, id(second));
        assertThat(third.path("rule").asText()).isEqualTo("West");
    }

    @Test
    void theLeastLoadedForHisCapacityGetsIt() {
        List<String> reps = IntStream.range(0, 6)
                .mapToObj(i -> assign("g" + i, "'country':'DE'").path("repId").asText())
                .toList();
        assertThat(reps).containsExactly("heinz", "greta", "greta", "heinz", "greta", "greta");
        service.close(latest("g0").id(), "won", false);
        service.close(latest("g3").id(), "lost", false);
        JsonNode next = assign("g6", "'country':'DE'");
        assertThat(next.path("repId").asText()).isEqualTo("heinz");
        assertThat(service.decision(id(next)).turn().loads()).containsExactly(0, 4);
        // kept: whoever is sent again doesn't become open again
        assertThat(assign("g0", "'country':'DE'").path("kind").asText()).isEqualTo("kept");
        assertThat(assign("g7", "'country':'DE'").path("repId").asText()).isEqualTo("heinz");
    }

    @Test
    void openAssignmentsOutliveARestartAndGrowOld() throws Exception {
        IntStream.range(0, 3).forEach(i -> assign("g" + i, "'country':'DE'"));
        service.reassign(latest("g1").id(), "heinz");
        service.close();
        service = new Landed(folder, RULES);
        assertThat(turn("h0").loads()).containsExactly(2, 1);
        service.later(Duration.ofDays(90));
        assertThat(turn("h1").loads()).containsExactly(2, 2);
        service.later(Duration.ofDays(1));
        assertThat(turn("h2").loads()).containsExactly(0, 1);
    }

    @Test
    void overlaysHaveLoadsAndNobodyToAccept() {
        JsonNode one = assign("g1", "'country':'DE','product':'x'");
        JsonNode two = assign("g2", "'country':'DE','product':'x'");
        assertThat(one.path("csmRepId").asText()).isEqualTo("sid");
        assertThat(two.path("csmRepId").asText()).isEqualTo("sue");
        assertThat(service.decision(id(two)).overlays().get(0).turn().ignored()).containsExactly("acceptWithin");
    }

    @Test
    void aTurnThatIsGivenBackNeverWas() {
        RotationState none = state("france");
        List<JsonNode> answers = IntStream.range(0, 4)
                .mapToObj(i -> assign("f" + i, "'country':'FR'"))
                .toList();
        List<BigInteger> before = credits("france");
        JsonNode spent = assign("f4", "'country':'FR'");
        JsonNode closed = service.close(id(spent), "disqualified", true);
        assertThat(closed.path("reason").asText()).contains("the turn is given back");
        assertThat(credits("france")).isEqualTo(before);
        assertThat(none.turn()).isZero();
        assertThat(state("france").turn()).isEqualTo(5);
        assertThatThrownBy(() -> service.close(id(closed), "disqualified", true))
                .hasMessageContaining("as it was meant");
        service.close(id(answers.get(0)), "disqualified", true);
        IntStream.range(5, 12).forEach(i -> assign("f" + i, "'country':'FR'"));
        PoolReport report = report("france");
        assertThat(report.faults()).isEmpty();
        assertThat(report.turns()).isEqualTo(12);
        assertThat(report.bound()).isEqualByComparingTo("3");
    }

    @Test
    void onlyATurnCanBeGivenBack() {
        JsonNode queued = assign("q1", "'partner':'Globex'");
        assertThatThrownBy(() -> service.close(id(queued), "disqualified", true))
                .hasMessageContaining("as it was meant");
        assertThat(service.count()).isEqualTo(1);
    }

    @Test
    void aQueueShowsTheLongestWaitingFirst() throws Exception {
        JsonNode one = assign("q1", "'partner':'Globex'");
        JsonNode two = assign("q2", "'partner':'Globex'");
        service.later(Duration.ofHours(25));
        JsonNode again = assign("q1", "'partner':'Globex','industry':'Software'");
        assertThat(again.path("kind").asText()).isEqualTo("queued");
        JsonNode three = assign("q3", "'partner':'Globex'");
        service.close(id(three), "lost", false);
        service.close();
        service = new Landed(folder, RULES);
        List<Waiting> waiting = service.ledger().waiting("partners", 0, 10);
        assertThat(waiting.stream().map(Waiting::since)).containsExactly(Landed.START, Landed.START);
        assertThat(waiting.stream().map(item -> item.holding().decisionId())).containsExactly(id(again), id(two));
        assertThat(service.ledger().waiting("partners", waiting.get(0).position(), 10))
                .hasSize(1);
        service.reassign(id(two), "alice");
        assertThat(service.ledger().countWaiting("partners")).isEqualTo(1);
        assertThat(id(one)).isNotEqualTo(id(again));
    }

    private landfall.rotation.Turn turn(String externalId) {
        return service.decision(id(assign(externalId, "'country':'DE'"))).turn();
    }

    private JsonNode assign(String externalId, String fields) {
        return service.assign("{'source':'web','externalId':'" + externalId + "'," + fields + "}");
    }

    private static String id(JsonNode answer) {
        return answer.path("assignmentId").asText();
    }

    private DecisionRecord latest(String externalId) {
        return service.latest("web", externalId);
    }

    private RotationState state(String pool) {
        return service.ledger().rotation(pool);
    }

    /** Over one denominator for all states of the test. */
    private List<BigInteger> credits(String pool) {
        RotationState state = state(pool);
        BigInteger scale = BigInteger.valueOf(2520);
        return state.credits().stream()
                .map(Credit::credit)
                .map(credit -> credit.multiply(scale).divide(state.denominator()))
                .toList();
    }

    private PoolReport report(String pool) {
        return Fairness.check(service.ledger()).stream()
                .filter(report -> report.pool().equals(pool))
                .findFirst()
                .orElseThrow();
    }
}
