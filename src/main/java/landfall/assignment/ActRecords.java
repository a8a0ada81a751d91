package landfall.assignment;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import landfall.assignment.DecisionRecord.Act;
import landfall.assignment.DecisionRecord.Offer;
import landfall.assignment.DecisionRecord.OverlayRecord;
import landfall.engine.Moment;
import landfall.facts.Account;
import landfall.http.CallIds;
import landfall.ledger.CompanyHolding;
import landfall.ledger.Hold;
import landfall.ledger.Holding;
import landfall.rotation.Placement;
import landfall.rotation.Placement.Status;
import landfall.rotation.ReturnedTurn;
import landfall.routing.Route;
import landfall.ruleset.CompiledRuleSet;
import org.jspecify.annotations.Nullable;

/** Records of decisions that no call with an account asked for: of what people did by hand, and of offers that moved on. */
final class ActRecords {

    private ActRecords() {}

    /**
     * What it is about, and who asks.
     *
     * @param about the account's latest decision before
     */
    record Context(
            String decisionId,
            DecisionRecord about,
            Holding before,
            CompiledRuleSet rules,
            Moment moment,
            CallIds ids,
            String caller) {

        /** What somebody does now; its first is the decision that the rules made about this assignment. */
        Act act(String by, @Nullable String reason, @Nullable String outcome) {
            Act earlier = about.act();
            String first = earlier == null ? Objects.requireNonNullElse(about.id(), "") : earlier.first();
            return new Act(first, by, reason, outcome);
        }
    }

    /**
     * What came of it.
     *
     * @param account as the rules saw it, where they were asked
     * @param route where the rules were asked, else null
     * @param hold what keeps the account where it is from then on, or null
     */
    record Outcome(
            String kind,
            Account account,
            Placement placement,
            @Nullable Route route,
            @Nullable CompanyHolding company,
            @Nullable Offer offer,
            @Nullable ReturnedTurn returned,
            Act act,
            @Nullable Hold hold) {}

    /** The account stays in its territory, by the rule that sent it there. */
    static Placement stays(Holding before, Status status, String owner, String reason) {
        return new Placement(status, owner, before.territory(), before.rule(), null, List.of(), reason);
    }

    static DecisionRecord of(Context context, Outcome outcome) {
        DecisionRecord about = context.about();
        Holding before = context.before();
        Placement placement = outcome.placement();
        Route route = outcome.route();
        boolean byRule = !DecisionProcedure.EXISTING_COMPANY.equals(placement.rule());
        return new DecisionRecord(
                DecisionRecord.PROCEDURE,
                context.decisionId(),
                outcome.kind(),
                placement.status().word(),
                context.moment().instant(),
                context.rules().checked().version(),
                context.rules().roster().version(),
                Records.absences(context.rules().roster()),
                context.ids().requestId(),
                context.ids().traceId(),
                context.caller(),
                about.flags().contains(Records.MATCH_ACCOUNT) ? List.of(Records.MATCH_ACCOUNT) : List.of(),
                outcome.account(),
                about.personal(),
                before.fingerprint(),
                about.companyKeys(),
                List.of(),
                List.of(),
                context.moment().read(),
                before,
                outcome.company(),
                before.decisionId(),
                placement.owner(),
                placement.territory(),
                placement.rule(),
                placement.reason(),
                null,
                route != null && byRule ? Records.winner(route) : null,
                route == null ? List.of() : Records.alsoMatched(route, byRule),
                placement.passedOver(),
                placement.turn(),
                overlays(before),
                null,
                outcome.offer(),
                outcome.returned(),
                outcome.act(),
                outcome.hold(),
                null,
                null);
    }

    /** They stay as they are. */
    static List<OverlayRecord> overlays(Holding before) {
        return before.overlays().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(overlay -> new OverlayRecord(
                        overlay.getKey(),
                        Status.ASSIGNED.word(),
                        overlay.getValue(),
                        null,
                        null,
                        "stays",
                        null,
                        List.of()))
                .toList();
    }
}
