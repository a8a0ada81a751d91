package landfall.assignment;

import com.codahale.metrics.MetricRegistry;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.db.DataSourceFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import landfall.http.ApiException;
import landfall.http.CallIds;
import landfall.http.Caller;
import landfall.ledger.AccountKey;
import landfall.ledger.CommitLane;
import landfall.ledger.Ledger;
import landfall.ledger.LedgerDatabase;
import landfall.ledger.LedgerSettings;
import landfall.ledger.Recorded;
import landfall.ledger.ServiceSecrets;
import landfall.quality.Quality;
import landfall.ruleset.ActiveRuleSet;
import landfall.ruleset.Approvals;
import landfall.ruleset.Nodes;
import landfall.ruleset.Preparation;
import landfall.ruleset.PublishListener;
import landfall.ruleset.Publisher;
import landfall.ruleset.VersionStore;
import landfall.ruleset.Versions;
import org.jspecify.annotations.Nullable;

/** Everything but HTTP, on a real database in a folder, with a clock that tests move. */
final class Landed implements AutoCloseable {

    static final CallIds CALL = new CallIds("test", "4bf92f3577b34da6a3ce929d0e0e4736");
    static final Instant START = Instant.parse("2026-03-03T18:00:00Z");

    private final LedgerDatabase database;
    private final CommitLane lane;
    final Assigner assigner;
    final Intake intake = new Intake(new ObjectMapper());
    private Instant now = START;
    final Versions versions;
    final Publisher publisher;
    final HandActs acts;
    final OfferSteps offers;
    final OfferClock offerClock;
    final HoldActs holds;
    final Imports imports;
    final Quality quality;

    Landed(Path folder, Path rules) throws Exception {
        DataSourceFactory source = new DataSourceFactory();
        source.setDriverClass("org.h2.Driver");
        source.setUrl("jdbc:h2:file:" + folder.resolve("landfall").toAbsolutePath());
        database = LedgerDatabase.open(source, new MetricRegistry());
        Clock clock = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
        Preparation preparation = new Preparation(Preparation.Options.admittingAll(ZoneOffset.UTC, "USD"), clock);
        ActiveRuleSet active = new ActiveRuleSet();
        VersionStore store = new VersionStore(database.jdbi(), database::durably);
        versions = new Versions(store, preparation, active);
        publisher = new Publisher(
                preparation,
                store,
                versions,
                active,
                new Nodes(database.jdbi(), false, active, "test"),
                new Publisher.Terms(
                        new Approvals(
                                database.jdbi(),
                                database::durably,
                                store,
                                Approvals.Policy.NONE,
                                (what, version, digest) -> false,
                                clock),
                        false),
                clock,
                PublishListener.NONE);
        publisher.publishFolder(rules);
        lane = new CommitLane(database, LedgerSettings.DEFAULTS, clock);
        lane.start();
        Settings settings = new Settings(Duration.ofHours(24), Duration.ofDays(90), Set.of("score"), false);
        Identity identity = new Identity(new ServiceSecrets(database.jdbi(), database::durably).get("email"));
        imports = new Imports(active, lane, lane.ledger(), identity, settings, clock);
        assigner = new Assigner(active, lane, lane.ledger(), identity, settings, clock);
        acts = new HandActs(active, lane, lane.ledger(), settings, clock);
        holds = new HoldActs(active, lane, lane.ledger(), clock);
        offers = new OfferSteps(active, lane, lane.ledger(), settings, clock);
        offerClock = new OfferClock(lane.ledger(), offers, clock);
        quality = new Quality(database.jdbi(), database::durably, lane.ledger(), active, ZoneOffset.UTC);
    }

    JsonNode close(String id, String outcome, boolean returnTurn) {
        HandActs.Wish wish =
                new HandActs.Wish(HandActs.Kind.CLOSE, null, "carol", null, outcome, returnTurn, "anonymous", CALL);
        return node(acts.act(id, wish, null).toCompletableFuture().join());
    }

    JsonNode reassign(String id, String rep) {
        HandActs.Wish wish =
                new HandActs.Wish(HandActs.Kind.REASSIGN, rep, "carol", "knows them", null, false, "anonymous", CALL);
        return node(acts.act(id, wish, null).toCompletableFuture().join());
    }

    /** Until then, from now; null lifts it. */
    JsonNode hold(String source, String externalId, @Nullable Duration duration) {
        return node(holdWish(source, externalId, duration).toCompletableFuture().join());
    }

    CompletionStage<Recorded> holdWish(String source, String externalId, @Nullable Duration duration) {
        HoldActs.Wish wish = new HoldActs.Wish(
                duration == null ? null : now.plus(duration), "carol", "contract talks", Caller.LOCAL, CALL);
        return holds.act(new AccountKey(source, externalId), wish);
    }

    JsonNode claim(String id, String rep) {
        HandActs.Wish wish = new HandActs.Wish(HandActs.Kind.CLAIM, rep, rep, null, null, false, "anonymous", CALL);
        return node(acts.act(id, wish, null).toCompletableFuture().join());
    }

    JsonNode step(OfferSteps.Kind kind, String id) {
        OfferSteps.Wish wish = new OfferSteps.Wish(kind, "carol", null, "anonymous", CALL);
        return node(offers.step(id, wish, null).toCompletableFuture().join());
    }

    private static JsonNode node(Recorded recorded) {
        return node(((Recorded.Answer) recorded).answer());
    }

    void later(Duration duration) {
        now = now.plus(duration);
    }

    /** The answer to a call, or what it was refused with. */
    JsonNode assign(String body) {
        return assign(body, null);
    }

    JsonNode assign(String body, @Nullable String key) {
        return node(answer(body, key).answer());
    }

    Recorded.Answer answer(String body, @Nullable String key) {
        return (Recorded.Answer) recorded(body, key);
    }

    Recorded recorded(String body, @Nullable String key) {
        return assigner.assign(request(body, key)).toCompletableFuture().join();
    }

    JsonNode preview(String body) {
        return node(assigner.preview(request(body, null), assigner.rules()));
    }

    DecisionRecord decision(String id) {
        return CanonicalJson.decision(bytes(id));
    }

    DecisionRecord latest(String source, String externalId) {
        return CanonicalJson.decision(ledger().listByAccount(new AccountKey(source, externalId), null, 1)
                .get(0)
                .decision());
    }

    Ledger ledger() {
        return lane.ledger();
    }

    byte[] bytes(String id) {
        return lane.ledger().find(id).orElseThrow().decision();
    }

    long count() {
        return lane.ledger().count();
    }

    AssignmentRequest request(String body, @Nullable String key) {
        try {
            return intake.read(
                    SentBody.json(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8)),
                    key == null ? Map.<String, String>of()::get : Map.of("Idempotency-Key", key)::get,
                    null,
                    "anonymous",
                    CALL);
        } catch (java.io.IOException fault) {
            throw new IllegalArgumentException(fault);
        } catch (ApiException refused) {
            throw refused;
        }
    }

    private static JsonNode node(byte[] json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (java.io.IOException fault) {
            throw new IllegalStateException(fault);
        }
    }

    @Override
    public void close() {
        lane.close();
        database.close();
    }
}
