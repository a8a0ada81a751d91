package landfall.assignment;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import landfall.assignment.HandActs.Wish;
import landfall.http.CallIds;
import landfall.ledger.IdempotencyKey;
import landfall.ledger.Recorded;
import org.jspecify.annotations.Nullable;

/**
 * Marketing tools and reps: they send accounts and acts with keys, ask again where nobody answered, and now and then ask again
 * although somebody did, or use a key for something else.
 */
final class Callers {
    private static final String[] COUNTRIES = {"DE", "FR", "US", "JP", "ES"};
    private static final int ACCOUNTS = 25;

    private final Simulation simulation;
    private final LedgerOracle oracle;
    private final Random random;
    private final Intake intake = new Intake(new ObjectMapper());
    private final List<SimulatedCall> unanswered = new ArrayList<>();
    private final List<SimulatedCall> answered = new ArrayList<>();
    private final Map<String, String> latest = new HashMap<>();
    private final List<String> accounts = new ArrayList<>();
    private final String caller = "anonymous";
    private int made;

    Callers(Simulation simulation, LedgerOracle oracle, Random random) {
        this.simulation = simulation;
        this.oracle = oracle;
        this.random = random;
    }

    /** Somebody calls a node. */
    void call(SimulatedNode node) {
        int drawn = random.nextInt(100);
        if (drawn < 25 && !unanswered.isEmpty()) {
            SimulatedCall call = unanswered.get(random.nextInt(unanswered.size()));
            // some lose patience while the first is still under way
            if (call.at == null || random.nextInt(4) == 0) {
                send(call, node);
            }
        } else if (drawn < 40 && !answered.isEmpty()) {
            send(again(answered.get(random.nextInt(answered.size()))), node);
        } else if (drawn < 45 && !answered.isEmpty()) {
            SimulatedCall call = answered.get(random.nextInt(answered.size()));
            if (call.key != null) {
                send(account(call.key), node);
            }
        } else if (drawn < 65 && !accounts.isEmpty()) {
            send(act(latest.get(accounts.get(random.nextInt(accounts.size())))), node);
        } else if (drawn < 75 && !answered.isEmpty()) {
            // the same form sent once more is another event
            String body = answered.get(random.nextInt(answered.size())).body;
            send(account("key-" + made, body.startsWith("{") ? body : body()), node);
        } else {
            send(account(random.nextInt(12) == 0 ? null : "key-" + made), node);
        }
    }

    /** The same call once more; without a key it is another one. */
    private SimulatedCall again(SimulatedCall call) {
        return call.key == null ? account(null) : new SimulatedCall(call.name, call.key, call.body, call.sending);
    }

    private SimulatedCall account(@Nullable String key) {
        return account(key, body());
    }

    private SimulatedCall account(@Nullable String key, String text) {
        String name = "call-" + made++;
        return new SimulatedCall(name, key, text, node -> node.assign(request(text, key, name)));
    }

    private String body() {
        int number = random.nextInt(ACCOUNTS);
        StringBuilder body = new StringBuilder("{\"source\":\"crm\",\"externalId\":\"a" + number + "\",\"country\":\""
                + COUNTRIES[number % COUNTRIES.length] + "\"");
        int company = number % 7;
        if (company < 4 && random.nextInt(4) > 0) {
            body.append(",\"domain\":\"company" + company + ".com\"");
        }
        if (company < 5 && random.nextInt(3) == 0) {
            body.append(",\"company\":\"C-" + company / 2 + "\"");
        }
        if (random.nextInt(3) == 0) {
            body.append(",\"employees\":" + random.nextInt(4) * 10);
        }
        if (random.nextInt(8) == 0) {
            body.append(",\"reassign\":true");
        }
        if (random.nextInt(8) == 0) {
            body.append(",\"match\":\"account\"");
        }
        return body.append("}").toString();
    }

