package landfall.ruleset.analysis;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import landfall.engine.Moment;
import landfall.facts.Account;
import landfall.roster.TerritoryEntry;
import landfall.routing.Claim;
import landfall.routing.Route;
import landfall.ruleset.CompiledRuleSet;
import org.jspecify.annotations.Nullable;

/** What a report tells, by name and place; and where accounts come to, told without the analysis. */
final class Told {

    private Told() {}

    static Set<String> rules(AnalysisReport report, FindingCode code) {
        Set<String> names = new TreeSet<>();
        report.findings().stream()
                .filter(finding -> finding.code() == code)
                .forEach(finding -> names.add(finding.rule()));
        return names;
    }

    static Set<String> conditions(AnalysisReport report, FindingCode code) {
        Set<String> places = new TreeSet<>();
        report.findings().stream()
                .filter(finding -> finding.code() == code)
                .forEach(finding -> places.add(finding.place()));
        return places;
    }

    static Set<String> ties(AnalysisReport report) {
        Set<String> ties = new TreeSet<>();
        report.findings().stream()
                .filter(finding -> finding.code() == FindingCode.OVERLAP)
                .forEach(finding -> ties.add(finding.others().get(0).rule() + " " + finding.rule()));
        return ties;
    }

    /** Whether an account is in a box, but for its moment; what tells nothing excludes nothing. */
    static boolean isIn(Analysis analysis, Box box, Account account) {
        for (int dimension = 1; dimension < analysis.space().count(); dimension++) {
            BitSet side = box.side(dimension);
            if (side != null
                    && analysis.space().get(dimension) != analysis.space().territories()) {
                int own = analysis.space().get(dimension).of(account);
                if (own >= 0 && !side.get(own)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The territories with turns that an account comes to, each with the owners that it can have there. */
    static Map<TerritoryEntry, Set<@Nullable String>> reached(CompiledRuleSet rules, Account account, Moment moment) {
        Map<TerritoryEntry, Set<@Nullable String>> reached = new LinkedHashMap<>();
        Route route = rules.router().route(account, moment);
        Claim winner = route.winner();
        if (winner != null && winner.rep() == null) {
            rules.roster()
                    .territory(winner.territory())
                    .filter(entry -> entry.type() == TerritoryEntry.Type.TERRITORY)
                    .ifPresent(entry -> reached.put(entry, owners((String) null)));
        }
        route.overlays()
                .values()
                .forEach(claim -> reached.put(
                        rules.roster().territory(claim.territory()).orElseThrow(),
                        winner != null && winner.rep() != null
                                ? owners(winner.rep())
                                : new java.util.LinkedHashSet<>(
                                        rules.roster().reps().keySet())));
        return reached;
    }

    /** All that rotation rules can be asked about. */
    static Map<TerritoryEntry, Set<@Nullable String>> territories(CompiledRuleSet rules) {
        Map<TerritoryEntry, Set<@Nullable String>> territories = new LinkedHashMap<>();
        for (TerritoryEntry entry : List.copyOf(rules.roster().territories().values())) {
            if (entry.type() == TerritoryEntry.Type.TERRITORY) {
                territories.put(entry, owners((String) null));
            } else if (entry.type() == TerritoryEntry.Type.OVERLAY) {
                territories.put(
                        entry,
                        new java.util.LinkedHashSet<>(rules.roster().reps().keySet()));
            }
        }
        return territories;
    }

    private static Set<@Nullable String> owners(@Nullable String one) {
        return java.util.Collections.singleton(one);
    }
}
