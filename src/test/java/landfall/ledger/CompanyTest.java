package landfall.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Never two reps in one company, by whichever of its keys an account belongs to it; in the tail and in the index. */
class CompanyTest extends AnyDatabase {
    private final Turns turns = Turns.of("emea", "amelie", "bo", "chiara", "dan");

    private Opened opened;
    private int indexEvery;
    private int accounts;

    private void open(int every) {
        indexEvery = every;
        opened = Opened.on(url(), Opened.indexEvery(every), InstantSource.system());
    }

    @AfterEach
    void close() {
        opened.close();
    }

    private String repFor(String... companyKeys) throws InterruptedException {
        return rep(turns.company("a" + accounts++, companyKeys));
    }

    private String rep(Proposal proposal) throws InterruptedException {
        Recorded.Answer answer = opened.answer(proposal);
        if (indexEvery == 1) {
            opened.awaitIndexed(opened.ledger.count());
        }
        return new String(answer.answer(), UTF_8).replaceAll(".*repId\":\"(\\w+)\".*", "$1");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20_000})
    void anAccountBelongsToACompanyByAnyKey(int every) throws Exception {
        open(every);
        assertThat(repFor("domain:acme.com", "duns:1")).isEqualTo("amelie");
        assertThat(repFor("domain:other.com")).isEqualTo("bo");
        assertThat(repFor("duns:1")).isEqualTo("amelie");
        assertThat(repFor("domain:acme.com")).isEqualTo("amelie");
        assertThat(repFor("duns:2")).isEqualTo("chiara");
        assertThat(opened.ledger.company(List.of("duns:1")).orElseThrow().owner())
                .isEqualTo("amelie");
        assertThat(opened.ledger.company(List.of("duns:9"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20_000})
    void aNewKeyOfAKnownCompanyLeadsToItFromThenOn(int every) throws Exception {
        open(every);
        assertThat(repFor("domain:acme.com")).isEqualTo("amelie");
        assertThat(repFor("domain:acme.com", "domain:acme.de")).isEqualTo("amelie");
        assertThat(repFor("domain:acme.de", "duns:1")).isEqualTo("amelie");
        assertThat(repFor("duns:1")).isEqualTo("amelie");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20_000})
    void companiesThatTurnOutToBeOneBelongToTheFirst(int every) throws Exception {
        open(every);
        assertThat(repFor("domain:acme.com")).isEqualTo("amelie");
        assertThat(repFor("domain:acme.de", "duns:1")).isEqualTo("bo");
        assertThat(repFor("domain:acme.fr")).isEqualTo("chiara");
        assertThat(repFor("domain:acme.fr", "domain:acme.de")).isEqualTo("bo");
        assertThat(repFor("domain:acme.com", "domain:acme.fr")).isEqualTo("amelie");
        assertThat(repFor("duns:1")).isEqualTo("amelie");
        close();
        open(every);
        assertThat(repFor("duns:1")).isEqualTo("amelie");
        assertThat(repFor("domain:acme.fr")).isEqualTo("amelie");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20_000})
    void aCompanysNewOwnerIsItsOwnerByEveryKey(int every) throws Exception {
        open(every);
        assertThat(repFor("domain:acme.com", "duns:1")).isEqualTo("amelie");
        Proposal handover = new Proposal(
                new AccountKey("test", "handed"),
                null,
                List.of("duns:1"),
                Map.of(),
                (id, digests, view) -> new Decided(
                        "assigned",
                        "{\"turn\":0}".getBytes(UTF_8),
                        "{\"repId\":\"zoe\"}".getBytes(UTF_8),
                        new Holding(
                                id,
                                "assigned",
                                "zoe",
                                null,
                                null,
                                Turns.FINGERPRINT,
                                Turns.AT,
                                Map.of(),
                                Standing.from(id, Turns.AT)),
                        new CompanyHolding("zoe", null, id),
                        List.of()));
        assertThat(rep(handover)).isEqualTo("zoe");
        assertThat(repFor("domain:acme.com")).isEqualTo("zoe");
        close();
        open(every);
        assertThat(repFor("duns:1")).isEqualTo("zoe");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 20_000})
    void accountsOfANewCompanyAtTheSameMomentHaveOneOwner(int every) throws Exception {
        open(every);
        List<CompletableFuture<Recorded>> waiting = IntStream.range(0, 100)
                .mapToObj(i -> opened.lane.submit(turns.company("c" + i, "domain:acme.com", "duns:" + i)))
                .toList();
        assertThat(waiting.stream()
                        .map(answer -> new String(((Recorded.Answer) answer.join()).answer(), UTF_8))
                        .map(answer -> answer.replaceAll(".*repId\":\"(\\w+)\".*", "$1"))
                        .distinct())
                .containsExactly("amelie");
        assertThat(repFor("duns:77")).isEqualTo("amelie");
        assertThat(opened.ledger.rotation("emea").turn()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {20_000})
    void anOwnerWithoutACompanyIsRefused(int every) {
        open(every);
        Proposal proposal = new Proposal(
                new AccountKey("test", "a1"),
                null,
                List.of(),
                Map.of(),
                (id, digests, view) -> new Decided(
                        "assigned",
                        new byte[0],
                        new byte[0],
                        new Holding(
                                id,
                                "assigned",
                                "zoe",
                                null,
                                null,
                                Turns.FINGERPRINT,
                                Turns.AT,
                                Map.of(),
                                Standing.from(id, Turns.AT)),
                        new CompanyHolding("zoe", null, id),
                        List.of()));
        assertThatThrownBy(() -> opened.submit(proposal)).hasMessageContaining("without keys");
    }
}