    private AssignmentRequest request(String body, @Nullable String key, String name) {
        try {
            return intake.read(
                    SentBody.json(body.getBytes(StandardCharsets.UTF_8)),
                    key == null ? header -> null : Map.of("Idempotency-Key", key)::get,
                    null,
                    caller,
                    new CallIds(name, null));
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** What a rep or a manager does with an account's latest assignment, as far as he has heard. */
    private SimulatedCall act(String id) {
        String name = "act-" + made++;
        String key = "key-" + name;
        IdempotencyKey event = new IdempotencyKey(caller, key, RequestDigest.of(name));
        int drawn = random.nextInt(10);
        if (drawn < 7) {
            OfferSteps.Kind kind = drawn < 4 ? OfferSteps.Kind.ACCEPT : OfferSteps.Kind.DECLINE;
            OfferSteps.Wish wish = new OfferSteps.Wish(kind, "rep", null, caller, new CallIds(name, null));
            return new SimulatedCall(name, key, kind + " " + id, node -> node.offers.step(id, wish, event));
        }
        HandActs.Kind kind = drawn < 8 ? HandActs.Kind.REASSIGN : HandActs.Kind.CLOSE;
        Wish wish = new Wish(
                kind,
                kind == HandActs.Kind.REASSIGN ? "zoe" : null,
                "manager",
                null,
                kind == HandActs.Kind.CLOSE ? "won" : null,
                kind == HandActs.Kind.CLOSE && drawn == 9,
                caller,
                new CallIds(name, null));
        return new SimulatedCall(name, key, kind + " " + id, node -> node.acts.act(id, wish, event));
    }

    void send(SimulatedCall call, SimulatedNode node) {
        if (!unanswered.contains(call)) {
            unanswered.add(call);
        }
        oracle.sent(call);
        call.at = node;
        simulation.on(node, "gets " + call.name + " " + call.key + " " + oracle.speakable(call.body), its -> {
            try {
                call.sending.to(its).whenComplete((recorded, thrown) -> hear(call, its, recorded, thrown));
            } catch (RuntimeException e) {
                hear(call, its, null, e);
            }
        });
    }

    private void hear(SimulatedCall call, SimulatedNode node, @Nullable Recorded recorded, @Nullable Throwable thrown) {
        if (node.ended) {
            return;
        }
        call.at = null;
        try {
            if (recorded instanceof Recorded.Answer answer) {
                over(call);
                answered.add(call);
                String account = oracle.answered(call, answer);
                if (latest.put(account, answer.decisionId()) == null) {
                    accounts.add(account);
                }
                show(answer.decisionId());
            } else if (recorded instanceof Recorded.KeyConflict conflict) {
                over(call);
                oracle.conflicted(call, conflict);
            } else if (thrown != null && Simulation.isRefusal(thrown)) {
                over(call);
                simulation.trace("  " + call.name + " is refused");
            } else if (thrown != null && simulation.isFault(thrown)) {
                simulation.trace("  " + call.name + " is not answered");
            } else {
                simulation.broken(call.name + " failed: " + thrown, thrown);
            }
        } catch (RuntimeException e) {
            simulation.broken(call.name + ": " + e, e);
        }
    }

    private void over(SimulatedCall call) {
        call.over = true;
        unanswered.remove(call);
    }

    /** Whoever asks any node now is shown what somebody was told. */
    private void show(String id) {
        SimulatedNode other = simulation.anyNode();
        if (other != null && random.nextInt(3) == 0) {
            simulation.on(other, "is asked for it", its -> {
                if (its.ledger.find(id).isEmpty() && !its.ended) {
                    simulation.broken(its.name + " doesn't show what was answered");
                }
            });
        }
    }

    /** Somebody reads. */
    void read(SimulatedNode node) {
        int drawn = random.nextInt(4);
        if (drawn == 0 || accounts.isEmpty()) {
            simulation.on(node, "lists", oracle::isShown);
        } else if (drawn == 1) {
            String account = accounts.get(random.nextInt(accounts.size()));
            simulation.on(node, "shows " + account, its -> oracle.isLatest(its, account));
        } else if (drawn == 2) {
            simulation.on(
                    node,
                    "previews",
                    its -> its.preview(request("{\"externalId\":\"p\",\"country\":\"DE\"}", null, "p")));
        } else {
            show(latest.get(accounts.get(random.nextInt(accounts.size()))));
        }
    }

    /** Nobody answers any more what was under way there. */
    void lost(SimulatedNode node) {
        unanswered.stream().filter(call -> call.at == node).forEach(call -> call.at = null);
    }

    List<SimulatedCall> unanswered() {
        return List.copyOf(unanswered);
    }

    /** Everything that was ever answered, to be asked again. */
    List<SimulatedCall> repeats() {
        return answered.stream()
                .filter(call -> call.key != null)
                .map(this::again)
                .toList();
    }
}
