package landfall.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import landfall.account.AccountRequest;
import landfall.audit.Explainer;
import landfall.http.ApiException;
import landfall.http.ErrorCode;
import landfall.ledger.HeldAccounts;
import landfall.rotation.Placement.Status;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing moves an account that is held. */
class HoldsTest {

    private static final Path RULES = Path.of("src/test/resources/landfall/assignment/rules");
    private static final Path OFFERS = Path.of("src/test/resources/landfall/assignment/offers");
    private static final String WEST = "'country':'US','region':'CA'";
    private static final String EAST = "'country':'US','region':'NY'";
    private static final Duration DAY = Duration.ofDays(1);
    private static final String HELD = "held until 2026-03-04T18:00:00Z by carol: contract talks";

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
    void aCallGetsThePresentOwnerAndIsToldOfTheHold() {
        assign("a1", WEST);
        JsonNode hold = hold("a1", DAY);
        assertThat(hold.path("repId").asText()).isEqualTo("alice");
        assertThat(hold.path("until").asText()).isEqualTo("2026-03-04T18:00:00Z");
        JsonNode kept = assign("a1", EAST);
        assertThat(kept.path("kind").asText()).isEqualTo("kept");
        assertThat(kept.path("repId").asText()).isEqualTo("alice");
        assertThat(kept.path("reason").asText()).isEqualTo(HELD);
        assertThat(kept.path("heldUntil").asText()).isEqualTo("2026-03-04T18:00:00Z");
        assertThat(kept.path("heldBy").asText()).isEqualTo("carol");
        assertThat(kept.path("heldReason").asText()).isEqualTo("contract talks");
        assertThat(kept.path("wouldMoveTo").asText()).isEqualTo("us-east");
        DecisionRecord record = service.decision(id(kept));
        assertThat(record.because()).isEqualTo(HELD);
        assertThat(record.hold()).isNotNull();
        assertThat(record.hold().since()).isEqualTo(Landed.START);
        assertThat(record.hold().decisionId())
                .isEqualTo(hold.path("assignmentId").asText());
        assertThat(new Explainer(service.ledger(), service.versions)
                        .explain(id(kept))
                        .orElseThrow()
                        .summary())
                .isEqualTo("Stays with alice in us-west: " + HELD + ".");
    }

    @Test
    void reassignMovesItOnlyOnceTheHoldIsOver() {
        assign("a1", WEST);
        hold("a1", DAY);
        service.later(DAY.minusMillis(1));
        assertThat(reassign("a1").path("kind").asText()).isEqualTo("kept");
        service.later(Duration.ofMillis(1));
        JsonNode moved = assign("a1", EAST + ",'employees':7,'reassign':true");
        assertThat(moved.path("repId").asText()).isEqualTo("dora");
        assertThat(moved.has("heldUntil")).isFalse();
        assertThat(service.decision(id(moved)).hold()).isNull();
    }

    @Test
    void aHoldThatIsOverIsNotToldOn() {
        assign("a1", WEST);
        hold("a1", DAY);
        service.later(DAY.plusHours(1));
        JsonNode kept = assign("a1", WEST);
        assertThat(kept.path("reason").asText()).isEqualTo("its owner is active");
        JsonNode next = assign("a1", WEST + ",'employees':8");
        assertThat(service.decision(id(next)).before().standing().hold()).isNull();
    }

    @Test
    void anOwnerWhoLeftKeepsIt() {
        take("g1", "gone", null);
        hold("g1", DAY);
        JsonNode kept = assign("g1", WEST);
        assertThat(kept.path("repId").asText()).isEqualTo("gone");
        assertThat(kept.path("wouldMoveTo").asText()).isEqualTo("us-west");
        service.later(DAY);
        assertThat(assign("g1", WEST + ",'employees':7").path("repId").asText()).isEqualTo("alice");
    }

    @Test
    void nobodyMovesItByHand() {
        assign("a1", WEST);
        String id = hold("a1", DAY).path("assignmentId").asText();
        assertHeld(() -> service.reassign(id, "bob"));
        JsonNode closed = service.close(id, "won", false);
        assertThat(closed.path("heldUntil").asText()).isEqualTo("2026-03-04T18:00:00Z");
        assertHeld(() -> service.reassign(id(closed), "bob"));
        service.later(DAY);
        assertThat(service.reassign(id(closed), "bob").path("repId").asText()).isEqualTo("bob");
    }

