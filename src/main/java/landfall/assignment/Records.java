package landfall.assignment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import landfall.assignment.DecisionProcedure.Verdict;
import landfall.assignment.DecisionRecord.Matched;
import landfall.assignment.DecisionRecord.Offer;
import landfall.assignment.DecisionRecord.OverlayRecord;
import landfall.ledger.Holding;
import landfall.ledger.Standing;
import landfall.roster.Roster;
import landfall.rotation.Placement;
import landfall.rotation.Turn;
import landfall.routing.Claim;
import landfall.routing.OverlayClaim;
import landfall.routing.Route;
import org.jspecify.annotations.Nullable;

/** A verdict in the form that is kept. */
final class Records {

    /** The flag of a call that does not want its account's company looked at. */
    static final String MATCH_ACCOUNT = "match=account";

    private Records() {}

    static DecisionRecord decision(
            Call call, @Nullable String id, Map<String, String> digests, String fingerprint, Verdict verdict) {
        Placement placement = verdict.placement();
        Route route = verdict.route();
        Holding before = verdict.before();
        boolean decidedByRule = verdict.because() == null && !placementByCompany(placement);
        return new DecisionRecord(
                DecisionRecord.PROCEDURE,
                id,
                verdict.kind(),
                placement.status().word(),
                call.moment().instant(),
                call.rules().checked().version(),
                call.rules().roster().version(),
                absences(call.rules().roster()),
                call.request().ids().requestId(),
                call.request().ids().traceId(),
                call.request().caller(),
                flags(call.request().flags()),
                verdict.account(),
                digests,
                fingerprint,
                call.companyKeys(),
                call.cleaned().changes(),
                call.cleaned().warnings(),
                call.moment().read(),
                before,
                verdict.company(),
                before == null ? null : before.decisionId(),
                placement.owner(),
                placement.territory(),
                placement.rule(),
                placement.reason(),
                verdict.because(),
                decidedByRule ? winner(route) : null,
                alsoMatched(route, decidedByRule),
                placement.passedOver(),
                placement.turn(),
                overlays(verdict.overlays()),
                verdict.wouldMoveTo(),
                offer(id, before, verdict),
                null,
                null,
                before == null ? null : before.standing().heldAt(call.moment().instant()),
                null,
                null);
    }

    /** The offer that a turn makes, or that a kept account still is. */
    private static @Nullable Offer offer(@Nullable String id, @Nullable Holding before, Verdict verdict) {
        Turn turn = verdict.placement().turn();
        if (turn != null) {
            Instant acceptBy = turn.acceptBy();
            return acceptBy == null ? null : new Offer(id, acceptBy, List.of(turn.rep()));
        }
        return before != null && verdict.kind().equals(DecisionProcedure.KEPT) ? offer(before.standing()) : null;
    }

    static @Nullable Offer offer(Standing standing) {
        Instant acceptBy = standing.acceptBy();
        return acceptBy == null ? null : new Offer(standing.decisionId(), acceptBy, standing.offered());
    }

    static @Nullable String absences(Roster roster) {
        String version = roster.absences().version();
        return version.equals(roster.version()) ? null : version;
    }

    private static boolean placementByCompany(Placement placement) {
        return DecisionProcedure.EXISTING_COMPANY.equals(placement.rule());
    }

    /** Every claim that lost; where a present or a company's owner decided, the rules' winner is the first of them. */
    static List<Matched> alsoMatched(Route route, boolean decidedByRule) {
        List<Matched> also = new ArrayList<>();
        if (!decidedByRule) {
            route.claim().map(Records::matched).ifPresent(also::add);
        }
        route.alsoMatched().forEach(claim -> also.add(matched(claim)));
        route.overlaysAlsoMatched().forEach(claim -> also.add(matched(claim)));
        return also;
    }

    static @Nullable Matched winner(Route route) {
        return route.claim().map(Records::matched).orElse(null);
    }

    private static Matched matched(Claim claim) {
        Claim.ListRow row = claim.row();
        return new Matched(
                claim.rule().name(),
                claim.rule().place().source(),
                claim.rule().place().line(),
                claim.rule().salience(),
                claim.territory(),
                claim.rep(),
                row == null ? null : row.list(),
                row == null ? null : row.value());
    }

    private static Matched matched(OverlayClaim claim) {
        return new Matched(
                claim.rule().name(),
                claim.rule().place().source(),
                claim.rule().place().line(),
                claim.rule().salience(),
                claim.territory(),
                null,
                null,
                null);
    }

    private static List<OverlayRecord> overlays(Map<String, Placement> placements) {
        List<OverlayRecord> overlays = new ArrayList<>(placements.size());
        placements.forEach((role, placement) -> overlays.add(new OverlayRecord(
                role,
                placement.status().word(),
                placement.owner(),
                placement.territory(),
                placement.rule(),
                placement.reason(),
                placement.turn(),
                placement.passedOver())));
        return overlays;
    }

    private static List<String> flags(AssignmentRequest.Flags flags) {
        List<String> names = new ArrayList<>(2);
        if (flags.reassign()) {
            names.add("reassign");
        }
        if (!flags.matchCompany()) {
            names.add(MATCH_ACCOUNT);
        }
        return names;
    }
}
