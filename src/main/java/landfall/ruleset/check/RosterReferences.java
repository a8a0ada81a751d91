package landfall.ruleset.check;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import landfall.language.Issue;
import landfall.language.Place;
import landfall.roster.Rep;
import landfall.roster.Roster;
import landfall.roster.TerritoryEntry;
import landfall.ruleset.IssueCode;
import landfall.ruleset.ParsedRuleSet;
import landfall.ruleset.source.ParsedRoster;
import landfall.ruleset.source.Suggestions;
import org.jspecify.annotations.Nullable;

/** What the lines of the roster say of each other fits together. */
final class RosterReferences implements Check {

    private final LocalDate today;

    RosterReferences(LocalDate today) {
        this.today = today;
    }

    @Override
    public void check(ParsedRuleSet ruleSet, Consumer<Issue> issues) {
        ParsedRoster parsed = ruleSet.roster();
        Roster roster = parsed.roster();
        for (TerritoryEntry territory : roster.territories().values()) {
            parent(territory, parsed, issues);
            role(territory, parsed, issues);
            Place place = parsed.territory(territory.id(), "fallbackRep");
            rep(territory.fallbackRep(), place, parsed, issues);
            if (territory.type() == TerritoryEntry.Type.FALLBACK) {
                activeFallback(territory, place, parsed, issues);
            } else {
                active(territory.fallbackRep(), place, parsed, issues);
            }
        }
        for (Rep rep : roster.reps().values()) {
            rep(rep.manager(), parsed.rep(rep.id(), "manager"), parsed, issues);
            active(rep.manager(), parsed.rep(rep.id(), "manager"), parsed, issues);
            rep(rep.backup(), parsed.rep(rep.id(), "backup"), parsed, issues);
            active(rep.backup(), parsed.rep(rep.id(), "backup"), parsed, issues);
        }
        roster.duties().values().forEach(duties -> duties.reps()
                .forEach(rep -> rep(rep, parsed.duty(rep), parsed, issues)));
        roster.absences().byRep().keySet().forEach(rep -> rep(rep, parsed.absence(rep), parsed, issues));
        if (parsed.territoriesRead()) {
            fallback(parsed, issues);
            cycles(parsed, issues);
        }
    }

    private static void parent(TerritoryEntry territory, ParsedRoster parsed, Consumer<Issue> issues) {
        Map<String, TerritoryEntry> known = parsed.roster().territories();
        String parent = territory.parent();
        if (parent != null && !known.containsKey(parent)) {
            issues.accept(IssueCode.UNKNOWN_TERRITORY.issue(
                    parsed.territory(territory.id(), "parent"),
                    "the roster has no territory \"" + parent + "\"",
                    Suggestions.hint(parent, known.keySet(), "leave the cell empty, or add the territory")));
        }
    }

    private static void role(TerritoryEntry territory, ParsedRoster parsed, Consumer<Issue> issues) {
        boolean overlay = territory.type() == TerritoryEntry.Type.OVERLAY;
        Place place = parsed.territory(territory.id(), "role");
        if (overlay && territory.role() == null) {
            issues.accept(IssueCode.OVERLAY_WITHOUT_ROLE.issue(
                    place,
                    "the overlay \"" + territory.id() + "\" has no role",
                    "name what its specialists do, such as sdr or csm"));
        } else if (!overlay && territory.role() != null) {
            issues.accept(IssueCode.MISPLACED_ROLE.issue(
                    place,
                    "\"" + territory.id() + "\" has a role, but only overlays have one",
                    "leave the cell empty, or give it the type overlay"));
        }
        boolean needsRep =
                territory.type() == TerritoryEntry.Type.QUEUE || territory.type() == TerritoryEntry.Type.FALLBACK;
        if (needsRep && territory.fallbackRep() == null) {
            issues.accept(IssueCode.FALLBACK_WITHOUT_REP.issue(
                    parsed.territory(territory.id(), "fallbackRep"),
                    "\"" + territory.id() + "\" is of type " + territory.type().word()
                            + " and names nobody who owns what lands there",
                    "name a rep as its fallbackRep"));
        }
    }

    private static void rep(@Nullable String id, Place place, ParsedRoster parsed, Consumer<Issue> issues) {
        Set<String> known = parsed.roster().reps().keySet();
        if (id != null && parsed.repsRead() && !known.contains(id)) {
            issues.accept(IssueCode.UNKNOWN_REP.issue(
                    place,
                    "the roster has no rep \"" + id + "\"",
                    Suggestions.hint(id, known, "leave the cell empty, or add the rep")));
        }
    }

    private void active(@Nullable String id, Place place, ParsedRoster parsed, Consumer<Issue> issues) {
        Rep rep = id == null ? null : parsed.roster().reps().get(id);
        if (rep != null && !rep.isActive(today)) {
            issues.accept(IssueCode.INACTIVE_REP.issue(
                    place,
                    "the rep \"" + id + "\" is not active on " + today,
                    "name somebody else, or look at activeFrom and activeTo in roster/reps.csv"));
        }
    }

    /** What is left over goes to this rep, so somebody has to be there. */
    private void activeFallback(TerritoryEntry territory, Place place, ParsedRoster parsed, Consumer<Issue> issues) {
        Rep rep =
                territory.fallbackRep() == null ? null : parsed.roster().reps().get(territory.fallbackRep());
        if (rep != null && !rep.isActive(today)) {
            issues.accept(IssueCode.FALLBACK_INACTIVE.issue(
                    place,
                    "the rep \"" + rep.id() + "\", who gets what nobody else does, is not active on " + today,
                    "name somebody who is as the fallbackRep of \"" + territory.id() + "\""));
        }
    }

    private static void fallback(ParsedRoster parsed, Consumer<Issue> issues) {
        boolean found = false;
        for (TerritoryEntry territory : parsed.roster().territories().values()) {
            if (territory.type() != TerritoryEntry.Type.FALLBACK) {
                continue;
            }
            if (found) {
                issues.accept(IssueCode.FALLBACK_COUNT.issue(
                        parsed.territory(territory.id(), "type"),
                        "a second territory is of type fallback",
                        "exactly one territory gets what no rule covers"));
            }
            found = true;
        }
        if (!found) {
            issues.accept(IssueCode.FALLBACK_COUNT.issue(
                    Place.of("roster/territories.csv"),
                    "no territory is of type fallback",
                    "add a line for what no rule covers: unassigned,Unassigned,,fallback,,REP"));
        }
    }

    private static void cycles(ParsedRoster parsed, Consumer<Issue> issues) {
        Set<String> done = new HashSet<>();
        for (String start : parsed.roster().territories().keySet()) {
            Set<String> path = new HashSet<>();
            String at = start;
            while (at != null && !done.contains(at) && path.add(at)) {
                TerritoryEntry entry = parsed.roster().territories().get(at);
                at = entry == null ? null : entry.parent();
            }
            if (at != null && !done.contains(at)) {
                issues.accept(IssueCode.TERRITORY_CYCLE.issue(
                        parsed.territory(at, "parent"),
                        "going from parent to parent, \"" + at + "\" comes back to itself",
                        "leave the parent of the topmost territory empty"));
            }
            done.addAll(path);
        }
    }
}
