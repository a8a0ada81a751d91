package landfall.assignment;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import landfall.assignment.HandingProcedure.Case;
import landfall.assignment.HandingProcedure.Way;
import landfall.engine.Moment;
import landfall.ledger.AccountKey;
import landfall.ledger.CompanyHolding;
import landfall.ledger.Held;
import landfall.ledger.Hold;
import landfall.ledger.Holding;
import landfall.ledger.Ledger;
import landfall.rotation.Placement;
import landfall.rotation.Pools;
import landfall.rotation.RotationState;
import landfall.ruleset.CompiledRuleSet;
import org.jspecify.annotations.Nullable;

/**
 * Foresees who gets the accounts of a rep, one after the other: turns are taken on a copy of the rotations, and nothing is
 * recorded. For one thread.
 */
public final class ForeseenHanding {

    /**
     * What would become of an account.
     *
     * @param move null where it stays
     * @param hold that keeps it there, or null
     * @param because why it stays; empty where it doesn't
     */
    public record Foreseen(@Nullable PlannedMove move, @Nullable Hold hold, String because) {}

    private final HandingProcedure procedure;
    private final Ledger ledger;
    private final Moment moment;
    private final boolean moveHeld;
    private final LocalDate openFrom;
    private final Map<String, RotationState> pools = new HashMap<>();
    private final Map<String, Integer> opened = new HashMap<>();
    private final Map<String, CompanyHolding> companies = new HashMap<>();

    /**
     * Begins where the rotations stand.
     *
     * @param moveHeld whether accounts that are held go, too
     */
    public ForeseenHanding(
            String leaver,
            Destination to,
            boolean moveHeld,
            CompiledRuleSet rules,
            Ledger ledger,
            Settings settings,
            Instant now) {
        this.procedure = new HandingProcedure(leaver, to, rules);
        this.ledger = ledger;
        this.moment = new Moment(now, rules.roster().holidays());
        this.moveHeld = moveHeld;
        this.openFrom = LocalDate.ofInstant(now.minus(settings.openFor()), ZoneOffset.UTC);
    }

    /** Foresees the next one; empty where it isn't his. */
    public Optional<Foreseen> next(AccountKey account) {
        Held held = ledger.held(account).orElse(null);
        if (held == null || !held.holding().owner().equals(procedure.leaver())) {
            return Optional.empty();
        }
        Holding before = held.holding();
        Hold hold = before.standing().heldAt(moment.instant());
        if (hold != null && !moveHeld) {
            return Optional.of(new Foreseen(null, hold, "It is " + HoldActs.words(hold) + "."));
        }
        DecisionRecord about = CanonicalJson.decision(held.decision());
        CompanyHolding company = procedure.asksCompany() ? company(about.companyKeys()) : null;
        Pools turns = new Pools(this::pool, this::open);
        Way way = procedure.way(Case.of(about, before, company), moment, turns);
        if (way.placement().owner().equals(procedure.leaver())) {
            return Optional.of(new Foreseen(null, null, HandingProcedure.NOBODY_ELSE));
        }
        turns.moved().forEach(state -> pools.put(state.pool(), state));
        CompanyHolding after = procedure.asksCompany() ? procedure.companyAfter("", way, about, company, moment) : null;
        if (after != null) {
            about.companyKeys().forEach(key -> companies.put(key, after));
        }
        Placement placement = way.placement();
        if (before.standing().open() && placement.status() == Placement.Status.ASSIGNED) {
            opened.merge(placement.owner(), 1, Integer::sum);
        }
        return Optional.of(new Foreseen(move(account, about, before, placement), null, ""));
    }

    private static PlannedMove move(AccountKey account, DecisionRecord about, Holding before, Placement placement) {
        return new PlannedMove(
                account.source(),
                account.externalId(),
                name(about),
                Stand.of(before),
                new Stand(
                        placement.status().word(),
                        placement.owner(),
                        placement.territory(),
                        placement.rule(),
                        null,
                        null),
                placement.reason(),
                about.account().annualRevenue(),
                about.account().dealSize(),
                placement.turn(),
                null);
    }

    private static @Nullable String name(DecisionRecord about) {
        String name = about.account().name();
        return name == null ? about.account().company() : name;
    }

    private RotationState pool(String pool) {
        RotationState moved = pools.get(pool);
        return moved == null ? ledger.rotation(pool) : moved;
    }

    private int open(String rep) {
        return ledger.open(rep, openFrom) + opened.getOrDefault(rep, 0);
    }

    private @Nullable CompanyHolding company(List<String> keys) {
        for (String key : keys) {
            CompanyHolding given = companies.get(key);
            if (given != null) {
                return given;
            }
        }
        return keys.isEmpty() ? null : ledger.company(keys).orElse(null);
    }
}
