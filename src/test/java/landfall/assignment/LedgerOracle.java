package landfall.assignment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import landfall.ledger.AccountKey;
import landfall.ledger.Holding;
import landfall.ledger.Ledger;
import landfall.ledger.Recorded;
import landfall.ledger.StoredDecision;

/** What callers were told, and whether the ledger holds it; reads by a node of its own, to which nothing happens. */
final class LedgerOracle {
    /** How long a key is remembered at least, by clocks that differ. */
    static final Duration KEPT = Duration.ofDays(8).minusMillis(3 * Simulation.CLOCKS_DIFFER_MILLIS);

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** What a key led to. */
    private record Told(String body, Recorded.Answer answer, Instant decidedAt) {}

    /** A decision as it was first read. */
    record Known(StoredDecision stored, DecisionRecord record) {}

    private final Simulation simulation;
    private final Ledger ledger;
    private final Map<String, SimulatedCall> calls = new HashMap<>();
    private final Map<String, Told> told = new HashMap<>();
    /** Of each key the newest decision that somebody was told of before it was first sent. */
    private final Map<String, Long> sentAfter = new HashMap<>();

    private final Map<String, Long> newestTold = new HashMap<>();
    private final Map<String, Instant> decidedByKey = new HashMap<>();
    private final Map<String, Known> latest = new HashMap<>();
    private final List<Known> known = new ArrayList<>();
    private final Map<String, Known> byId = new HashMap<>();
    private final TurnOracle turns;
    private final CompanyOracle companies;
    private long newest;

    LedgerOracle(Simulation simulation, Ledger ledger) {
        this.simulation = simulation;
        this.ledger = ledger;
        this.turns = new TurnOracle(simulation);
        this.companies = new CompanyOracle(simulation);
    }

    void sent(SimulatedCall call) {
        calls.putIfAbsent(call.name, call);
        sentAfter.putIfAbsent(about(call), newest);
    }

    private static String about(SimulatedCall call) {
        return call.key == null ? call.name : call.key;
    }

    /** Somebody was told; gives the account. */
    String answered(SimulatedCall call, Recorded.Answer answer) {
        takeNew();
        String id = answer.decisionId();
        Known found = byId.get(id);
        if (found == null) {
            simulation.broken(call.name + " was answered, and what it was told is not stored");
            return "";
        }
        StoredDecision stored = found.stored();
        DecisionRecord record = found.record();
        JsonNode said = json(answer.answer());
        if (!said.path("assignmentId").asText().equals(id)
                || !said.path("repId").asText().equals(record.owner())
                || !said.path("kind").asText().equals(record.kind())) {
            simulation.broken(call.name + " was told " + said + ", and stored is " + record);
        }
        simulation.trace("  " + call.name + " is told #" + stored.seq() + " " + record.kind() + " " + record.owner()
                + (answer.replayed() ? " again" : ""));
        checkKey(call, answer, record.decidedAt());
        if (stored.seq() <= sentAfter.getOrDefault(about(call), 0L)) {
            simulation.broken(call.name + " got #" + stored.seq() + ", which was told before it was sent");
        }
        newest = Math.max(newest, stored.seq());
        newestTold.merge(stored.account().externalId(), stored.seq(), Math::max);
        return stored.account().externalId();
    }

    private void checkKey(SimulatedCall call, Recorded.Answer answer, Instant decidedAt) {
        if (call.key == null) {
            return;
        }
        Told before = told.get(call.key);
        if (before == null || isOld(before.decidedAt())) {
            told.put(call.key, new Told(call.body, answer, decidedAt));
        } else if (isOld(decidedAt)) {
            // replayed just before the key was forgotten and used anew, and told after that
            return;
        } else if (!before.body().equals(call.body)) {
            simulation.broken(call.name + " used " + call.key + " for something else, and was answered");
        } else if (!Arrays.equals(before.answer().answer(), answer.answer())
                || !before.answer().decisionId().equals(answer.decisionId())) {
            simulation.broken(call.name + " got another answer by " + call.key);
        }
    }

    private boolean isOld(Instant decidedAt) {
        return Landed.START.plusMillis(simulation.now()).isAfter(decidedAt.plus(KEPT));
    }

    void conflicted(SimulatedCall call, Recorded.KeyConflict conflict) {
        simulation.trace("  " + call.name + " has a conflict");
        Told before = call.key == null ? null : told.get(call.key);
        if (before != null && !isOld(before.decidedAt()) && before.body().equals(call.body)) {
            simulation.broken(call.name + " repeated " + call.key + ", and was refused");
        }
        takeNew();
        if (!byId.containsKey(conflict.decisionId())) {
            simulation.broken(call.name + " conflicts with what is not stored");
        }
    }

