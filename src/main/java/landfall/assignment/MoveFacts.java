package landfall.assignment;

import java.time.Instant;
import java.util.Objects;
import landfall.assignment.BookMoves.Kind;
import landfall.assignment.BookMoves.Order;
import landfall.assignment.SkippedMoveException.Why;
import landfall.engine.Moment;
import landfall.facts.Account;
import landfall.ledger.CompanyHolding;
import landfall.ledger.Holding;
import landfall.rotation.ChargedTurn;
import landfall.routing.Claim;
import landfall.routing.Route;
import landfall.ruleset.CompiledRuleSet;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an account before it is its move's turn, and what follows from that.
 *
 * @param known how it stands
 * @param about its latest decision
 * @param account as the rules see it
 * @param route null where the rules aren't asked
 * @param moment now, with the clocks that the rules read
 * @param heldUntil null where nobody holds it
 * @param deciding the rules that decide calls now
 * @param brought the decision that brought the account where it is, for the way back; null where nothing was charged
 * @param companyChanged whether others have accounts of the company that comes to one owner than when it was looked at
 */
record MoveFacts(
        PlannedMove move,
        Order order,
        Holding known,
        DecisionRecord about,
        Account account,
        @Nullable Route route,
        Moment moment,
        @Nullable Instant heldUntil,
        CompiledRuleSet deciding,
        @Nullable Brought brought,
        boolean companyChanged) {

    /** A decision that brought an account somewhere, and what it was charged for. */
    record Brought(String id, Instant at, ChargedTurn charged) {}

    boolean matchesCompany() {
        return !about.flags().contains(Records.MATCH_ACCOUNT);
    }

    /** Whether the rules that make the moves decide calls, too. */
    boolean decidesCalls() {
        CompiledRuleSet rules = order.rules();
        return deciding.checked().version().equals(rules.checked().version())
                && deciding.roster().version().equals(rules.roster().version());
    }

    /**
     * Throws where the account stays.
     *
     * @param company who owns its company, where it counts
     */
    void requireMovable(@Nullable CompanyHolding company) {
        Stand to = move.to();
        if (!Stand.of(known).isSame(move.from())) {
            throw new SkippedMoveException(
                    Why.MOVED_SINCE,
                    "It is with " + Stand.of(known).words() + ", and was with "
                            + move.from().words() + ".");
        }
        if (heldUntil != null) {
            throw new SkippedMoveException(Why.HELD, "It is held until " + heldUntil + ".");
        }
        if (to.isAssigned() && !isActive(to.repId())) {
            throw new SkippedMoveException(Why.REP_INACTIVE, to.repId() + " doesn't sell now.");
        }
        if (route != null) {
            requireRoute(route);
            requireCompany(route, company);
        }
        UnitedCompany united = move.company();
        if (united != null && order.kind() == Kind.UNITE) {
            requireAsSeen(united, company);
        }
    }

    /** Its company has to be whose it was, or has become the new owner's, and nobody else may have come to have accounts of it. */
    private void requireAsSeen(UnitedCompany seen, @Nullable CompanyHolding company) {
        if (companyChanged || !matchesCompany()) {
            throw new SkippedMoveException(
                    Why.COMPANY_CHANGED, "Others have accounts of its company than when it was looked at.");
        }
        String owner = owner(company);
        if (!Objects.equals(owner, seen.owner()) && !move.to().repId().equals(owner)) {
            throw new SkippedMoveException(
                    Why.COMPANY_CHANGED, "Its company belongs to " + (owner == null ? "nobody" : owner) + " now.");
        }
    }

    private static @Nullable String owner(@Nullable CompanyHolding company) {
        return company == null || company.owner().equals(CompanyHolding.NOBODY) ? null : company.owner();
    }

    private void requireRoute(Route found) {
        if (!leadsThere(found)) {
            throw new SkippedMoveException(
                    Why.ROUTED_ELSEWHERE,
                    "By its fields as they are now it would go elsewhere than to "
                            + move.to().words() + ".");
        }
    }

    private boolean leadsThere(Route found) {
        Stand to = move.to();
        if (goesWithCompany()) {
            return !order.rules().placer().goesBeforeCompany(found);
        }
        Claim claim = found.winner();
        if (claim == null || to.rule() == null) {
            return claim == null && to.rule() == null;
        }
        return claim.rule().name().equals(to.rule())
                && Objects.equals(claim.territory(), to.territory())
                && (claim.rep() == null || claim.rep().equals(to.repId()));
    }

    /** Its company's owner, where he counts, has to be who was looked at. */
    private void requireCompany(Route found, @Nullable CompanyHolding company) {
        String rep = move.to().repId();
        String owner = company == null ? null : company.owner();
        boolean counts = owner != null
                && isActive(owner)
                && !leads(owner)
                && !order.rules().placer().goesBeforeCompany(found);
        if ((goesWithCompany() || counts) && !rep.equals(owner)) {
            throw new SkippedMoveException(
                    Why.COMPANY_ELSEWHERE, "Its company belongs to " + (owner == null ? "nobody" : owner) + " now.");
        }
    }

    private boolean isActive(String rep) {
        return deciding.roster()
                .isActive(rep, moment.instant(), deciding.checked().zone());
    }

    private boolean goesWithCompany() {
        return DecisionProcedure.EXISTING_COMPANY.equals(move.to().rule());
    }

    /** Whether the account made its company's owner, and takes the company along. */
    private boolean leads(String owner) {
        return known.owner().equals(owner) && !DecisionProcedure.EXISTING_COMPANY.equals(known.rule());
    }

    /** The company's new owner; null where it keeps the one it has, or has none. */
    @Nullable
    CompanyHolding companyAfter(String decisionId, @Nullable CompanyHolding company) {
        Stand to = move.to();
        UnitedCompany united = move.company();
        if (united != null) {
            return order.kind() == Kind.UNITE ? united(decisionId, company) : parted(united, decisionId, company);
        }
        if (!to.isAssigned()
                || goesWithCompany()
                || !matchesCompany()
                || about.companyKeys().isEmpty()) {
            return null;
        }
        boolean takes = company == null || leads(company.owner()) || !isActive(company.owner());
        return takes ? new CompanyHolding(to.repId(), to.territory(), decisionId) : null;
    }

    /** The first account that comes to him brings him the company. */
    private @Nullable CompanyHolding united(String decisionId, @Nullable CompanyHolding company) {
        Stand to = move.to();
        return to.repId().equals(owner(company)) ? null : new CompanyHolding(to.repId(), to.territory(), decisionId);
    }

    /** The first account that goes back takes the company along to whose it was, where it is still his who got it. */
    private @Nullable CompanyHolding parted(UnitedCompany before, String decisionId, @Nullable CompanyHolding company) {
        String keeper = move.from().repId();
        String owner = before.owner();
        if (!keeper.equals(owner(company)) || keeper.equals(owner)) {
            return null;
        }
        return new CompanyHolding(owner == null ? CompanyHolding.NOBODY : owner, before.territory(), decisionId);
    }
}
