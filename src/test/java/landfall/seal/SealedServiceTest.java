package landfall.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.MetricRegistry;
import com.fasterxml.jackson.databind.JsonNode;
import io.dropwizard.db.DataSourceFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import landfall.LandfallService;
import landfall.http.Api;
import landfall.http.ApiException;
import landfall.http.ErrorCode;
import landfall.ledger.CommitLane;
import landfall.ledger.LaneListener;
import landfall.ledger.LedgerDatabase;
import landfall.ledger.LedgerSettings;
import landfall.ledger.ServiceSecrets;
import landfall.ledger.TestDatabase;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the service decides is sealed soon, and proved with its public key alone. */
class SealedServiceTest {

    private static final long PATIENCE_MILLIS = 60_000;

    @TempDir
    Path folder;

    private LandfallService service;
    private Api api;

    /** The same database at each call of one test. */
    String url() {
        return "jdbc:h2:file:" + folder.resolve("landfall");
    }

    /** As the service opens it; that must not run where the database is embedded. */
    private LedgerDatabase open() {
        DataSourceFactory settings = TestDatabase.settings(url());
        settings.setUser(url().startsWith("jdbc:h2") ? "landfall" : "postgres");
        return LedgerDatabase.open(settings, new MetricRegistry());
    }

    @BeforeEach
    void start() throws Exception {
        service = new LandfallService(url());
        api = service.api();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private String assign(String id) {
        return api.post("/api/assignments", "{\"externalId\": \"" + id + "\", \"country\": \"SE\"}")
                .json()
                .path("assignmentId")
                .asText();
    }

    /** Once it is sealed. */
    JsonNode proof(String assignment) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        Api.Answer answer = api.get("/api/audit/proof/" + assignment);
        while (answer.status() == 503 && System.nanoTime() < end) {
            assertThat(answer.json().path("code").asText()).isEqualTo("not-sealed");
            Thread.sleep(50);
            answer = api.get("/api/audit/proof/" + assignment);
        }
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private Checkpoint checkpoint(String note) {
        return Checkpoint.open(note, VerifierKey.parse(api.get("/api/audit/key").text()));
    }

    private static byte[] hash(JsonNode base64) {
        return Base64.getDecoder().decode(base64.asText());
    }

    private static List<byte[]> path(JsonNode proof) {
        List<byte[]> path = new ArrayList<>();
        proof.path("path").forEach(hash -> path.add(hash(hash)));
        return path;
    }

    private void assertProved(String assignment) throws InterruptedException {
        JsonNode proof = proof(assignment);
        Checkpoint checkpoint = checkpoint(proof.path("checkpoint").asText());
        String record = proof.path("record").asText();
        byte[] leaf = new TreeHasher().leaf(record.getBytes(StandardCharsets.UTF_8));

        assertThat(record).isEqualTo(api.get("/api/assignments/" + assignment).text());
        assertThat(hash(proof.path("hash"))).isEqualTo(leaf);
        assertThat(Proofs.includes(
                        leaf, proof.path("leaf").asLong(), checkpoint.size(), path(proof), checkpoint.root()))
                .isTrue();
    }

    @Test
    void eachDecisionIsProvedAndTheTreeOnlyGrows() throws Exception {
        String first = assign("a");
        assertProved(first);
        Checkpoint before = checkpoint(api.get("/api/audit/checkpoint").text());
        List<String> more = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            more.add(assign("more" + i));
        }
        String key = api.get("/api/audit/key").text();
        stop();
        start();
        assertProved(more.get(299));
        assertProved(more.get(0));
        assertProved(first);

        Checkpoint after = checkpoint(api.get("/api/audit/checkpoint").text());
        JsonNode proof = api.get("/api/audit/consistency?from=" + before.size()).json();
        assertThat(api.get("/api/audit/key").text()).isEqualTo(key);
        assertThat(proof.path("to").asLong()).isEqualTo(after.size()).isGreaterThan(before.size() + 299);
        assertThat(hash(proof.path("fromRoot"))).isEqualTo(before.root());
        assertThat(Proofs.isBeginning(before.size(), before.root(), after.size(), after.root(), path(proof)))
                .isTrue();
    }

