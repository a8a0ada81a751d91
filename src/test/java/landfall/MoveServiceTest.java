package landfall;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import landfall.cli.WrongUseException;
import landfall.ledger.LedgerUnavailableException;
import landfall.ledger.PostgresServer;
import landfall.transfer.MoveRefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole service moved from H2 to PostgreSQL, and back. */
class MoveServiceTest {

    @TempDir
    private Path folder;

    @Test
    void goesOnOnPostgresAndBackOnH2() throws Exception {
        String h2 = "jdbc:h2:file:" + folder.resolve("original");
        String postgres = PostgresServer.freshDatabase();
        String back = "jdbc:h2:file:" + folder.resolve("back");
        Lived lived;
        try (LandfallService service = new LandfallService(h2)) {
            lived = Lived.on(service.api());
        }
        LandfallService.Ran moved = move(h2, postgres);
        assertThat(moved.thrown()).isEmpty();
        assertThat(moved.out()).containsPattern("decision +25  [0-9a-f]{64}").contains("everything is there");
        try (LandfallService service = new LandfallService(postgres)) {
            lived.goesOn(service.api());
            lived.look(service.api());
            LandfallService.Ran inUse = move(postgres, back);
            assertThat(inUse.thrown()).as(inUse.err()).containsInstanceOf(MoveRefusedException.class);
            assertThat(inUse.err()).contains("is in use by the node");
        }
        assertThat(move(h2, postgres).err()).contains("is not empty");
        assertThat(move(postgres, back).thrown()).isEmpty();
        try (LandfallService service = new LandfallService(back)) {
            lived.goesOn(service.api());
        }
    }

    @Test
    void theSameDatabaseIsNoTarget() throws Exception {
        String h2 = "jdbc:h2:file:" + folder.resolve("original");
        assertThat(move(h2, h2).thrown()).containsInstanceOf(WrongUseException.class);
    }

    @Test
    void aDatabaseThatCannotBeOpenedIsToldInWords() throws Exception {
        Files.writeString(folder.resolve("broken.mv.db"), "no database");
        LandfallService.Ran refused =
                move("jdbc:h2:file:" + folder.resolve("broken"), "jdbc:h2:file:" + folder.resolve("to"));
        assertThat(refused.thrown()).containsInstanceOf(LedgerUnavailableException.class);
        assertThat(refused.err()).startsWith("landfall move: the database ").doesNotContain("\tat ");
    }

    private LandfallService.Ran move(String from, String to) throws Exception {
        return LandfallService.command(
                "move",
                config("from", from).toString(),
                "--to",
                config("to", to).toString());
    }

    private Path config(String name, String url) throws Exception {
        String user = url.startsWith("jdbc:h2") ? "landfall" : "postgres";
        return Files.writeString(
                folder.resolve(name + ".yml"), "database: {url: '" + url + "', user: " + user + ", password: ''}");
    }
}