    @Test
    void whatWaitsInAQueueIsNotClaimed() {
        JsonNode queued = assign("q1", WEST + ",'tags':['student']");
        assertThat(queued.path("status").asText()).isEqualTo("queued");
        String id = hold("q1", DAY).path("assignmentId").asText();
        assertHeld(() -> service.claim(id, "bob"));
        JsonNode kept = assign("q1", WEST);
        assertThat(kept.path("kind").asText()).isEqualTo("kept");
        assertThat(kept.path("status").asText()).isEqualTo("queued");
        assertThat(service.ledger().waiting("junk", 0, 10)).hasSize(1);
        String lifted = hold("q1", null).path("assignmentId").asText();
        assertThat(service.claim(lifted, "bob").path("repId").asText()).isEqualTo("bob");
    }

    @Test
    void aHoldIsReplacedAndLifted() {
        assign("a1", WEST);
        String first = hold("a1", DAY).path("assignmentId").asText();
        assertThat(hold("a1", DAY).path("assignmentId").asText()).isEqualTo(first);
        JsonNode longer = hold("a1", DAY.multipliedBy(2));
        assertThat(longer.path("until").asText()).isEqualTo("2026-03-05T18:00:00Z");
        assertThat(held()).containsExactly("a1");
        JsonNode lifted = hold("a1", null);
        assertThat(lifted.has("until")).isFalse();
        assertThat(held()).isEmpty();
        assertThat(service.latest("crm", "a1").kind()).isEqualTo("released");
        assertThatThrownBy(() -> hold("a1", null)).hasMessageContaining("Nothing holds crm/a1.");
        assertThat(reassign("a1").path("repId").asText()).isEqualTo("dora");
        assertThatThrownBy(() -> hold("nobody", DAY)).hasMessageContaining("There is no account crm/nobody.");
    }

    @Test
    void holdsAreListedInTheirOrderAlsoAfterARestart() throws Exception {
        for (String id : List.of("a1", "a2", "a3", "a4")) {
            assign(id, WEST);
        }
        hold("a3", DAY);
        hold("a1", Duration.ofHours(1));
        hold("a2", DAY);
        assertThat(held()).containsExactly("a3", "a1", "a2");
        service.close();
        service = new Landed(folder, RULES);
        service.later(Duration.ofHours(1));
        assertThat(held()).containsExactly("a3", "a2");
        HeldAccounts page = service.holds.list(0, 1, holding -> true);
        assertThat(page.next()).isNotNull();
        assertThat(service.holds.list(page.next(), 1, holding -> true).accounts())
                .extracting(one -> one.account().externalId())
                .containsExactly("a2");
        assertThat(service.holds
                        .list(0, 10, holding -> holding.owner().equals("bob"))
                        .accounts())
                .extracting(one -> one.account().externalId())
                .containsExactly("a2");
        assertThat(assign("a3", EAST).path("heldBy").asText()).isEqualTo("carol");
    }

    @Test
    void itKeepsTheFieldsThatARepeatIsKnownBy() {
        assign("a1", WEST);
        hold("a1", DAY);
        hold("a1", null);
        assertThat(assign("a1", WEST).path("reason").asText()).isEqualTo("repeat of the call before");
    }

    @Test
    void whoeverForeseesItSeesTheHoldAsItWillBe() {
        assign("a1", WEST);
        hold("a1", DAY);
        assertThat(service.preview(account("a1", EAST).replace("}", ",'reassign':true}"))
                        .path("reason")
                        .asText())
                .isEqualTo(HELD);
        assertThat(service.preview(account("a1", EAST).replace("}", ",'reassign':true,'at':'2026-03-04T18:00:00Z'}"))
                        .path("repId")
                        .asText())
                .isEqualTo("dora");
    }

    @Test
    void theBookHoldsAccountsAndDoesNotMoveThoseThatAre() {
        Instant until = Landed.START.plus(DAY);
        take("b1", "bob", until);
        assertThat(assign("b1", EAST + ",'reassign':true").path("heldReason").asText())
                .isEqualTo("renewal");
        assertThat(isKnown("b1", "bob", until)).isTrue();
        assertThat(isKnown("b1", "bob", null)).isTrue();
        assertThat(isKnown("b1", "bob", Landed.START.minus(DAY))).isTrue();
        assertHeld(() -> take("b1", "carol", null));
        take("b1", "bob", until.plus(DAY));
        service.later(DAY);
        assertHeld(() -> take("b1", "carol", null));
        service.later(DAY);
        take("b1", "carol", null);
        assertThat(service.latest("crm", "b1").owner()).isEqualTo("carol");
    }

