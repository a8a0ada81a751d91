package landfall.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What callers are told when the ledger can't do its work. */
class FailureTest {
    private final Turns turns = Turns.of("emea", "amelie", "bo", "chiara");

    @TempDir
    Path folder;

    @Test
    void whereTooManyWaitAlreadyOneMoreIsRefused() throws Exception {
        LedgerSettings defaults = LedgerSettings.DEFAULTS;
        LedgerSettings small = new LedgerSettings(5, 1, 0, 0, defaults.indexEvery(), defaults.keepKeysDays());
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch open = new CountDownLatch(1);
        try (Opened opened = Opened.in(folder, small)) {
            CompletableFuture<Recorded> held = opened.lane.submit(
                    new Proposal(new AccountKey("test", "a0"), null, List.of(), Map.of(), (id, digests, view) -> {
                        entered.countDown();
                        await(open);
                        return turns.account("a0").procedure().decide(id, digests, view);
                    }));
            entered.await();
            List<CompletableFuture<Recorded>> waiting = IntStream.rangeClosed(1, 5)
                    .mapToObj(i -> opened.lane.submit(turns.account("a" + i)))
                    .toList();
            assertThatThrownBy(() -> opened.submit(turns.account("a6"))).isInstanceOf(LaneOverloadedException.class);
            open.countDown();
            held.join();
            waiting.forEach(CompletableFuture::join);
            opened.submit(turns.account("a7"));
            assertThat(opened.ledger.count()).isEqualTo(7);
        }
    }

    @Test
    void aDatabaseThatIsClosedIsToldAndOpenedAgain() {
        try (Opened opened = Opened.in(folder)) {
            opened.submit(turns.account("a1"));
            assertThatThrownBy(() -> opened.database.jdbi().useHandle(handle -> handle.execute("SHUTDOWN IMMEDIATELY")))
                    .hasStackTraceContaining("closed");
            assertThatThrownBy(() -> opened.submit(turns.account("a2"))).isInstanceOf(LedgerUnavailableException.class);
            opened.submit(turns.account("a3"));
            assertThat(opened.ledger.rotation("emea").turn()).isEqualTo(2);
            assertThat(opened.fatal).isEmpty();
        }
    }

    @Test
    void aCommitThatFailsEndsTheProcessAndNothingOfItIsShown() throws Exception {
        PowerlessDisk disk = PowerlessDisk.make("failing");
        Opened opened = Opened.at(
                "powerless:failing/landfall", LedgerSettings.DEFAULTS, InstantSource.system(), Durability.SYNCED);
        opened.submit(turns.account("a1"));
        disk.failAfter(0);
        assertThatThrownBy(() -> opened.submit(turns.account("a2"))).isInstanceOf(LedgerUnavailableException.class);
        assertThat(opened.fatal).hasSize(1);
        assertThat(opened.ledger.count()).isEqualTo(1);
        assertThat(opened.ledger.rotation("emea").turn()).isEqualTo(1);
        assertThatThrownBy(() -> opened.submit(turns.account("a3"))).isInstanceOf(LedgerUnavailableException.class);
        assertThatThrownBy(() -> opened.ledger.list(null, 10)).isInstanceOf(LedgerUnavailableException.class);
        opened.close();
    }

    @Test
    void whoeverFailsToWriteEndsTheProcessForAll() {
        PowerlessDisk disk = PowerlessDisk.make("failing-beside");
        Opened opened = Opened.at(
                "ordered:powerless:failing-beside/landfall",
                LedgerSettings.DEFAULTS,
                InstantSource.system(),
                Durability.SYNCED);
        opened.submit(turns.account("a1"));
        ServiceSecrets secrets = new ServiceSecrets(opened.database.jdbi(), opened.database::durably);
        secrets.get("first");
        disk.failAfter(0);
        assertThatThrownBy(() -> secrets.get("second")).isInstanceOf(RuntimeException.class);
        assertThat(opened.fatal).hasSize(1);
        assertThatThrownBy(() -> secrets.get("third")).isInstanceOf(LedgerUnavailableException.class);
        assertThatThrownBy(() -> opened.submit(turns.account("a2"))).isInstanceOf(LedgerUnavailableException.class);
        assertThat(opened.fatal).hasSize(1);
        opened.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
