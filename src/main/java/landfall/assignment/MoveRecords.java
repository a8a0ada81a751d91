package landfall.assignment;

import java.util.List;
import landfall.assignment.ActRecords.Context;
import landfall.assignment.ActRecords.Outcome;
import landfall.assignment.BookMoves.Order;
import landfall.assignment.DecisionRecord.Act;
import landfall.http.CallIds;
import landfall.ledger.CompanyHolding;
import landfall.rotation.ChargedTurn;
import landfall.rotation.Placement;
import landfall.rotation.Placement.Status;
import landfall.rotation.Pools;
import landfall.rotation.ReturnedTurn;
import landfall.rotation.Turn;
import landfall.routing.Route;
import org.jspecify.annotations.Nullable;

/** Records of planned moves that were made. */
final class MoveRecords {

    private MoveRecords() {}

    /**
     * The record.
     *
     * @param pools are moved by what is charged, or given back
     */
    static DecisionRecord of(String decisionId, MoveFacts facts, @Nullable CompanyHolding company, Pools pools) {
        Order order = facts.order();
        Stand to = facts.move().to();
        Route route = facts.route();
        Context context = new Context(
                decisionId,
                facts.about(),
                facts.known(),
                order.rules(),
                facts.moment(),
                CallIds.NONE,
                BookMoves.CALLER);
        Placement placement = new Placement(
                Status.of(to.status()),
                to.repId(),
                to.territory(),
                to.rule(),
                null,
                route == null ? List.of() : route.passedOver(),
                order.kind().word() + " by " + order.by() + ": " + order.reason() + "; "
                        + facts.move().because());
        Act act = route == null
                ? context.act(order.by(), order.reason(), null)
                : new Act(decisionId, order.by(), order.reason(), null);
        return ActRecords.of(
                        context,
                        new Outcome(
                                order.kind().word(), facts.account(), placement, route, company, null, null, act, null))
                .within(
                        new DecisionRecord.Run(order.run(), order.ticket(), route == null ? null : order.at()),
                        charge(facts, pools),
                        giveBack(facts, pools));
    }

    /** What the account counts for its rep in the rotation that chose him. */
    private static @Nullable ChargedTurn charge(MoveFacts facts, Pools pools) {
        Turn played = facts.move().turn();
        return played == null
                ? null
                : facts.order().rules().placer().charge(played, facts.moment().instant(), facts.decidesCalls(), pools);
    }

    private static @Nullable ReturnedTurn giveBack(MoveFacts facts, Pools pools) {
        MoveFacts.Brought brought = facts.brought();
        return brought == null
                ? null
                : facts.order().rules().placer().giveBack(brought.charged(), brought.at(), brought.id(), pools);
    }
}
