package landfall.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What changes the owners of a company's accounts, and what doesn't. */
class CompanyChangesTest extends AnyDatabase {

    private Opened opened;
    private CompanyChanges changes;

    /** Company 1 has {@code a} with amelie and {@code b} with bo; company 3 has {@code c} with chiara, by two keys. */
    @BeforeEach
    void open() {
        opened = Opened.on(url(), LedgerSettings.DEFAULTS, InstantSource.system());
        decide("a", "amelie", "one");
        decide("b", "bo", "one");
        decide("c", "chiara", "three");
        decide("d", "chiara", "four");
        decide("c", "chiara", "three", "four");
        changes = opened.ledger.companyChanges(opened.ledger.count());
    }

    @AfterEach
    void close() {
        opened.close();
    }

    private void decide(String account, String owner, String... companyKeys) {
        decide("assigned", account, owner, List.of(companyKeys));
    }

    private void decide(String status, String account, String owner, List<String> companyKeys) {
        Recorded recorded = opened.submit(new Proposal(
                new AccountKey("test", account),
                null,
                companyKeys,
                Map.of(),
                (id, digests, view) -> new Decided(
                        status,
                        "{}".getBytes(UTF_8),
                        new byte[0],
                        new Holding(
                                id,
                                status,
                                owner,
                                "territory",
                                null,
                                Turns.FINGERPRINT,
                                Turns.AT,
                                Map.of(),
                                Standing.from(id, Turns.AT)),
                        view.company().isEmpty() && !companyKeys.isEmpty()
                                ? new CompanyHolding(owner, "territory", id)
                                : null,
                        List.of())));
        assertThat(recorded).isInstanceOf(Recorded.Answer.class);
    }

    private boolean isChangedBut(long company, String rep) {
        changes.readOn();
        return changes.isChangedBut(company, rep);
    }

    @Test
    void whatKeepsItsOwnerChangesNothing() {
        decide("a", "amelie", "one");
        decide("x", "amelie");
        decide("x", "bo");
        // it is of the company that its own became a part of
        decide("d", "chiara", "four");

        assertThat(isChangedBut(1, "amelie")).isFalse();
        assertThat(isChangedBut(3, "chiara")).isFalse();
    }

    @Test
    void whatComesToTheOneChangesTheCompanyForOthersOnly() {
        decide("b", "amelie", "one");
        decide("e", "amelie", "one");

        assertThat(isChangedBut(1, "amelie")).isFalse();
        assertThat(isChangedBut(1, "bo")).isTrue();
    }

    @Test
    void whatComesToSomebodyElseChangesIt() {
        decide("a", "dan", "one");

        assertThat(isChangedBut(1, "amelie")).isTrue();
        assertThat(isChangedBut(3, "chiara")).isFalse();
    }

    @Test
    void whatIsNewChangesItAsSoonAsItIsReadOn() {
        assertThat(isChangedBut(1, "amelie")).isFalse();

        decide("e", "dan", "one");

        assertThat(isChangedBut(1, "amelie")).isTrue();
    }

    @Test
    void anAccountThatWaitsOrLeavesChangesIt() {
        decide("queued", "a", "amelie", List.of("one"));
        decide("d", "chiara", "elsewhere");

        assertThat(isChangedBut(1, "amelie")).isTrue();
        assertThat(isChangedBut(3, "chiara")).isTrue();
    }

    @Test
    void twoThatBecomeOneChangeBoth() {
        decide("e", "amelie", "one", "four");

        assertThat(isChangedBut(1, "amelie")).isTrue();
        assertThat(isChangedBut(3, "chiara")).isTrue();
    }

    @Test
    void whatIsForgottenIsNotKept() {
        decide("a", "dan", "one");
        decide("c", "dan", "three");
        changes.readOn();

        changes.forgetBefore(3);

        assertThat(isChangedBut(1, "amelie")).isFalse();
        assertThat(isChangedBut(3, "chiara")).isTrue();
    }
}