    @Test
    void eachStoredHeadIsTheRootOfWhatIsStored() throws Exception {
        for (int i = 0; i < 40; i++) {
            assign("a" + i);
            Thread.sleep(25);
        }
        proof(assign("last"));
        stop();

        try (LedgerDatabase database = open()) {
            database.jdbi().useHandle(handle -> {
                SealDao dao = handle.attach(SealDao.class);
                List<SealedHead> heads = dao.headsAfter(-1, Long.MAX_VALUE, 1000);
                List<byte[]> leaves = new ArrayList<>();
                TreeHasher hasher = new TreeHasher();
                long decided = 0;
                for (SealedHead head : heads) {
                    handle.createQuery("SELECT decision FROM decision WHERE seq > :from AND seq <= :to ORDER BY seq")
                            .bind("from", decided)
                            .bind("to", head.decisions())
                            .mapTo(byte[].class)
                            .forEach(bytes -> leaves.add(hasher.leaf(bytes)));
                    dao.records(leaves.size(), head.size(), 1000)
                            .forEach(record -> leaves.add(hasher.leaf(record.record())));
                    decided = head.decisions();
                    assertThat(leaves).hasSize((int) head.size());
                    assertThat(NaiveTree.root(leaves)).isEqualTo(head.root());
                }
                assertThat(decided).isEqualTo(41);
                assertThat(heads).hasSizeGreaterThan(2);
                assertThat(dao.records(0, leaves.size(), 1000))
                        .extracting(SealedRecord::kind)
                        .contains("rule_set_version", "roster_version", "activation");
            });
        }
        start();
    }

    /** With checkpoints in between, for there are many records. */
    @Test
    void anExportIsProvedByTheCommand() throws Exception {
        for (int part = 0; part < 3; part++) {
            StringBuilder accounts = new StringBuilder();
            for (int i = 0; i < 1_100; i++) {
                accounts.append("{\"externalId\": \"")
                        .append(part)
                        .append('-')
                        .append(i)
                        .append("\"}\n");
            }
            assertThat(api.postText("/api/assignments/batch", "application/x-ndjson", accounts.toString())
                            .status())
                    .isEqualTo(200);
            proof(assign("after" + part));
        }
        String checkpoint = api.get("/api/audit/checkpoint").text();
        proof(assign("last"));
        Path key = Files.writeString(
                folder.resolve("checkpoint.pub"), api.get("/api/audit/key").text());
        Path outside = Files.writeString(folder.resolve("outside"), checkpoint);
        String text = api.get("/api/audit/export").text();
        Path export = Files.writeString(folder.resolve("export.ndjson"), text);
        String[] verify = {"verify", export.toString(), "--key", key.toString(), "--checkpoint", outside.toString()};

        assertThat(text.lines()
                        .filter(line -> line.startsWith("{\"checkpoint\""))
                        .count())
                .isBetween(2L, 3L);
        assertThat(LandfallService.command(verify).out()).startsWith("proved: ");
        Files.writeString(export, text.replace("\"externalId\":\"1-7\"", "\"externalId\":\"1-8\""));
        assertThat(LandfallService.command(verify).out())
                .matches("not proved: line [0-9]+: the record of leaf [0-9]+ doesn't have the hash .*\n");
        verify[3] = outside.toString();
        assertThat(LandfallService.command(verify).err()).contains("a verifier key is one line");
    }

    @Test
    void saysWhatCannotBeProved() throws Exception {
        proof(assign("a"));
        assertThat(api.get("/api/audit/proof/01ARZ3NDEKTSV4RRFFQ69G5FAV").status())
                .isEqualTo(404);
        assertThat(api.get("/api/audit/proof/nothing").status()).isEqualTo(404);
        for (String wrong : List.of("", "?from=0", "?from=x", "?from=1&to=1000", "?from=-1", "?from=2&to=1")) {
            Api.Answer answer = api.get("/api/audit/consistency" + wrong);
            assertThat(answer.status()).as(wrong).isEqualTo(400);
            assertThat(answer.json().path("code").asText()).isEqualTo("invalid-parameter");
        }
    }

