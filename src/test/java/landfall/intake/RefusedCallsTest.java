package landfall.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import landfall.assignment.RefusedCall;
import landfall.assignment.SentBody;
import landfall.http.ProblemIssue;
import landfall.ledger.CallCount;
import landfall.ledger.LedgerDatabase;
import landfall.ledger.ServiceSeal;
import landfall.ledger.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusedCallsTest {

    private static final byte[] SECRET = new byte[32];

    @TempDir
    Path folder;

    private LedgerDatabase database;
    private Instant now = Instant.parse("2026-11-24T09:30:00Z");
    private boolean broken;

    @BeforeEach
    void open() {
        database = TestDatabase.open("jdbc:h2:file:" + folder.resolve("landfall"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private RefusedCalls calls() {
        return new RefusedCalls(database.jdbi(), this::durably, SECRET, new ObjectMapper(), () -> now);
    }

    private void durably(Runnable writing) {
        if (broken) {
            throw new IllegalStateException("the database is gone");
        }
        database.durably(writing);
    }

    private static RefusedCall call(String body) {
        return new RefusedCall(
                "web",
                "web",
                new SentBody(body.getBytes(StandardCharsets.UTF_8), null, null),
                "invalid-value",
                "It is wrong.",
                List.of());
    }

    private List<CallCount> counts(RefusedCalls calls) {
        return calls.counts(0, Long.MAX_VALUE);
    }

    @Test
    void whatTheCallerWasToldIsKeptWithoutWhatIsPersonal() {
        RefusedCalls calls = calls();
        calls.refused(new RefusedCall(
                "web",
                "web",
                new SentBody("{}".getBytes(StandardCharsets.UTF_8), null, null),
                "invalid-value",
                "Nobody is jane@acme.example here.",
                List.of(ProblemIssue.at("/phone", "invalid-value", "Not a number: +1 (555) 010-9999."))));
        calls.write();

        assertThat(calls.list("", false, 10)).singleElement().satisfies(stored -> assertThat(stored.detail())
                .contains("Nobody is *** here.", "/phone: Not a number: ***")
                .doesNotContain("jane", "555"));
    }

    @Test
    void theBodyLiesSealedAndOpensForItsOwnCallOnly() {
        RefusedCalls calls = calls();
        calls.refused(call("{\"person\": \"Jane Doe\"}"));
        calls.write();

        StoredRefusal stored = calls.list("", false, 10).get(0);

        assertThat(new String(stored.sealed(), StandardCharsets.ISO_8859_1)).doesNotContain("Jane");
        assertThat(new String(calls.body(stored).orElseThrow(), StandardCharsets.UTF_8))
                .isEqualTo("{\"person\": \"Jane Doe\"}");
        assertThatThrownBy(() -> new ServiceSeal(SECRET).open("other", stored.sealed()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void countsOfAllProcessesAreAddedByQuarterOfAnHour() {
        RefusedCalls one = calls();
        RefusedCalls other = calls();
        one.refused(call("{}"));
        one.repeated("web");
        one.write();
        one.repeated("web");
        one.write();
        other.repeated("web");
        now = now.plusSeconds(900);
        other.repeated("web");
        other.close();

        long quarter = Instant.parse("2026-11-24T09:30:00Z").getEpochSecond() / 900;
        assertThat(counts(one))
                .containsExactlyInAnyOrder(
                        new CallCount(quarter, "web", "refused", 1),
                        new CallCount(quarter, "web", "repeated", 3),
                        new CallCount(quarter + 1, "web", "repeated", 1));
    }

    @Test
    void whatCouldNotBeWrittenIsWrittenLater() {
        RefusedCalls calls = calls();
        broken = true;
        calls.refused(call("{}"));
        calls.submitted("id", "tom", "assignment");
        assertThatThrownBy(calls::write).hasMessageContaining("gone");
        broken = false;
        calls.write();

        assertThat(calls.list("", false, 10)).hasSize(1);
        assertThat(counts(calls)).extracting(CallCount::calls).containsExactly(1L);
        assertThat(calls.notKept()).isZero();
    }

    @Test
    void whatComesFasterThanItIsKeptIsCounted() {
        RefusedCalls calls = calls();
        for (int i = 0; i < 1_500; i++) {
            calls.refused(call("{}"));
        }
        calls.write();

        assertThat(calls.list("", false, 1_000)).hasSize(100);
        assertThat(calls.notKept()).isEqualTo(500);
        assertThat(counts(calls)).extracting(CallCount::calls).containsExactly(1_500L);
    }

    @Test
    void whatIsThirtyDaysOldIsDeleted() {
        RefusedCalls calls = calls();
        calls.refused(call("{\"name\": \"old\"}"));
        calls.write();
        calls.submitted(calls.list("", false, 1).get(0).id(), "tom", "assignment");
        now = now.plus(Duration.ofDays(10));
        calls.refused(call("{\"name\": \"new\"}"));
        calls.write();
        now = now.plus(Duration.ofDays(20)).plusSeconds(1);
        calls.clean();

        assertThat(calls.list("", false, 10)).singleElement().satisfies(left -> assertThat(left.masked())
                .contains("new"));
        assertThat(calls.list("", true, 10)).isEmpty();
        assertThat(counts(calls)).hasSize(2);
    }

    @Test
    void aThousandSourcesAreToldApartAndTheRestIsOne() {
        IntakeCounts counts = new IntakeCounts();
        for (int i = 0; i < 1_500; i++) {
            counts.count(0, "source " + i, IntakeCounts.REPEATED);
        }
        counts.count(0, "source 7", IntakeCounts.REPEATED);
        List<CallCount> taken = counts.take();

        assertThat(taken).hasSize(1_001).contains(new CallCount(0, "(other)", "repeated", 500));
        assertThat(taken).contains(new CallCount(0, "source 7", "repeated", 2));
        assertThat(counts.take()).isEmpty();
    }
}
