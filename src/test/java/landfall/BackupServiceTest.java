package landfall;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import landfall.cli.WrongUseException;
import landfall.ledger.BackupException;
import landfall.ledger.PostgresServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way of an embedded database: backed up while the service runs, restored elsewhere, and gone on with. */
class BackupServiceTest {

    @TempDir
    private Path folder;

    @Test
    void aRestoredServiceGoesOnWhereItStood() throws Exception {
        Path backup = folder.resolve("backup.mv.db");
        Lived lived;
        try (LandfallService service = new LandfallService(url("original"))) {
            lived = Lived.on(service.api());
            HttpResponse<String> told = service.task("/tasks/backup?file=" + backup);
            assertThat(told.statusCode()).isEqualTo(200);
            assertThat(told.body()).contains(backup + "\n", " bytes, sha256 ", "25 decisions, the last one ");

            HttpResponse<String> again = service.task("/tasks/backup?file=" + backup);
            assertThat(again.statusCode()).isEqualTo(500);
            assertThat(again.body()).contains("exists already").doesNotContain("\tat ");
            assertThat(service.task("/tasks/backup").statusCode()).isEqualTo(500);
        }
        LandfallService.Ran restored = restore(backup, "restored");
        assertThat(restored.thrown()).isEmpty();
        assertThat(restored.out())
                .contains("restored " + folder.resolve("restored.mv.db"), "25 decisions", "SHA-256 is the one");
        try (LandfallService service = new LandfallService(url("restored"))) {
            lived.goesOn(service.api());
        }
        assertThat(LandfallService.command("fairness", config("restored").toString())
                        .out())
                .contains("every turn went to whom it had to")
                .doesNotContain("NOT");
    }

    @Test
    void aCopyOfTheFileOfAServiceThatIsStoppedIsABackup() throws Exception {
        Lived lived;
        try (LandfallService service = new LandfallService(url("original"))) {
            lived = Lived.on(service.api());
        }
        Path copy = Files.copy(folder.resolve("original.mv.db"), folder.resolve("copy.mv.db"));
        assertThat(restore(copy, "restored").out()).contains("no .sha256 lay beside it");
        try (LandfallService service = new LandfallService(url("restored"))) {
            lived.goesOn(service.api());
        }
    }

    @Test
    void nothingIsRestoredOverADatabaseOrFromWhatIsNone() throws Exception {
        Path there = Files.writeString(folder.resolve("there.mv.db"), "the database");
        LandfallService.Ran over = restore(there, "there");
        assertThat(over.thrown()).containsInstanceOf(BackupException.class);
        assertThat(over.err()).startsWith("landfall restore: there is a database already");
        assertThat(there).hasContent("the database");

        assertThat(restore(there, "new").thrown()).containsInstanceOf(BackupException.class);
        assertThat(restore(folder.resolve("missing"), "new").err()).contains("is no file");
        assertThat(folder.resolve("new.mv.db")).doesNotExist();
        assertThat(folder.resolve("restoring-new.mv.db")).doesNotExist();

        Path config = Files.writeString(
                folder.resolve("postgres.yml"), "database: {url: '" + PostgresServer.freshDatabase() + "'}");
        LandfallService.Ran elsewhere = LandfallService.command("restore", there.toString(), config.toString());
        assertThat(elsewhere.thrown()).containsInstanceOf(WrongUseException.class);
        assertThat(elsewhere.err()).contains("is no embedded database");
    }

    @Test
    void aBackupThatChangedIsNotRestored() throws Exception {
        Path backup = folder.resolve("backup.mv.db");
        try (LandfallService service = new LandfallService(url("original"))) {
            service.task("/tasks/backup?file=" + backup);
        }
        Files.writeString(backup, "more", StandardOpenOption.APPEND);
        LandfallService.Ran refused = restore(backup, "restored");
        assertThat(refused.err()).contains("is not what it was");
        assertThat(folder.resolve("restored.mv.db")).doesNotExist();
    }

    private LandfallService.Ran restore(Path backup, String name) throws Exception {
        return LandfallService.command(
                "restore", backup.toString(), config(name).toString());
    }

    private Path config(String name) throws Exception {
        return Files.writeString(folder.resolve(name + ".yml"), "database: {url: '" + url(name) + "'}");
    }

    private String url(String name) {
        return "jdbc:h2:file:" + folder.resolve(name);
    }
}
