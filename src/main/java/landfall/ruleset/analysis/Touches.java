package landfall.ruleset.analysis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import landfall.account.AccountRequest;
import landfall.language.Rule;
import landfall.roster.Roster;
import landfall.roster.TerritoryEntry;
import landfall.routing.Claim;
import landfall.routing.OverlayClaim;
import landfall.routing.Route;
import org.jspecify.annotations.Nullable;

/**
 * Counts which findings accounts touch at the moment of the analysis. Each account is routed once, and once more for a
 * moment at which a gap opens that it may be in.
 */
final class Touches {

    private record Pair(String contest, String first, String second) {}

    private final Trier trier;
    private final Space space;
    private final Roster roster;
    private final Instant from;
    private final TurnOwners owners;
    private final Map<String, List<Integer>> byRule = new HashMap<>();
    private final Map<String, List<Integer>> byTurnRule = new HashMap<>();
    private final Map<Pair, List<Integer>> byPair = new HashMap<>();
    private boolean hasTurnPairs;
    private final List<Gaps.Gap> gaps = new ArrayList<>();
    private final List<Integer> ofGaps = new ArrayList<>();

    /** @param from the moment of the analysis */
    Touches(Trier trier, Space space, Roster roster, Instant from) {
        this.trier = trier;
        this.space = space;
        this.roster = roster;
        this.from = from;
        this.owners = new TurnOwners(space.territories(), roster);
    }

    /** Touched by what the rule matches; if it is of rotations, by what comes to a territory that it matches. */
    void rule(int finding, Rule rule) {
        (rule.isRotation() ? byTurnRule : byRule)
                .computeIfAbsent(rule.name(), each -> new ArrayList<>(1))
                .add(finding);
    }

    /** Touched where the first decides and the second would, with another owner. */
    void overlap(int finding, String contest, Overlaps.Overlap overlap) {
        hasTurnPairs |= contest.equals(Claims.TURN);
        byPair.computeIfAbsent(new Pair(contest, overlap.first(), overlap.second()), each -> new ArrayList<>(1))
                .add(finding);
    }

    /** Touched by what it leaves open at the moment of its example. */
    void gap(int finding, Gaps.Gap gap) {
        gaps.add(gap);
        ofGaps.add(finding);
    }

    /** Adds to the counts by finding; how many accounts there were. */
    long count(Stream<AccountRequest> accounts, long[] counts) {
        List<Instant> moments = gaps.stream().map(gap -> gap.at(from)).toList();
        BitSet later = new BitSet();
        BitSet turns = new BitSet();
        for (int gap = 0; gap < gaps.size(); gap++) {
            later.set(gap, !moments.get(gap).equals(from));
            turns.set(gap, gaps.get(gap).territory() != null);
        }
        Boxes boxes = new Boxes(space, gaps.stream().map(Gaps.Gap::box).toList());
        long number = 0;
        for (AccountRequest request : (Iterable<AccountRequest>) accounts::iterator) {
            number++;
            Trier.Run run = trier.run(request, from);
            rules(run, counts);
            pairs(run.route(), counts);
            if (!byTurnRule.isEmpty() || hasTurnPairs) {
                turns(run, counts);
            }
            BitSet in = boxes.of(run.account());
            if (run.route().winner() != null) {
                // Only what is claimed now can still be open later.
                BitSet open = (BitSet) later.clone();
                open.or(turns);
                in.and(open);
            }
            Map<Instant, Trier.Run> runs = new LinkedHashMap<>(Map.of(from, run));
            for (int gap = in.nextSetBit(0); gap >= 0; gap = in.nextSetBit(gap + 1)) {
                Trier.Run then = runs.computeIfAbsent(moments.get(gap), at -> trier.run(request, at));
                counts[ofGaps.get(gap)] += isOpen(gaps.get(gap), then) ? 1 : 0;
            }
        }
        return number;
    }

    private void rules(Trier.Run run, long[] counts) {
        if (!byRule.isEmpty()) {
            for (Rule rule : trier.matching(run)) {
                count(byRule.get(rule.name()), counts);
            }
        }
    }

    private void pairs(Route route, long[] counts) {
        if (byPair.isEmpty()) {
            return;
        }
        Claim winner = route.winner();
        if (winner != null) {
            for (Claim claim : route.alsoMatched()) {
                pair(Claims.PRIMARY, winner.rule(), claim.rule(), !Overlaps.sameOwner(winner, claim), counts);
            }
        }
        for (OverlayClaim lost : route.overlaysAlsoMatched()) {
            OverlayClaim first = route.overlays().get(lost.role());
            if (first != null) {
                boolean differ = !first.territory().equals(lost.territory());
                pair(Claims.role(lost.role()), first.rule(), lost.rule(), differ, counts);
            }
        }
    }

    private void pair(String contest, Rule first, Rule second, boolean differ, long[] counts) {
        if (differ && first.salience() == second.salience()) {
            count(byPair.get(new Pair(contest, first.name(), second.name())), counts);
        }
    }

    /** Rotation rules of the territories that the account comes to, with any owner that it may have there. */
    private void turns(Trier.Run run, long[] counts) {
        Set<String> rules = new HashSet<>();
        Set<Pair> pairs = new HashSet<>();
        for (String territory : reached(run.route())) {
            TerritoryEntry entry = roster.territory(territory).orElseThrow();
            for (TurnOwners.Entry owner : owners.reaching(run.route(), territory)) {
                List<Rule> matching = trier.turns(run, entry, owner.owner());
                for (Rule rule : matching) {
                    rules.add(rule.name());
                    if (rule.salience() == matching.get(0).salience()) {
                        pairs.add(new Pair(Claims.TURN, matching.get(0).name(), rule.name()));
                    }
                }
            }
        }
        rules.forEach(rule -> count(byTurnRule.get(rule), counts));
        pairs.forEach(pair -> count(byPair.get(pair), counts));
    }

    private static Set<String> reached(Route route) {
        Set<String> reached = new HashSet<>();
        Claim winner = route.winner();
        String territory = winner == null || winner.rep() != null ? null : winner.territory();
        if (territory != null) {
            reached.add(territory);
        }
        route.overlays().values().forEach(claim -> reached.add(claim.territory()));
        return reached;
    }

    private boolean isOpen(Gaps.Gap gap, Trier.Run run) {
        String territory = gap.territory();
        return territory == null
                ? run.route().winner() == null
                : TurnGaps.isOpen(run, roster.territory(territory).orElseThrow(), gap.entries(), owners, trier);
    }

    private static void count(@Nullable List<Integer> findings, long[] counts) {
        if (findings != null) {
            findings.forEach(finding -> counts[finding]++);
        }
    }
}
