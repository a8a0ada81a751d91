package landfall.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import landfall.account.CleanedAccount.Change;
import landfall.facts.Account;
import landfall.ledger.CompanyHolding;
import landfall.ledger.Hold;
import landfall.ledger.Holding;
import landfall.ledger.Standing;
import landfall.rotation.ChargedTurn;
import landfall.rotation.ReturnedTurn;
import landfall.rotation.RotationState;
import landfall.rotation.Turn;
import landfall.routing.PassedOver;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {

    private static final Instant AT = Instant.parse("2026-03-03T18:00:00.120Z");

    private static final DecisionRecord DECISION = new DecisionRecord(
            1,
            "01KTEST",
            "assigned",
            "assigned",
            AT,
            "rules",
            "roster",
            "absences",
            "request",
            "4bf92f3577b34da6a3ce929d0e0e4736",
            "anonymous",
            List.of("reassign"),
            Account.builder()
                    .source("web")
                    .externalId("a")
                    .email("ada@example.com")
                    .person("Ada")
                    .phone("+14155552671")
                    .employees(420)
                    .dealSize(new BigDecimal("1200000.50"))
                    .latitude(new BigDecimal("0.0000001"))
                    .existingCustomer(true)
                    .tag("b")
                    .tag("a")
                    .attribute("vip", "yes")
                    .number("seats", new BigDecimal("1E+3"))
                    .build(),
            Map.of("email", "00ff"),
            "f1",
            List.of("domain:acme.com"),
            List.of(new Change("dealSize", "1,200,000.50", "1200000.50", "number")),
            List.of(),
            List.of(),
            new Holding(
                    "01KBEFORE",
                    "fallback",
                    "erin",
                    null,
                    null,
                    "f0",
                    AT,
                    Map.of(),
                    new Standing("01KBEFORE", AT, true, AT, List.of("erin"))),
            new CompanyHolding("bob", "us-west", "01KCOMPANY"),
            "01KBEFORE",
            "alice",
            "us-west",
            "US West",
            "turn 1 of us-west",
            null,
            new DecisionRecord.Matched("US West", "rules.drl", 6, 10, "us-west", null, null, null),
            List.of(),
            List.of(new PassedOver("Named", PassedOver.INACTIVE, List.of("gone"))),
            new Turn(
                    "West turns",
                    "us-west",
                    "roundRobin",
                    1,
                    1,
                    List.of("alice"),
                    "alice",
                    List.of(3),
                    null,
                    AT,
                    List.of(),
                    RotationState.fresh("x")),
            List.of(),
            null,
            new DecisionRecord.Offer("01KTEST", AT, List.of("erin", "alice")),
            new ReturnedTurn("01KOTHER", "us-west", 1, 1, "alice", List.of("alice"), true),
            new DecisionRecord.Act("01KFIRST", "carol", "knows them", null),
            new Hold("01KHELD", AT, AT.plusSeconds(60), "carol", "contract talks"),
            new DecisionRecord.Run("01KRUN", "CHG-1042", AT),
            new ChargedTurn("us-west", "roundRobin", 1, 1, List.of("alice"), "alice", true, null));

    @Test
    void givesTheSameBytesAfterReading() {
        byte[] bytes = CanonicalJson.bytes(DECISION);
        assertThat(CanonicalJson.bytes(CanonicalJson.decision(bytes))).isEqualTo(bytes);
    }

    /** As they were written before there were traces. */
    @Test
    void aRecordWithoutATraceIsReadAndKeepsItsBytes() {
        String with = new String(CanonicalJson.bytes(DECISION), StandardCharsets.UTF_8);
        byte[] without = with.replace("\"traceId\":\"4bf92f3577b34da6a3ce929d0e0e4736\",", "")
                .getBytes(StandardCharsets.UTF_8);
        assertThat(without).hasSizeLessThan(with.length());
        assertThat(CanonicalJson.decision(without).traceId()).isNull();
        assertThat(CanonicalJson.bytes(CanonicalJson.decision(without))).isEqualTo(without);
    }

    @Test
    void keepsNumbersExactAndLeavesOutWhatIsEmptyOrPersonal() {
        String json = new String(CanonicalJson.bytes(DECISION), StandardCharsets.UTF_8);
        assertThat(json)
                .startsWith("{\"procedure\":1,\"id\":\"01KTEST\",\"kind\":\"assigned\"")
                .contains("\"dealSize\":1200000.50")
                .contains("\"latitude\":0.0000001")
                .contains("\"decidedAt\":\"2026-03-03T18:00:00.120Z\"")
                .contains("\"existingCustomer\":true")
                .doesNotContain("null")
                .doesNotContain("freeMail")
                .doesNotContain("ada@example.com")
                .doesNotContain("Ada")
                .doesNotContain("2671");
    }
}
