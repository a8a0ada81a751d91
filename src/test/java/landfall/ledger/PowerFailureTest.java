package landfall.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The power fails under load, at once and without warning: what a process being killed can't show. */
class PowerFailureTest {
    private static final int CALLERS = 8;

    @TempDir
    Path folder;

    @Test
    void nothingThatWasAnsweredIsLost() throws Exception {
        for (int seed = 0; seed < 6; seed++) {
            assertThat(brokenAfterPowerFailure(seed, Durability.SYNCED))
                    .as("seed " + seed)
                    .isEmpty();
        }
    }

    @Test
    void withoutTheSyncTheSameTestFindsLostAnswers() throws Exception {
        int lost = 0;
        for (int seed = 0; seed < 20 && lost == 0; seed++) {
            lost += brokenAfterPowerFailure(seed, Durability.WRITTEN).size();
        }
        assertThat(lost).isPositive();
    }

    private List<String> brokenAfterPowerFailure(int seed, Durability durability) throws Exception {
        PowerlessPath.register();
        Random random = new Random(seed);
        Path place =
                Files.createDirectory(folder.resolve(durability + "-" + seed)).resolve("landfall");
        Opened opened =
                Opened.at("ordered:powerless:" + place, Opened.indexEvery(200), InstantSource.system(), durability);
        Promises promises = new Promises();
        List<Thread> callers = call(opened, promises);
        int enough = 300 + random.nextInt(1_500);
        while (promises.count() < enough) {
            Thread.sleep(1);
        }
        PowerlessFile.failAt(Path.of(place + ".mv.db"), random.nextInt(6));
        for (Thread caller : callers) {
            caller.join();
        }
        opened.close();
        PowerlessFile.leaveWhatADiskHolds(Path.of(place + ".mv.db"), random);
        try (Opened again =
                Opened.at("file:" + place, Opened.indexEvery(200), InstantSource.system(), Durability.SYNCED)) {
            return promises.broken(again.ledger, "emea");
        } catch (RuntimeException e) {
            return List.of("the database does not open: " + e);
        }
    }

    private static List<Thread> call(Opened opened, Promises promises) {
        Turns turns = Turns.of("emea", "amelie", "bo", "chiara").padded(700);
        AtomicInteger number = new AtomicInteger();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            Thread caller = new Thread(() -> {
                try {
                    while (true) {
                        String name = Integer.toString(number.incrementAndGet());
                        Recorded.Answer answer = opened.answer(turns.keyed(name, name));
                        promises.answered(name, name, new String(answer.answer(), UTF_8));
                    }
                } catch (LedgerUnavailableException e) {
                    // The power is off.
                }
            });
            caller.start();
            callers.add(caller);
        }
        return callers;
    }
}
