package landfall.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import landfall.ledger.Recorded;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is promised to callers, on a real rule set and a real database. */
class AssignmentTest {

    private static final Path RULES = Path.of("src/test/resources/landfall/assignment/rules");
    private static final String WEST = "'country':'US','region':'CA'";

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
    void routesToATerritoryAndTakesTurns() {
        List<String> reps = new ArrayList<>();
        for (int number = 0; number < 6; number++) {
            JsonNode answer = service.assign(account("a" + number, WEST));
            assertThat(answer.path("status").asText()).isEqualTo("assigned");
            assertThat(answer.path("territory").asText()).isEqualTo("us-west");
            assertThat(answer.path("rule").asText()).isEqualTo("US West");
            reps.add(answer.path("repId").asText());
        }
        assertThat(reps).containsExactly("alice", "bob", "carol", "alice", "bob", "carol");
    }

    @Test
    void tellsTheRepAndHisFurtherColumns() {
        JsonNode answer = service.assign(account("a", WEST));
        assertThat(answer.path("repName").asText()).isEqualTo("Alice A");
        assertThat(answer.path("repEmail").asText()).isEqualTo("alice@example.com");
        assertThat(answer.path("rep_salesforceId").asText()).isEqualTo("005A");
    }

    @Test
    void concurrentCallsGetExactShares() throws Exception {
        int calls = 1000;
        Map<String, Integer> turns = new HashMap<>();
        ExecutorService callers = Executors.newFixedThreadPool(16);
        try {
            List<Future<String>> answers = new ArrayList<>();
            for (int number = 0; number < calls; number++) {
                String body = account("c" + number, WEST);
                Callable<String> call = () -> service.assign(body).path("repId").asText();
                answers.add(callers.submit(call));
            }
            for (Future<String> answer : answers) {
                turns.merge(answer.get(), 1, Integer::sum);
            }
        } finally {
            callers.shutdownNow();
        }
        assertThat(turns).hasSize(3);
        assertThat(turns.values()).allMatch(count -> count == calls / 3 || count == calls / 3 + 1);
    }

    @Test
    void aNamedAccountTakesNoTurn() {
        JsonNode answer = service.assign(account("g", WEST + ",'name':'Globex Inc.'"));
        assertThat(answer.path("repId").asText()).isEqualTo("dora");
        assertThat(answer.path("reason").asText()).isEqualTo("Globex is a strategic account.");
        assertThat(service.assign(account("a", WEST)).path("repId").asText()).isEqualTo("alice");
        DecisionRecord decision = service.decision(answer.path("assignmentId").asText());
        assertThat(decision.turn()).isNull();
        assertThat(decision.alsoMatched())
                .extracting(DecisionRecord.Matched::rule)
                .containsExactly("US West");
    }

    @Test
    void aClaimForARepWhoLeftIsPassedOver() {
        JsonNode answer = service.assign(account("v", WEST + ",'vip':'yes'"));
        assertThat(answer.path("rule").asText()).isEqualTo("US West");
        DecisionRecord decision = service.decision(answer.path("assignmentId").asText());
        assertThat(decision.passedOver()).singleElement().satisfies(passed -> {
            assertThat(passed.rule()).isEqualTo("Named: gone rep");
            assertThat(passed.reps()).containsExactly("gone");
            assertThat(passed.reason()).isEqualTo("inactive");
        });
    }

    @Test
    void aQueueKeepsWhatWaitsForAPerson() {
        JsonNode answer = service.assign(account("s", WEST + ",'tags':['student']"));
        assertThat(answer.path("status").asText()).isEqualTo("queued");
        assertThat(answer.path("territory").asText()).isEqualTo("junk");
        assertThat(answer.path("repId").asText()).isEqualTo("erin");
    }

    @Test
    void whatNoRuleCoversGoesToTheFallback() {
        JsonNode answer = service.assign(account("x", "'country':'AQ'"));
        assertThat(answer.path("status").asText()).isEqualTo("fallback");
        assertThat(answer.path("reason").asText()).isEqualTo("no rule matches");
        assertThat(answer.path("repId").asText()).isEqualTo("erin");
        assertThat(answer.has("rule")).isFalse();
    }

    @Test
    void aTerritoryWithoutARotationFallsToItsOwnRep() {
        JsonNode answer = service.assign(account("e", "'country':'US','region':'NY'"));
        assertThat(answer.path("status").asText()).isEqualTo("fallback");
        assertThat(answer.path("territory").asText()).isEqualTo("us-east");
        assertThat(answer.path("repId").asText()).isEqualTo("dora");
        assertThat(answer.path("reason").asText()).contains("no rotation rule");
    }

