package landfall.impact;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import io.dropwizard.db.DataSourceFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import landfall.LandfallConfiguration;
import landfall.account.AccountFile;
import landfall.http.Api;
import landfall.ledger.Book;
import landfall.ledger.CommitLane;
import landfall.ledger.Ledger;
import landfall.ledger.LedgerDatabase;
import landfall.ledger.LedgerSettings;
import landfall.ledger.TestDatabase;
import landfall.rotation.RotationState;
import landfall.ruleset.CompiledRuleSet;
import landfall.ruleset.PlayedTurns;
import landfall.ruleset.Preparation;
import landfall.ruleset.RuleFile;
import landfall.ruleset.RuleFiles;
import landfall.staff.Running;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The impact as it is worked out, by many threads, in files and from what two rule sets share, against a straight loop. */
class PlainImpactTest {

    private static final Instant BEGIN = Instant.parse("2026-11-20T00:00:00Z");
    private static final List<String> TERRITORIES =
            List.of("us-west-enterprise", "us-mountain-enterprise", "us-midwest-enterprise", "us-mid-market", "us-smb");
    private static final List<String> STATES = List.of("CO", "UT", "AZ", "CA", "IL", "OH", "TX", "NY");
    private static final List<String> OWNERS = List.of("alvarez", "nguyen", "kealoha", "nobody");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void overAFile(long seed) throws Exception {
        Random random = new Random(seed);
        StringBuilder rows =
                new StringBuilder("externalId,country,region,employees,dealSize,currentOwner,latitude,longitude\n");
        for (int i = 0; i < 2_000; i++) {
            rows.append(i % 301 == 300 ? "bad\n" : row(i, random));
        }
        AccountFile file = new AccountFile(Files.writeString(folder.resolve("a.csv"), rows), Map.of());
        Instant at = BEGIN.plusSeconds(random.nextInt(7 * 24 * 3_600));
        ForkJoinPool cores = new ForkJoinPool(3);
        try (CompiledRuleSet from = compiled(random, random.nextInt(3));
                CompiledRuleSet draft = compiled(random, random.nextInt(9));
                Stream<AccountFile.Row> each = file.rows()) {
            List<Move> moves = new ArrayList<>();
            Impact impact = new FileImpact(from, draft, at, cores).run(each, new FileImpact.Listener() {
                @Override
                public void bad(AccountFile.Row row) {
                    assertThat(row.fault()).isNotNull();
                }

                @Override
                public void move(Move move) {
                    moves.add(move);
                }

                @Override
                public void progress(long done) {
                    assertThat(done).isBetween(1L, 2_000L);
                }
            });
            PlainImpact.Found plain = new PlainImpact(from, draft, at).overFile(file);
            assertThat(moves).isEqualTo(plain.moves());
            assertThat(impact).isEqualTo(plain.impact());
            assertThat(impact.unread()).isEqualTo(6);
        } finally {
            cores.shutdownNow();
        }
    }

    @Test
    void overABook() throws Exception {
        Random random = new Random(17);
        fill(random);
        DataSourceFactory settings = TestDatabase.settings("jdbc:h2:file:" + folder.resolve("landfall"));
        settings.setUser(new LandfallConfiguration().database().getUser());
        try (LedgerDatabase database = LedgerDatabase.open(settings, new MetricRegistry());
                CommitLane lane = new CommitLane(database, LedgerSettings.DEFAULTS, Clock.systemUTC())) {
            lane.start();
            int moving = 0;
            for (int round = 0; round < 12; round++) {
                moving += compare(lane.ledger(), random);
            }
            assertThat(moving).isPositive();
        }
    }

    private int compare(Ledger ledger, Random random) throws Exception {
        Instant at = BEGIN.plus(Duration.ofMinutes(random.nextInt(7 * 24 * 60)));
        ForkJoinPool cores = new ForkJoinPool(3);
        try (CompiledRuleSet active = compiled(random, random.nextInt(2));
                CompiledRuleSet draft = compiled(random, random.nextInt(9))) {
            List<Move> moves = new ArrayList<>();
            Impact impact = new BookImpact(active, draft, at, cores)
                    .run(
                            ledger.book(read -> {}),
                            turns(ledger, draft),
                            (move, turn) -> moves.add(move),
                            share -> assertThat(share).isBetween(0L, 1_000L));
            Book book = ledger.book(read -> {});
            List<Book.Row> rows = new ArrayList<>();
            for (List<Book.Row> part = book.next(); part != null; part = book.next()) {
                rows.addAll(part);
            }
            PlainImpact.Found plain = new PlainImpact(active, draft, at).overBook(rows, book, turns(ledger, draft));
            assertThat(moves).isEqualTo(plain.moves());
            assertThat(impact).isEqualTo(plain.impact());
            assertThat(impact.accounts()).isEqualTo(rows.size());
            return moves.size();
        } finally {
            cores.shutdownNow();
        }
    }

