package landfall.ruleset.analysis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import landfall.account.AccountRequest;
import landfall.facts.Account;
import landfall.language.Rule;
import landfall.routing.Claim;
import landfall.routing.OverlayClaim;
import landfall.routing.Route;

/** Counts which findings accounts touch, each account routed once. */
final class Touches {

    private record Pair(String first, String second) {}

    private record Counted(int finding, Gaps.Gap gap) {}

    private final Trier trier;
    private final Space space;
    private final Map<String, List<Integer>> byRule = new HashMap<>();
    private final Map<Pair, List<Integer>> byPair = new HashMap<>();
    private final List<Counted> open = new ArrayList<>();
    private final Map<String, List<Counted>> byTerritory = new LinkedHashMap<>();

    Touches(Trier trier, Space space) {
        this.trier = trier;
        this.space = space;
    }

    /** Touched by what the rule matches. */
    void rule(int finding, String rule) {
        byRule.computeIfAbsent(rule, each -> new ArrayList<>(1)).add(finding);
    }

    /** Touched where the first decides and the second would. */
    void overlap(int finding, Overlaps.Overlap overlap) {
        byPair.computeIfAbsent(new Pair(overlap.first(), overlap.second()), each -> new ArrayList<>(1))
                .add(finding);
    }

    void gap(int finding, Gaps.Gap gap) {
        String territory = gap.territory();
        if (territory == null) {
            open.add(new Counted(finding, gap));
        } else {
            byTerritory.computeIfAbsent(territory, each -> new ArrayList<>(1)).add(new Counted(finding, gap));
        }
    }

    /** Adds to the counts by finding; how many accounts there were. */
    long count(Stream<AccountRequest> accounts, Instant at, long[] counts) {
        long number = 0;
        for (AccountRequest request : (Iterable<AccountRequest>) accounts::iterator) {
            number++;
            count(trier.run(request, at), counts);
        }
        return number;
    }

    private void count(Trier.Run run, long[] counts) {
        Route route = run.route();
        Claim winner = route.winner();
        if (winner == null) {
            open.stream().filter(gap -> isIn(run.account(), gap.gap())).forEach(gap -> counts[gap.finding()]++);
        } else {
            rule(winner.rule(), counts);
            if (winner.rep() == null && winner.territory() != null) {
                territory(winner.territory(), run.account(), counts);
            }
            for (Claim claim : route.alsoMatched()) {
                rule(claim.rule(), counts);
                boolean tied = claim.rule().salience() == winner.rule().salience();
                pair(tied, winner.rule(), claim.rule(), counts);
            }
        }
        for (OverlayClaim overlay : route.overlays().values()) {
            territory(overlay.territory(), run.account(), counts);
            overlay(overlay, winner, counts);
            for (OverlayClaim lost : route.overlaysAlsoMatched()) {
                if (lost.role().equals(overlay.role())) {
                    overlay(lost, winner, counts);
                    pair(lost.rule().salience() == overlay.rule().salience(), overlay.rule(), lost.rule(), counts);
                }
            }
        }
    }

    /** A rule that claims the account as well was counted already. */
    private void overlay(OverlayClaim overlay, @org.jspecify.annotations.Nullable Claim winner, long[] counts) {
        boolean claims = overlay.rule().actions().stream()
                .anyMatch(action -> !(action instanceof landfall.language.Action.Overlay)
                        && !(action instanceof landfall.language.Action.Reason));
        if (!claims || winner == null) {
            rule(overlay.rule(), counts);
        }
    }

    private void rule(Rule rule, long[] counts) {
        byRule.getOrDefault(rule.name(), List.of()).forEach(finding -> counts[finding]++);
    }

    private void pair(boolean tied, Rule first, Rule second, long[] counts) {
        if (tied && !byPair.isEmpty()) {
            byPair.getOrDefault(new Pair(first.name(), second.name()), List.of())
                    .forEach(finding -> counts[finding]++);
        }
    }

    private void territory(String territory, Account account, long[] counts) {
        for (Counted gap : byTerritory.getOrDefault(territory, List.of())) {
            if (isIn(account, gap.gap())) {
                counts[gap.finding()]++;
            }
        }
    }

    /** Whether the account is one of the gap's, at some moment. */
    private boolean isIn(Account account, Gaps.Gap gap) {
        for (int dimension = 0; dimension < space.count(); dimension++) {
            BitSet side = gap.box().side(dimension);
            boolean tells = dimension != Space.moment() && space.get(dimension) != space.territories();
            if (side != null && tells) {
                int own = space.get(dimension).of(account);
                if (own >= 0 && !side.get(own)) {
                    return false;
                }
            }
        }
        return true;
    }
}