    @Test
    void anOffersTimeStandsStillWhileItIsHeld() throws Exception {
        service.close();
        service = new Landed(folder.resolve("offers"), OFFERS);
        JsonNode offered = assign("a1", "'country':'US'");
        assertThat(offered.path("acceptBy").asText()).isEqualTo("2026-03-03T18:30:00Z");
        service.later(Duration.ofMinutes(10));
        String held = hold("a1", DAY).path("assignmentId").asText();
        assertThat(service.decision(held).offer().acceptBy()).isEqualTo(Instant.parse("2026-03-04T18:30:00Z"));
        assertHeld(() -> service.step(OfferSteps.Kind.DECLINE, held));
        service.later(Duration.ofHours(1));
        assertThat(service.offerClock.tick()).isTrue();
        assertThat(service.latest("crm", "a1").owner()).isEqualTo("alice");
        service.close();
        service = new Landed(folder.resolve("offers"), OFFERS);
        service.later(Duration.ofMinutes(70));
        String lifted = hold("a1", null).path("assignmentId").asText();
        assertThat(service.decision(lifted).offer().acceptBy()).isEqualTo(Instant.parse("2026-03-03T19:30:00Z"));
        service.later(Duration.ofMinutes(21));
        service.offerClock.tick();
        assertThat(service.latest("crm", "a1").kind()).isEqualTo("timed-out");
    }

    @Test
    void whoIsOfferedAHeldAccountMayAcceptIt() throws Exception {
        service.close();
        service = new Landed(folder.resolve("offers"), OFFERS);
        JsonNode offered = assign("a1", "'country':'US'");
        hold("a1", DAY);
        service.later(Duration.ofHours(2));
        assertThat(service.step(OfferSteps.Kind.ACCEPT, id(offered))
                        .path("heldBy")
                        .asText())
                .isEqualTo("carol");
        service.later(DAY.multipliedBy(2));
        service.offerClock.tick();
        assertThat(service.latest("crm", "a1").owner()).isEqualTo("alice");
    }

    @Test
    void anOfferOfWhichTheHoldIsOverMovesOn() throws Exception {
        service.close();
        service = new Landed(folder.resolve("offers"), OFFERS);
        assign("a1", "'country':'US'");
        hold("a1", DAY);
        service.later(DAY.plusMinutes(30).plusMillis(1));
        service.offerClock.tick();
        assertThat(service.latest("crm", "a1").owner()).isEqualTo("bob");
    }

    private JsonNode hold(String externalId, @Nullable Duration duration) {
        return service.hold("crm", externalId, duration);
    }

    private JsonNode reassign(String externalId) {
        return assign(externalId, EAST + ",'reassign':true");
    }

    private JsonNode assign(String externalId, String fields) {
        return service.assign(account(externalId, fields));
    }

    private static String account(String externalId, String fields) {
        return "{'source':'crm','externalId':'" + externalId + "'," + fields + "}";
    }

    private static String id(JsonNode answer) {
        return answer.path("assignmentId").asText();
    }

    private List<String> held() {
        return service.holds.list(0, 100, holding -> true).accounts().stream()
                .map(one -> one.account().externalId())
                .toList();
    }

    private Imports.Prepared prepare(String externalId, String owner, @Nullable Instant until) {
        ImportedAccount said = new ImportedAccount(
                new AccountRequest(Map.of("source", "crm", "externalId", externalId, "country", "US")),
                owner,
                null,
                List.of(),
                Status.ASSIGNED,
                null,
                null,
                until,
                until == null ? null : "renewal",
                "row 2");
        return service.imports.prepare(said, new Imports.Context(service.imports.rules(), "anonymous", Landed.CALL));
    }

    private void take(String externalId, String owner, @Nullable Instant until) {
        service.imports
                .submit(prepare(externalId, owner, until).proposal())
                .toCompletableFuture()
                .join();
    }

    private boolean isKnown(String externalId, String owner, @Nullable Instant until) {
        return prepare(externalId, owner, until).proposal() == null;
    }

    private static void assertHeld(ThrowingCallable act) {
        assertThatThrownBy(act).satisfiesAnyOf(HoldsTest::isHeld, thrown -> isHeld(thrown.getCause()));
    }

    private static void isHeld(Throwable thrown) {
        assertThat(thrown).isInstanceOf(ApiException.class);
        assertThat(((ApiException) thrown).code()).isEqualTo(ErrorCode.HELD);
    }
}