    @Test
    void aChangedRecordIsNotProved() throws Exception {
        String assignment = assign("a");
        String other = assign("b");
        proof(other);
        tamper("UPDATE decision SET decision = (SELECT decision FROM decision WHERE seq = 2) WHERE seq = 1");

        Api.Answer broken = api.get("/api/audit/proof/" + assignment);
        assertThat(broken.status()).isEqualTo(500);
        assertThat(broken.json().path("code").asText()).isEqualTo("seal-broken");
        assertThat(api.get("/api/audit/proof/" + other).status()).isEqualTo(200);
    }

    @Test
    void beforeTheFirstCheckpointThereIsNothingToShow() throws Exception {
        try (LedgerDatabase fresh = TestDatabase.open("jdbc:h2:file:" + folder.resolve("fresh"));
                CommitLane lane = new CommitLane(fresh, LedgerSettings.DEFAULTS, InstantSource.system())) {
            lane.start();
            SealResource resource =
                    new SealResource(lane.ledger(), new SealedLog(fresh.jdbi(), SigningKey.of(new byte[32])));

            assertThatThrownBy(resource::checkpoint).isInstanceOfSatisfying(ApiException.class, early -> {
                assertThat(early.code()).isEqualTo(ErrorCode.NOT_SEALED);
                assertThat(early.retryAfter()).contains(Duration.ofSeconds(1));
            });
        }
    }

    /** What the sealer would go on from must be what it signed. */
    @Test
    void nothingIsSealedOnAChangedTree() throws Exception {
        assign("a");
        proof(assign("b"));

        String isNotSigned = "leaves isn't the one that was signed";
        assertStops(handle -> change("open_leaves", handle), isNotSigned);
        assertStops(handle -> change("root", handle), isNotSigned);
        assertStops(handle -> handle.execute("UPDATE seal_checkpoint SET note = note || 'x'"), "was changed");
        assertStops(
                handle -> handle.execute("UPDATE seal_checkpoint SET open_leaves = ?", new byte[0]),
                "is missing in the tree");
        assertStops(
                handle -> handle.execute("DELETE FROM decision WHERE seq = 2"),
                "the ledger has 1 decisions, and 2 were sealed");
        start();
    }

    /** One bit of the newest head. */
    private static void change(String column, Handle handle) {
        String newest = "seal_checkpoint WHERE size = (SELECT MAX(size) FROM seal_checkpoint)";
        byte[] bytes = handle.createQuery("SELECT " + column + " FROM " + newest)
                .mapTo(byte[].class)
                .one();
        bytes[0] ^= (byte) 1;
        handle.execute("UPDATE " + newest.replace("WHERE size", "SET " + column + " = ? WHERE size"), bytes);
    }

    /** The heads are as they were before, afterwards. */
    private void assertStops(Consumer<Handle> change, String why) {
        stop();
        try (LedgerDatabase database = open()) {
            database.jdbi().useHandle(handle -> {
                handle.execute("DROP TABLE IF EXISTS kept");
                handle.execute("CREATE TABLE kept AS SELECT * FROM seal_checkpoint");
                change.accept(handle);
            });
            try (CommitLane lane =
                    new CommitLane(database, LedgerSettings.DEFAULTS, InstantSource.system(), LaneListener.NONE)) {
                lane.start();
                SigningKey key =
                        SigningKey.of(new ServiceSecrets(database.jdbi(), database::durably).get("checkpoints"));
                Sealer sealer = new Sealer(
                        database.jdbi(),
                        database.isShared(),
                        database::durably,
                        lane.ledger(),
                        key,
                        InstantSource.system());
                database.jdbi()
                        .useHandle(handle -> handle.execute(
                                "INSERT INTO approval (what, version, approved, decided_by, decided_at, comment_text)"
                                        + " VALUES ('rules', 'v', TRUE, 'x', CURRENT_TIMESTAMP, '')"));
                assertThatThrownBy(sealer::tick)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining(why);
            }
            database.jdbi().useHandle(handle -> {
                handle.execute("DELETE FROM seal_checkpoint");
                handle.execute("INSERT INTO seal_checkpoint SELECT * FROM kept");
                handle.execute("DROP TABLE kept");
            });
        }
    }

    private void tamper(String sql) throws Exception {
        stop();
        try (LedgerDatabase database = open()) {
            database.jdbi().useHandle(handle -> assertThat(handle.execute(sql)).isPositive());
        }
        start();
    }
}
