package landfall.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints are kept outside, and one that the database no longer agrees with stays there. */
class CheckpointKeeperTest {

    @TempDir
    Path folder;

    private SealedDatabase sealed;
    private Path file;

    @BeforeEach
    void open() {
        sealed = new SealedDatabase("jdbc:h2:file:" + folder.resolve("landfall"));
        file = folder.resolve("checkpoint.txt");
    }

    @AfterEach
    void close() {
        sealed.close();
    }

    private CheckpointKeeper toFile() {
        return CheckpointKeeper.of(new CheckpointSettings(file, null), sealed.log)
                .get(0);
    }

    private String newest() {
        return sealed.log.head().orElseThrow().note();
    }

    @Test
    void theFileHasTheNewest() throws IOException {
        CheckpointKeeper keeper = toFile();
        keeper.tick();
        assertThat(file).doesNotExist();
        for (int leaves : new int[] {0, 1, 300, 2}) {
            sealed.grow(leaves);
            keeper.tick();
            assertThat(file).hasContent(newest());
            assertThat(Checkpoint.open(Files.readString(file), sealed.log.key()).size())
                    .isEqualTo(sealed.log.head().orElseThrow().size());
        }
        sealed.grow(1);
        toFile().tick();
        assertThat(file).hasContent(newest());
        assertThat(keeper.figures()).isEqualTo(new CheckpointKeeper.Figures("file", 0, false));
        assertThat(folder.resolve("checkpoint.txt.new")).doesNotExist();
    }

    @Test
    void aCheckpointThatTheDatabaseDoesNotAgreeWithStays() throws IOException {
        sealed.grow(3);
        byte[] other = new byte[32];

        assertStays(Checkpoint.sign(4, other, SealedDatabase.KEY), "the database has only 3: it was set back");
        assertStays(Checkpoint.sign(2, other, SealedDatabase.KEY), "that isn't one of this database: it was changed");
        assertStays(Checkpoint.sign(2, other, ExportText.OTHER), "is no checkpoint of this service");
        assertStays("my diary\n", "is no checkpoint of this service");
        assertStays("x".repeat(2 << 20), "name a file of its own");
    }

    private void assertStays(String text, String why) throws IOException {
        Files.writeString(file, text);
        CheckpointKeeper keeper = toFile();

        assertThatThrownBy(keeper::tick)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(why);
        assertThat(Files.readString(file)).isEqualTo(text);
        assertThat(keeper.figures()).isEqualTo(new CheckpointKeeper.Figures("file", 1, true));
    }

    @Test
    void eachNewOneIsPostedUntilItIsTaken() throws IOException {
        List<String> taken = new CopyOnWriteArrayList<>();
        AtomicInteger status = new AtomicInteger(204);
        HttpServer witness = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        witness.createContext("/", call -> {
            taken.add(call.getRequestMethod() + " " + call.getRequestHeaders().getFirst("Content-Type") + " "
                    + new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            call.sendResponseHeaders(status.get(), -1);
            call.close();
        });
        witness.start();
        try {
            URI url = URI.create("http://127.0.0.1:" + witness.getAddress().getPort() + "/kept");
            CheckpointKeeper keeper = CheckpointKeeper.of(new CheckpointSettings(null, url), sealed.log)
                    .get(0);
            sealed.grow(1);
            String first = newest();
            keeper.tick();
            keeper.tick();
            sealed.grow(1);
            status.set(302);
            assertThatThrownBy(keeper::tick).hasMessageContaining("127.0.0.1 answered 302 to a checkpoint");
            assertThat(keeper.figures()).isEqualTo(new CheckpointKeeper.Figures("url", 1, true));
            status.set(200);
            keeper.tick();
            assertThat(keeper.figures()).isEqualTo(new CheckpointKeeper.Figures("url", 1, false));
            String type = "POST text/plain;charset=utf-8 ";
            assertThat(taken).containsExactly(type + first, type + newest(), type + newest());
        } finally {
            witness.stop(0);
        }
        sealed.grow(1);
        URI gone = URI.create("http://127.0.0.1:" + witness.getAddress().getPort());
        CheckpointKeeper keeper = CheckpointKeeper.of(new CheckpointSettings(null, gone), sealed.log)
                .get(0);
        assertThatThrownBy(keeper::tick).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void anAddressIsOneOfAWebServer() {
        assertThat(CheckpointKeeper.of(CheckpointSettings.NONE, sealed.log)).isEmpty();
        for (String wrong : List.of("ftp://a/b", "kept", "https:///x")) {
            assertThatThrownBy(() -> new CheckpointSettings(null, URI.create(wrong)))
                    .hasMessageContaining("must begin with https:// or http:// and name a host");
        }
    }
}