    private static PlayedTurns turns(Ledger ledger, CompiledRuleSet draft) {
        Map<String, RotationState> rotations = new HashMap<>();
        ledger.rotations().forEach(state -> rotations.put(state.pool(), state));
        return new PlayedTurns(draft, pool -> rotations.getOrDefault(pool, RotationState.fresh(pool)), rep -> 0);
    }

    /** A book of companies with one to four accounts, some of which were sent again, or closed. */
    private void fill(Random random) throws Exception {
        try (Running service = new Running(folder)) {
            Api api = service.api();
            for (int i = 0; i < 400; i++) {
                int number = random.nextInt(300);
                Random own = new Random(number);
                String company = Integer.toString(own.nextInt(120), 26);
                Api.Answer answer = api.post(
                        "/api/assignments",
                        "{\"source\": \"plain-" + number % 2 + "\", \"externalId\": \"é" + number
                                + "\", \"name\": \"Co " + company
                                + "\", \"domain\": \"co-" + company + ".example.com\", \"country\": \""
                                + (own.nextInt(6) == 0 ? "DE" : own.nextInt(9) == 0 ? "AQ" : "US")
                                + "\", \"region\": \""
                                + STATES.get(own.nextInt(STATES.size())) + "\", \"employees\": "
                                + (random.nextInt(12) == 0 ? 20 : own.nextInt(2) == 0 ? 9_000 : 300)
                                + (random.nextInt(5) == 0 ? ", \"match\": \"account\"" : "")
                                + (random.nextInt(8) == 0 ? ", \"reassign\": true" : "") + "}");
                assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            }
        }
    }

    private static String row(int number, Random random) {
        return "n" + number + "," + (random.nextInt(5) == 0 ? "DE" : random.nextInt(9) == 0 ? "" : "US") + ","
                + STATES.get(random.nextInt(STATES.size())) + "," + (random.nextBoolean() ? 9_000 : random.nextInt(400))
                + "," + random.nextInt(90_000) + ","
                + (random.nextInt(4) == 0 ? OWNERS.get(random.nextInt(OWNERS.size())) : "") + ","
                + (random.nextInt(3) == 0 ? "48.2,16.4" : ",") + "\n";
    }

    /** The sample rules, in which some claims go elsewhere, some owners aren't kept, and some rules ask for the owner. */
    private static CompiledRuleSet compiled(Random random, int changes) throws Exception {
        List<RuleFile> files = new ArrayList<>();
        boolean keep = random.nextBoolean();
        for (RuleFile file : RuleFiles.read(Path.of("rules"))) {
            if (file.path().startsWith("cases/")) {
                continue;
            }
            if (!file.path().endsWith(".drl")) {
                files.add(file);
                continue;
            }
            String text = new String(file.bytes(), StandardCharsets.UTF_8);
            boolean isOfStates = file.path().equals("30-us.drl");
            text = keep ? text : text.replace(".keepOwner()", "");
            for (int i = 0; i < changes; i++) {
                String from = "routing.territory(\"" + some(random, TERRITORIES) + "\")";
                text = text.replace(from, "routing.territory(\"" + some(random, TERRITORIES) + "\")");
                String state = some(random, STATES);
                // Elsewhere the same letters are a country.
                text = isOfStates ? text.replace("\"" + state + "\"", "\"" + some(random, STATES) + "\"") : text;
            }
            if (isOfStates && changes > 2) {
                text += "\nrule \"Owned\"\n    salience 999\nwhen\n    Account( currentOwner == \""
                        + some(random, OWNERS.subList(0, 3)) + "\", region == \"" + some(random, STATES)
                        + "\" )\nthen\n    routing.territory(\"us-smb\");\nend\n";
            }
            files.add(new RuleFile(file.path(), text.getBytes(StandardCharsets.UTF_8)));
        }
        Preparation.Prepared prepared = new Preparation(
                        Preparation.Options.admittingAll(ZoneId.of("UTC"), "USD"), Clock.systemUTC())
                .prepare(files);
        assertThat(prepared).as(prepared.issues().toString()).isInstanceOf(Preparation.Prepared.Ready.class);
        return ((Preparation.Prepared.Ready) prepared).ruleSet().compiled();
    }

    private static String some(Random random, List<String> all) {
        return all.get(random.nextInt(all.size()));
    }
}