    /** A node shows all that was told, nothing that may be lost yet, and each decision as it always was. */
    void isShown(SimulatedNode node) {
        long told = newest;
        List<StoredDecision> shown = node.ledger.list(null, 10_000);
        if (shown.size() < told) {
            simulation.broken(node.name + " shows " + shown.size() + " decisions, and #" + told + " was told");
        }
        if (shown.size() > simulation.showable()) {
            simulation.broken(node.name + " shows #" + shown.size() + ", which may be lost yet");
        }
        compare(shown);
    }

    private void compare(List<StoredDecision> shown) {
        for (int i = 0; i < shown.size() && i < known.size(); i++) {
            StoredDecision before = known.get(i).stored();
            if (!shown.get(i).id().equals(before.id())
                    || shown.get(i).seq() != before.seq()
                    || !Arrays.equals(shown.get(i).decision(), before.decision())) {
                simulation.broken("#" + before.seq() + " is another decision than it was");
                return;
            }
        }
    }

    /** A node shows what was told of an account before it was asked, or what is newer. */
    void isLatest(SimulatedNode node, String account) {
        long told = newestTold.getOrDefault(account, 0L);
        Optional<Holding> holding = node.ledger.holding(new AccountKey("crm", account));
        takeNew();
        long shown = holding.map(found -> number(found.decisionId())).orElse(0L);
        if (shown < told) {
            simulation.broken(account + " is shown as of #" + shown + ", and #" + told + " was told");
        }
    }

    /** Reads what is new in the ledger, and that what was there is the same. */
    void look() {
        List<StoredDecision> all = ledger.list(null, 10_000);
        if (all.size() < known.size()) {
            simulation.broken("#" + known.size() + " is not there any more");
        }
        compare(all);
        takeNew();
    }

    private void takeNew() {
        if (simulation.store().committed() == known.size()) {
            return;
        }
        String last =
                known.isEmpty() ? null : known.get(known.size() - 1).stored().id();
        for (StoredDecision stored : ledger.list(last, 10_000)) {
            if (!simulation.isBroken()) {
                take(new Known(stored, CanonicalJson.decision(stored.decision())));
            }
        }
    }

    private void take(Known decision) {
        StoredDecision stored = decision.stored();
        DecisionRecord record = decision.record();
        known.add(decision);
        byId.put(stored.id(), decision);
        if (stored.seq() != known.size()) {
            simulation.broken("after #" + (known.size() - 1) + " comes #" + stored.seq());
        }
        Known before = latest.put(stored.account().externalId(), decision);
        String previous = before == null ? null : before.stored().id();
        if (!java.util.Objects.equals(previous, record.previous())) {
            simulation.broken("#" + stored.seq() + " was not decided after the account's latest decision");
        }
        SimulatedCall call = calls.get(record.requestId());
        if (call != null && call.key != null) {
            Instant first = decidedByKey.put(call.key, record.decidedAt());
            if (first != null && record.decidedAt().isBefore(first.plus(KEPT))) {
                simulation.broken("#" + stored.seq() + " is the second decision by " + call.key);
            }
        }
        turns.take(decision, before);
        companies.take(decision, before);
    }

    /** Everything once more, when nothing is under way. */
    void settle(List<SimulatedNode> nodes) {
        look();
        turns.settle(ledger, nodes);
        companies.settle(nodes);
        latest.forEach((account, decision) -> nodes.forEach(node -> {
            Holding holding = node.ledger.holding(decision.stored().account()).orElse(null);
            if (holding == null
                    || !holding.decisionId().equals(decision.stored().id())
                    || !holding.owner().equals(decision.record().owner())) {
                simulation.broken(node.name + " doesn't know the latest decision about " + account);
            }
        }));
    }

    /** Whether a repeat must get the answer that was given before. */
    boolean isRemembered(SimulatedCall call) {
        Told before = call.key == null ? null : told.get(call.key);
        return before != null && !isOld(before.decidedAt());
    }

    /** Without ids, which are another at each run. */
    String speakable(String body) {
        int id = body.startsWith("{") ? -1 : body.lastIndexOf(' ');
        return id < 0 ? body : body.substring(0, id) + " #" + number(body.substring(id + 1));
    }

    private long number(String id) {
        Known found = byId.get(id);
        return found == null ? 0 : found.stored().seq();
    }

    private static JsonNode json(byte[] bytes) {
        try {
            return MAPPER.readTree(bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
