package landfall.assignment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import landfall.assignment.LedgerOracle.Known;
import landfall.audit.Fairness;
import landfall.ledger.Ledger;
import landfall.rotation.RotationState;
import landfall.rotation.RotationState.Credit;
import landfall.rotation.Turn;
import org.jspecify.annotations.Nullable;

/** Whose turns were taken, in the order of the ledger, and whether each offer was settled once and in time. */
final class TurnOracle {
    /** Pools whose members are always free, with their weights. */
    private static final Map<String, Map<String, Integer>> STEADY = Map.of(
            "germany", Map.of("anna", 1, "ben", 1, "cleo", 1),
            "france", Map.of("dina", 2, "emil", 1));

    private static final Set<String> SETTLES = Set.of("accepted", "declined", "timed-out");

    private static final class Pool {
        long turns;
        int returned;
        final Map<String, Integer> received = new HashMap<>();
    }

    private final Simulation simulation;
    private final Map<String, Pool> pools = new TreeMap<>();
    /** Until when an account's latest assignment may be accepted. */
    private final Map<String, Instant> offers = new TreeMap<>();

    private final Map<String, Integer> open = new TreeMap<>();
    private final Map<String, Boolean> closed = new HashMap<>();

    TurnOracle(Simulation simulation) {
        this.simulation = simulation;
    }

    void take(Known decision, @Nullable Known before) {
        DecisionRecord record = decision.record();
        if (record.turn() != null) {
            take(decision, record.turn());
        }
        if (record.returned() != null && record.returned().credited()) {
            pool(record.returned().pool()).returned++;
        }
        offer(decision);
        count(decision, before);
    }

    private Pool pool(String name) {
        return pools.computeIfAbsent(name, any -> new Pool());
    }

    private void take(Known decision, Turn turn) {
        Pool pool = pool(turn.pool());
        pool.turns++;
        pool.received.merge(turn.rep(), 1, Integer::sum);
        if (turn.turn() != pool.turns) {
            simulation.broken("#" + decision.stored().seq() + " took turn " + turn.turn() + " of " + turn.pool()
                    + ", which was turn " + pool.turns);
        }
        Map<String, Integer> weights = STEADY.getOrDefault(turn.pool(), Map.of());
        int sum = weights.values().stream().mapToInt(Integer::intValue).sum();
        weights.forEach((rep, weight) -> {
            long off = pool.turns * weight - (long) sum * pool.received.getOrDefault(rep, 0);
            if (Math.abs(off) >= (long) sum * (1 + pool.returned)) {
                simulation.broken("after turn " + pool.turns + " of " + turn.pool() + " " + rep
                        + " is off his share by " + off + "/" + sum);
            }
        });
    }

    private void offer(Known decision) {
        DecisionRecord record = decision.record();
        String account = decision.stored().account().externalId();
        Instant acceptBy = offers.get(account);
        String number = "#" + decision.stored().seq();
        if (SETTLES.contains(record.kind())) {
            if (acceptBy == null) {
                simulation.broken(number + " settles an offer that nobody has, or has no more");
                return;
            }
            boolean late = record.kind().equals("timed-out");
            if (late != record.decidedAt().isAfter(acceptBy)) {
                simulation.broken(number + " is " + record.kind() + " at " + record.decidedAt()
                        + ", and could be accepted until " + acceptBy);
            }
            Instant latest = Landed.START.plusMillis(
                    simulation.committedAt(decision.stored().seq()) + Simulation.CLOCKS_DIFFER_MILLIS);
            if (late && !acceptBy.isBefore(latest)) {
                simulation.broken(number + " timed out before " + acceptBy);
            }
        }
        if (record.kind().equals("kept")) {
            return;
        }
        if (record.offer() == null) {
            offers.remove(account);
        } else {
            offers.put(account, record.offer().acceptBy());
        }
    }

    /** Open assignments of each rep, from what happened to their accounts. */
    private void count(Known decision, @Nullable Known before) {
        String account = decision.stored().account().externalId();
        boolean wasOpen = before != null && !closed.getOrDefault(account, false);
        String kind = decision.record().kind();
        boolean stays = kind.equals("kept") || kind.equals("accepted");
        boolean isClosed = kind.equals("closed") || (stays && closed.getOrDefault(account, false));
        if (wasOpen && before != null && before.record().status().equals("assigned")) {
            open.merge(before.record().owner(), -1, Integer::sum);
        }
        closed.put(account, isClosed);
        if (!isClosed && decision.record().status().equals("assigned")) {
            open.merge(decision.record().owner(), 1, Integer::sum);
        }
    }

    void settle(Ledger ledger, List<SimulatedNode> nodes) {
        Fairness.check(ledger)
                .forEach(report -> report.faults().forEach(fault -> simulation.broken(report.pool() + ": " + fault)));
        if (!offers.isEmpty()) {
            simulation.broken("offers that nobody settled: " + offers);
        }
        for (SimulatedNode node : nodes) {
            node.ledger.count();
            pools.forEach((name, pool) -> settle(node, name, pool));
            open.forEach((rep, count) -> {
                int counted = node.ledger.open(rep, LocalDate.EPOCH);
                if (counted != count) {
                    simulation.broken(node.name + " counts " + counted + " open for " + rep + ", and it is " + count);
                }
            });
        }
    }

    private void settle(SimulatedNode node, String name, Pool pool) {
        RotationState state = node.ledger.rotation(name);
        if (state.turn() != pool.turns) {
            simulation.broken(node.name + " has " + name + " at turn " + state.turn() + ", and it is " + pool.turns);
        }
        Map<String, Integer> weights = STEADY.getOrDefault(name, Map.of());
        int sum = weights.values().stream().mapToInt(Integer::intValue).sum();
        for (Credit credit : state.credits()) {
            Integer weight = weights.get(credit.rep());
            if (weight != null && pool.returned == 0) {
                long off = pool.turns * weight - (long) sum * pool.received.getOrDefault(credit.rep(), 0);
                boolean exact = credit.credit()
                        .multiply(java.math.BigInteger.valueOf(sum))
                        .equals(state.denominator().multiply(java.math.BigInteger.valueOf(off)));
                if (!exact) {
                    simulation.broken(
                            node.name + " credits " + credit + " to " + name + ", and it is " + off + "/" + sum);
                }
            }
        }
    }
}
