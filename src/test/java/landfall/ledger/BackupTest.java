package landfall.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies of the embedded database's file, taken while it is written. */
class BackupTest {
    private final Turns turns = Turns.of("emea", "amelie", "bo", "chiara").padded(700);

    @TempDir
    Path folder;

    @Test
    void underLoadEachHasEveryDecisionThatWasAnsweredBeforeItBegan() throws Exception {
        List<Promises> before = new ArrayList<>();
        List<Backup> backups = new ArrayList<>();
        try (Opened opened = Opened.in(folder, Opened.indexEvery(500))) {
            AtomicBoolean calling = new AtomicBoolean(true);
            Promises promises = new Promises();
            List<Thread> callers = call(opened, promises, calling);
            for (int i = 1; i <= 5; i++) {
                while (promises.count() < i * 700) {
                    Thread.sleep(1);
                }
                before.add(promises.copy());
                backups.add(opened.database.backup(folder.resolve("backup-" + i + ".mv.db")));
            }
            calling.set(false);
            for (Thread caller : callers) {
                caller.join();
            }
            assertThat(promises.broken(opened.ledger, "emea")).isEmpty();
        }
        for (int i = 0; i < backups.size(); i++) {
            String place = backups.get(i).file().toString().replace(".mv.db", "");
            try (Opened restored =
                    Opened.at("file:" + place, Opened.indexEvery(500), InstantSource.system(), Durability.SYNCED)) {
                assertThat(before.get(i).broken(restored.ledger, "emea")).isEmpty();
                assertThat(restored.ledger.count())
                        .isEqualTo(backups.get(i).contents().decisions());
                for (String key : before.get(i).keys()) {
                    Recorded.Answer again =
                            restored.answer(turns.keyed(before.get(i).account(key), key));
                    assertThat(again.replayed()).isTrue();
                    before.get(i).answered(before.get(i).account(key), key, new String(again.answer(), UTF_8));
                }
                assertThat(before.get(i).broken(restored.ledger, "emea")).isEmpty();
                long turn = restored.ledger.rotation("emea").turn();
                restored.answer(turns.account("after the restore"));
                assertThat(restored.ledger.rotation("emea").turn()).isEqualTo(turn + 1);
            }
        }
    }

    private List<Thread> call(Opened opened, Promises promises, AtomicBoolean calling) {
        AtomicInteger number = new AtomicInteger();
        return Stream.generate(() -> new Thread(() -> {
                    while (calling.get()) {
                        String name = Integer.toString(number.incrementAndGet());
                        Recorded.Answer answer = opened.answer(turns.keyed(name, name));
                        promises.answered(name, name, new String(answer.answer(), UTF_8));
                    }
                }))
                .limit(8)
                .peek(Thread::start)
                .toList();
    }

    @Test
    void saysWhatIsInItAndItsSha256() throws Exception {
        try (Opened opened = Opened.in(folder)) {
            opened.answer(turns.personal("a1", Map.of("email", "mai.tanaka@example.com")));
            String last = opened.answer(turns.account("a2")).decisionId();
            Backup backup = opened.database.backup(folder.resolve("copy.db"));
            assertThat(backup.contents().decisions()).isEqualTo(2);
            assertThat(backup.contents().lastId()).isEqualTo(last);
            assertThat(backup.contents().lastDecidedAt()).isEqualTo(Turns.AT);
            assertThat(backup.bytes()).isEqualTo(Files.size(backup.file()));
            assertThat(Backup.digest(backup.file())).isEqualTo(backup.sha256());
            assertThat(folder.resolve("copy.db.sha256")).hasContent(backup.sha256() + "  copy.db\n");
        }
    }

    @Test
    void aFileThatExistsIsNotWrittenOver() throws Exception {
        Path there = Files.writeString(folder.resolve("there.mv.db"), "something else");
        try (Opened opened = Opened.in(folder)) {
            assertThatThrownBy(() -> opened.database.backup(there))
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining("exists already");
            assertThat(there).hasContent("something else");
            Path part = Files.writeString(folder.resolve("other.part.mv.db"), "somebody else's");
            assertThatThrownBy(() -> opened.database.backup(folder.resolve("other")))
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining("another backup");
            assertThat(part).hasContent("somebody else's");
        }
    }

    @Test
    void aFileThatCannotBeWrittenIsToldAndHarmsNobody() {
        try (Opened opened = Opened.in(folder)) {
            opened.answer(turns.account("a1"));
            assertThatThrownBy(() -> opened.database.backup(folder.resolve("missing/copy.mv.db")))
                    .isInstanceOf(BackupException.class);
            opened.answer(turns.account("a2"));
            assertThat(opened.database
                            .backup(folder.resolve("copy.mv.db"))
                            .contents()
                            .decisions())
                    .isEqualTo(2);
        }
    }

    @Test
    void aDatabaseInMemoryHasNoFile() {
        try (Opened opened =
                Opened.at("mem:no-file", LedgerSettings.DEFAULTS, InstantSource.system(), Durability.SYNCED)) {
            assertThatThrownBy(() -> opened.database.backup(folder.resolve("copy.mv.db")))
                    .isInstanceOf(BackupException.class);
        }
    }
}