    @Test
    void anOverlayStandsBesideTheOwner() {
        JsonNode answer = service.assign(account("o", WEST + ",'industry':'Software'"));
        assertThat(answer.path("repId").asText()).isEqualTo("alice");
        assertThat(answer.path("sdrRepId").asText()).isEqualTo("sid");
        assertThat(answer.path("sdrRepEmail").asText()).isEqualTo("sid@example.com");
    }

    @Test
    void theSameKeyGivesTheSameBytes() {
        Recorded.Answer first = service.answer(account("a", WEST), "k1");
        Recorded.Answer again = service.answer(account("a", WEST), "k1");
        assertThat(first.replayed()).isFalse();
        assertThat(again.replayed()).isTrue();
        assertThat(again.answer()).isEqualTo(first.answer());
        assertThat(service.count()).isEqualTo(1);
    }

    @Test
    void theSameKeyForAnotherBodyIsRefused() {
        service.answer(account("a", WEST), "k1");
        assertThat(service.recorded(account("b", WEST), "k1")).isInstanceOf(Recorded.KeyConflict.class);
        assertThat(service.count()).isEqualTo(1);
    }

    @Test
    void manyCallsWithOneKeyDecideOnce() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(16);
        Set<String> answers = new HashSet<>();
        try {
            List<Future<String>> calls = new ArrayList<>();
            for (int number = 0; number < 64; number++) {
                calls.add(callers.submit(
                        () -> new String(service.answer(account("a", WEST), "k").answer(), StandardCharsets.UTF_8)));
            }
            for (Future<String> call : calls) {
                answers.add(call.get());
            }
        } finally {
            callers.shutdownNow();
        }
        assertThat(answers).hasSize(1);
        assertThat(service.count()).isEqualTo(1);
    }

    @Test
    void aRepeatWithoutAKeyTakesNoTurnAndIsRecorded() {
        JsonNode first = service.assign(account("a", WEST));
        JsonNode again = service.assign(account("a", WEST));
        assertThat(again.path("kind").asText()).isEqualTo("kept");
        assertThat(again.path("repId")).isEqualTo(first.path("repId"));
        assertThat(again.path("assignmentId")).isNotEqualTo(first.path("assignmentId"));
        assertThat(service.count()).isEqualTo(2);
        assertThat(service.assign(account("b", WEST)).path("repId").asText()).isEqualTo("bob");
    }

    @Test
    void aRepeatWithReassignStaysWhereItIs() {
        JsonNode first = service.assign(account("a", WEST + ",'reassign':true"));
        JsonNode again = service.assign(account("a", WEST + ",'reassign':true"));
        assertThat(again.path("kind").asText()).isEqualTo("kept");
        assertThat(again.path("repId")).isEqualTo(first.path("repId"));
    }

    @Test
    void aKnownAccountKeepsItsOwnerAndIsToldWhereItWouldMove() {
        JsonNode first = service.assign(account("a", WEST));
        service.later(Duration.ofDays(3));
        JsonNode moved = service.assign(account("a", "'country':'US','region':'NY'"));
        assertThat(moved.path("kind").asText()).isEqualTo("kept");
        assertThat(moved.path("repId")).isEqualTo(first.path("repId"));
        assertThat(moved.path("wouldMoveTo").asText()).isEqualTo("us-east");
    }

    @Test
    void itMovesWhenAsked() {
        service.assign(account("a", WEST));
        JsonNode moved = service.assign(account("a", "'country':'US','region':'NY','reassign':true"));
        assertThat(moved.path("territory").asText()).isEqualTo("us-east");
        assertThat(moved.path("repId").asText()).isEqualTo("dora");
    }

    @Test
    void whatFellBackIsRoutedAnewWithChangedFieldsOnly() {
        service.assign(account("a", "'country':'AQ'"));
        assertThat(service.assign(account("a", "'country':'AQ'"), "other")
                        .path("kind")
                        .asText())
                .isEqualTo("kept");
        JsonNode anew = service.assign(account("a", WEST));
        assertThat(anew.path("kind").asText()).isEqualTo("assigned");
        assertThat(anew.path("territory").asText()).isEqualTo("us-west");
    }

    @Test
    void whatFellBackIsRoutedAnewAfterTheWindow() {
        service.assign(account("a", "'country':'AQ'"));
        service.later(Duration.ofHours(25));
        assertThat(service.assign(account("a", "'country':'AQ'")).path("kind").asText())
                .isEqualTo("fallback");
    }

    @Test
    void ignoredFieldsDontMakeARepeatDifferent() {
        service.assign(account("a", WEST + ",'score':1"));
        DecisionRecord again = service.decision(service.assign(account("a", WEST + ",'score':99"))
                .path("assignmentId")
                .asText());
        assertThat(again.because()).isEqualTo("repeat of the call before");
    }

    @Test
    void aCompanyHasOneOwnerByAnyOfItsKeys() {
        JsonNode first = service.assign(account("a", WEST + ",'domain':'acme.com'"));
        JsonNode second = service.assign(account("b", WEST + ",'domain':'www.acme.com','company':'ACME-1'"));
        JsonNode third = service.assign(account("c", "'country':'US','region':'NY','company':'ACME-1'"));
        assertThat(second.path("repId")).isEqualTo(first.path("repId"));
        assertThat(second.path("rule").asText()).isEqualTo("existing company");
        assertThat(third.path("repId")).isEqualTo(first.path("repId"));
        assertThat(service.assign(account("d", WEST)).path("repId").asText()).isEqualTo("bob");
    }

    @Test
    void aNamedAccountGoesBeforeItsCompanysOwner() {
        service.assign(account("a", WEST + ",'domain':'globex.com'"));
        JsonNode named = service.assign(account("b", WEST + ",'domain':'globex.com','name':'Globex'"));
        assertThat(named.path("repId").asText()).isEqualTo("dora");
    }

    @Test
    void matchAccountTurnsTheCompanyOff() {
        service.assign(account("a", WEST + ",'domain':'acme.com'"));
        JsonNode other = service.assign(account("b", WEST + ",'domain':'acme.com','match':'account'"));
        assertThat(other.path("repId").asText()).isEqualTo("bob");
    }

    @Test
    void freeMailIsNoCompany() {
        service.assign(account("a", WEST + ",'email':'a@gmail.com'"));
        assertThat(service.assign(account("b", WEST + ",'email':'b@gmail.com'"))
                        .path("repId")
                        .asText())
                .isEqualTo("bob");
    }

    @Test
    void theEmailStandsForTheIdWithoutTellingIt() {
        JsonNode first = service.assign("{'source':'web','email':'Ada@acme.com'," + WEST + "}");
        JsonNode again = service.assign("{'source':'web','email':'ada@ACME.com'," + WEST + "}");
        assertThat(again.path("repId")).isEqualTo(first.path("repId"));
        assertThat(again.path("kind").asText()).isEqualTo("kept");
    }

    @Test
    void noPersonalValueIsInTheRecord() {
        JsonNode answer = service.assign(account(
                "p", WEST + ",'email':'ada.lovelace@acme.com','person':'Ada Lovelace','phone':'+1 415 555 2671'"));
        String bytes = new String(service.bytes(answer.path("assignmentId").asText()), StandardCharsets.UTF_8);
        // Digests and ids may have any digits.
        String words = bytes.replaceAll("[0-9a-f]{64}|[0-9A-Z]{26}", "");
        assertThat(words).doesNotContainIgnoringCase("lovelace").doesNotContain("2671");
        assertThat(bytes).contains("\"email\":\"");
    }

    @Test
    void nothingToKnowItByIsRefused() {
        assertThatThrownBy(() -> service.assign("{" + WEST + "}")).isInstanceOf(Identity.NoIdentityException.class);
    }

    @Test
    void aPreviewKnowsARepeatOfAPerson() {
        String person = WEST + ",'email':'jo@acme.example','phone':'+1 212 555 0123'";
        service.assign(account("a", person));
        assertThat(service.preview(account("a", person)).path("reason").asText())
                .isEqualTo("repeat of the call before");
        assertThat(service.preview(account("a", person.replace("jo@", "kim@")))
                        .path("reason")
                        .asText())
                .isEqualTo("its owner is active");
    }

    @Test
    void aPreviewMovesNothing() {
        assertThat(service.preview(account("a", WEST)).path("repId").asText()).isEqualTo("alice");
        assertThat(service.preview(account("b", WEST)).path("repId").asText()).isEqualTo("alice");
        assertThat(service.count()).isZero();
    }

    @Test
    void aRecordReadsBackAsItWas() {
        JsonNode answer = service.assign(account("a", WEST + ",'dealSize':'1,200,000.50','vip':'no'"));
        byte[] bytes = service.bytes(answer.path("assignmentId").asText());
        assertThat(CanonicalJson.bytes(CanonicalJson.decision(bytes))).isEqualTo(bytes);
    }

    private static String account(String id, String fields) {
        return "{'source':'web','externalId':'" + id + "'," + fields + "}";
    }
}
