package landfall.assignment;

import java.util.List;
import java.util.Objects;
import landfall.engine.Moment;
import landfall.facts.Account;
import landfall.ledger.CompanyHolding;
import landfall.ledger.Holding;
import landfall.rotation.Placement;
import landfall.rotation.Placement.Status;
import landfall.rotation.Pools;
import landfall.routing.Route;
import landfall.ruleset.CompiledRuleSet;
import org.jspecify.annotations.Nullable;

/**
 * Decides who gets an account of a rep who hands over. A function of the account, of how it stands and of where the rotations
 * stand, so that what is foreseen is decided in the same way.
 *
 * @param leaver who hands over; nobody's accounts go to him
 */
record HandingProcedure(String leaver, Destination to, CompiledRuleSet rules) {

    /** Why an account stays that would come back to him. */
    static final String NOBODY_ELSE = "Nobody else is there for it.";

    /**
     * An account of his.
     *
     * @param account as the rules see it: nobody owns it
     * @param company who owns its company, where that counts; else null
     */
    record Case(Account account, Holding before, @Nullable CompanyHolding company) {

        static Case of(DecisionRecord about, Holding before, @Nullable CompanyHolding company) {
            Account account = about.account().currentOwner() == null
                    ? about.account()
                    : about.account().toBuilder().currentOwner(null).build();
            return new Case(account, before, about.flags().contains(Records.MATCH_ACCOUNT) ? null : company);
        }
    }

    /**
     * Where it goes.
     *
     * @param route null where the rules aren't asked
     * @param follows whether it goes to whoever owns its company
     */
    record Way(Placement placement, @Nullable Route route, boolean follows) {}

    /** Whether it matters to whom an account goes who owns its company. */
    boolean asksCompany() {
        return to.rep() == null;
    }

    /** Who gets it. What waits for a person goes on waiting where a rep takes over, for it is he who looks after it then. */
    Way way(Case handed, Moment moment, Pools pools) {
        Holding before = handed.before();
        String rep = to.rep();
        if (rep != null) {
            Placement placement = ActRecords.stays(before, Status.of(before.status()), rep, "given to " + rep);
            return new Way(placement, null, false);
        }
        Route route = to.isByRules() ? rules.router().route(handed.account(), moment) : null;
        CompanyHolding company = handed.company();
        if (company != null
                && isFree(company, moment)
                && (route == null || !rules.placer().goesBeforeCompany(route))) {
            return new Way(DecisionProcedure.toCompanysOwner(company, route), route, true);
        }
        Placement placement = route != null
                ? rules.placer().placeNext(handed.account(), route, moment, pools, List.of(leaver))
                : rules.placer()
                        .placeIn(
                                Objects.requireNonNull(to.territory()),
                                handed.account(),
                                moment,
                                pools,
                                List.of(leaver));
        return new Way(placement, route, false);
    }

    /** Whether whoever owns the company may get more of it. */
    private boolean isFree(CompanyHolding company, Moment moment) {
        return !company.owner().equals(leaver)
                && rules.roster()
                        .isActive(
                                company.owner(),
                                moment.instant(),
                                rules.checked().zone());
    }

    /** Who owns the company from then on; null where that stays as it is, or it has none. */
    @Nullable
    CompanyHolding companyAfter(
            String decisionId, Way way, DecisionRecord about, @Nullable CompanyHolding company, Moment moment) {
        boolean matches = !about.flags().contains(Records.MATCH_ACCOUNT)
                && !about.companyKeys().isEmpty();
        if (!matches || way.follows() || (company != null && isFree(company, moment))) {
            return null;
        }
        Placement placement = way.placement();
        if (placement.status() == Status.ASSIGNED) {
            return new CompanyHolding(placement.owner(), placement.territory(), decisionId);
        }
        return company == null ? null : new CompanyHolding(CompanyHolding.NOBODY, null, decisionId);
    }
}
