package landfall.assignment;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import landfall.assignment.LedgerOracle.Known;
import landfall.ledger.CompanyHolding;
import org.jspecify.annotations.Nullable;

/** Companies as a naive reader of all decisions would have them: keys that came together are one, and it has one owner. */
final class CompanyOracle {

    private static final class Firm {
        final long founded;
        String owner;
        /** The decision that gave it its owner. */
        String by;

        Firm(long founded, String owner, String by) {
            this.founded = founded;
            this.owner = owner;
            this.by = by;
        }
    }

    private final Simulation simulation;
    private final Map<String, Firm> byKey = new TreeMap<>();

    CompanyOracle(Simulation simulation) {
        this.simulation = simulation;
    }

    void take(Known decision, @Nullable Known before) {
        DecisionRecord record = decision.record();
        boolean accepted = record.kind().equals("accepted");
        List<String> keys = accepted && before != null ? before.record().companyKeys() : record.companyKeys();
        Firm firm = join(keys);
        boolean moved = record.kind().equals("timed-out") || record.kind().equals("declined");
        boolean byItself = record.flags().contains(Records.MATCH_ACCOUNT);
        if (keys.isEmpty() || byItself || accepted) {
            return;
        }
        if (moved) {
            if (firm != null
                    && record.before() != null
                    && firm.by.equals(record.before().standing().decisionId())) {
                firm.owner = record.status().equals("assigned") ? record.owner() : CompanyHolding.NOBODY;
                firm.by = decision.stored().id();
            }
        } else if (record.kind().equals("assigned")) {
            assigned(decision, keys, firm);
        }
    }

    private void assigned(Known decision, List<String> keys, @Nullable Firm firm) {
        DecisionRecord record = decision.record();
        if (firm == null) {
            Firm founded = new Firm(
                    decision.stored().seq(), record.owner(), decision.stored().id());
            keys.forEach(key -> byKey.put(key, founded));
            return;
        }
        boolean takesItAlong = record.flags().contains("reassign")
                && record.before() != null
                && record.before().owner().equals(firm.owner)
                && !DecisionProcedure.EXISTING_COMPANY.equals(record.before().rule());
        if (firm.owner.equals(CompanyHolding.NOBODY) || takesItAlong) {
            firm.owner = record.owner();
            firm.by = decision.stored().id();
        } else if (!firm.owner.equals(record.owner())) {
            simulation.broken(
                    "#" + decision.stored().seq() + " of a company of " + firm.owner + " went to " + record.owner());
        }
    }

    /** The firm that they lead to, which is the oldest one and has them all from now on; null where they lead nowhere. */
    private @Nullable Firm join(List<String> keys) {
        Firm oldest = null;
        for (String key : keys) {
            Firm firm = byKey.get(key);
            if (firm != null && (oldest == null || firm.founded < oldest.founded)) {
                oldest = firm;
            }
        }
        Firm one = oldest;
        if (one != null) {
            List<Firm> others =
                    keys.stream().map(byKey::get).filter(Objects::nonNull).toList();
            byKey.replaceAll((key, firm) -> others.contains(firm) ? one : firm);
            keys.forEach(key -> byKey.put(key, one));
        }
        return one;
    }

    void settle(List<SimulatedNode> nodes) {
        byKey.forEach((key, firm) -> nodes.forEach(node -> {
            String owner =
                    node.ledger.company(List.of(key)).map(CompanyHolding::owner).orElse(CompanyHolding.NOBODY);
            if (!owner.equals(firm.owner)) {
                simulation.broken(
                        node.name + " says that " + key + " is " + owner + "'s, and it is " + firm.owner + "'s");
            }
        }));
    }
}
