package landfall.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only the embedded database has: a file. */
class EmbeddedDatabaseTest {
    private final Turns turns = Turns.of("emea", "amelie", "bo", "chiara");

    @TempDir
    Path folder;

    @Test
    void nothingPersonalLiesInTheFile() throws Exception {
        try (Opened opened = Opened.in(folder)) {
            opened.answer(turns.personal("a1", Map.of("email", "mai.tanaka@example.com", "body", "mai.tanaka")));
        }
        String file = Files.readString(folder.resolve("landfall.mv.db"), StandardCharsets.ISO_8859_1);
        assertThat(file.contains("mai.tanaka")).isFalse();
        assertThat(file.contains("amelie")).isTrue();
    }

    /** H2 closes a file with its last connection. */
    @Test
    void aClosedLedgerLeavesNoConnectionBehind() {
        Opened opened = Opened.in(folder);
        opened.answer(turns.account("a1"));
        H2File file = ((EmbeddedDatabase) opened.database).file();
        assertThat(file.writesEachCommit()).isTrue();
        opened.close();
        assertThat(file.writesEachCommit()).isFalse();
    }

    @Test
    void saysWhetherItIsDurable() {
        try (Opened opened = Opened.in(folder)) {
            assertThat(opened.database.weakness()).isNull();
            try (Opened inMemory =
                    Opened.at("mem:volatile", LedgerSettings.DEFAULTS, InstantSource.system(), Durability.SYNCED)) {
                assertThat(inMemory.database.weakness()).isNotNull();
            }
            opened.database.jdbi().useHandle(handle -> handle.execute("SET WRITE_DELAY 500"));
            assertThat(opened.database.weakness()).isNotNull();
        }
    }

    @Test
    void aFileThatAnotherProcessHasIsRefusedInWords() throws Exception {
        try (LaneVictim other = LaneVictim.start(folder, Durability.SYNCED)) {
            other.assign(new History.Ask("k1", "a1", null, "emea"));
            assertThatThrownBy(() -> Opened.in(folder))
                    .isInstanceOf(LedgerUnavailableException.class)
                    .hasMessageContaining("another process has it open; is Landfall running on it?");
        }
        Opened.in(folder).close();
    }

    @Test
    void aFileThatIsNoDatabaseIsRefusedAndLeftAsItIs() throws Exception {
        Path file = folder.resolve("landfall.mv.db");
        for (String text : List.of("no database", "H:3,block:0", "x".repeat(8_192))) {
            Files.writeString(file, text);
            assertThatThrownBy(() -> Opened.in(folder)).isInstanceOf(LedgerUnavailableException.class);
            assertThat(file).hasContent(text);
        }
    }

    @Test
    void aFileThatWasNeverMoreThanItsHeaderIsBegunAnew() throws Exception {
        Path file = folder.resolve("landfall.mv.db");
        byte[] header = Arrays.copyOf("H:2,block:0,blockSize:1000".getBytes(StandardCharsets.US_ASCII), 8_192);
        for (int length : new int[] {0, 20, 4_096, 8_192}) {
            Files.write(file, Arrays.copyOf(header, length));
            Opened.in(folder).close();
            Files.delete(file);
        }
    }

    @Test
    void whatAMigrationThatWasCutShortLeftIsNoHindrance() throws Exception {
        Path left = Files.writeString(folder.resolve("landfall.migrating.mv.db"), "half of a copy");
        try (Opened opened = Opened.in(folder)) {
            opened.answer(turns.account("a1"));
        }
        assertThat(left).doesNotExist();
        try (Opened again = Opened.in(folder)) {
            assertThat(again.ledger.count()).isEqualTo(1);
        }
    }
}
