package landfall.ruleset.check;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import landfall.language.Action;
import landfall.language.Issue;
import landfall.language.Place;
import landfall.language.RotationSpec;
import landfall.language.RotationSpec.Member;
import landfall.language.RotationSpec.Member.RepMember;
import landfall.language.RotationSpec.Member.TeamMember;
import landfall.language.Rule;
import landfall.roster.DutyRoster;
import landfall.roster.Rep;
import landfall.roster.Roster;
import landfall.ruleset.IssueCode;
import landfall.ruleset.ParsedRule;
import landfall.ruleset.ParsedRuleSet;
import landfall.ruleset.source.Suggestions;

/** The reps and teams that rules name are those of the roster. */
final class Members implements Check {

    private final LocalDate today;

    Members(LocalDate today) {
        this.today = today;
    }

    @Override
    public void check(ParsedRuleSet ruleSet, Consumer<Issue> issues) {
        if (!ruleSet.roster().repsRead()) {
            return;
        }
        Set<String> teams = new TreeSet<>();
        ruleSet.roster().roster().reps().values().forEach(rep -> teams.addAll(rep.teams()));
        for (ParsedRule rule : ruleSet.rules()) {
            for (Action action : rule.rule().actions()) {
                if (action instanceof Action.ClaimRep claim) {
                    rep(claim.rep(), claim.idPlace(), ruleSet, issues);
                } else if (action instanceof Action.TakeTurns turns) {
                    Set<String> named = new HashSet<>();
                    calendar(turns, ruleSet, issues);
                    for (Member member : turns.rotation().members()) {
                        member(member, named, teams, ruleSet, issues);
                    }
                    activeMembers(rule.rule(), turns, ruleSet, issues);
                }
            }
        }
    }

    private void member(
            Member member, Set<String> named, Set<String> teams, ParsedRuleSet ruleSet, Consumer<Issue> issues) {
        if (member instanceof RepMember rep) {
            rep(rep.rep(), rep.place(), ruleSet, issues);
            if (!named.add("rep " + rep.rep())) {
                duplicate("rep \"" + rep.rep() + "\"", rep.place(), issues);
            }
            return;
        }
        TeamMember team = (TeamMember) member;
        if (!teams.contains(team.team())) {
            issues.accept(IssueCode.UNKNOWN_TEAM.issue(
                    team.place(),
                    "nobody in the roster is in a team \"" + team.team() + "\"",
                    Suggestions.hint(team.team(), teams, "teams stand in the column team of roster/reps.csv")));
        }
        if (teams.contains(team.team()) && !someFit(team, ruleSet)) {
            issues.accept(IssueCode.NOBODY_FITS.issue(
                    team.place(),
                    "nobody of team \"" + team.team() + "\" has all of "
                            + String.join(", ", team.skills())
                            + (team.skills().isEmpty() || team.languages().isEmpty() ? "" : ", ")
                            + String.join(", ", team.languages()),
                    "look at the columns skills and languages of roster/reps.csv"));
        }
        boolean plain = team.skills().isEmpty() && team.languages().isEmpty();
        if (plain && !named.add("team " + team.team())) {
            duplicate("team \"" + team.team() + "\"", team.place(), issues);
        }
    }

    /** On the first day on which the rule can match, from today on, somebody can take a turn. */
    private void activeMembers(Rule rule, Action.TakeTurns turns, ParsedRuleSet ruleSet, Consumer<Issue> issues) {
        LocalDate begins = rule.effective();
        LocalDate day = begins != null && begins.isAfter(today) ? begins : today;
        LocalDate ends = rule.expires();
        List<Rep> members = members(turns.rotation(), ruleSet.roster().roster());
        boolean over = !rule.enabled() || (ends != null && !ends.isAfter(day));
        if (over || members.isEmpty() || members.stream().anyMatch(rep -> rep.isActive(day))) {
            return;
        }
        issues.accept(IssueCode.NOBODY_ACTIVE.issue(
                turns.place(),
                "nobody of this rotation is active on " + day + ": "
                        + Suggestions.listed(members.stream().map(Rep::id).toList()),
                "name somebody who is, or look at activeFrom and activeTo in roster/reps.csv"));
    }

    /** All who are in the roster; those who aren't are told of by themselves. */
    private static List<Rep> members(RotationSpec rotation, Roster roster) {
        String calendar = rotation.calendar();
        if (calendar != null) {
            DutyRoster duties = roster.duties().get(calendar);
            return duties == null
                    ? List.of()
                    : duties.reps().stream()
                            .flatMap(id -> roster.rep(id).stream())
                            .toList();
        }
        List<Rep> members = new ArrayList<>();
        for (Member member : rotation.members()) {
            if (member instanceof RepMember rep) {
                roster.rep(rep.rep()).ifPresent(members::add);
            } else if (member instanceof TeamMember team) {
                roster.team(team.team()).stream().filter(rep -> fits(rep, team)).forEach(members::add);
            }
        }
        return members.stream().distinct().toList();
    }

    private static void calendar(Action.TakeTurns turns, ParsedRuleSet ruleSet, Consumer<Issue> issues) {
        String calendar = turns.rotation().calendar();
        Set<String> known = ruleSet.roster().roster().duties().keySet();
        if (calendar != null && !known.contains(calendar)) {
            issues.accept(IssueCode.UNKNOWN_DUTY_ROSTER.issue(
                    turns.place(),
                    "the roster has no duty roster \"" + calendar + "\"",
                    Suggestions.hint(calendar, known, "it is a file roster/duty/" + calendar + ".csv")));
        }
    }

    /** Whether anybody of the team has what the rule asks for. */
    private static boolean someFit(TeamMember team, ParsedRuleSet ruleSet) {
        return ruleSet.roster().roster().team(team.team()).stream().anyMatch(rep -> fits(rep, team));
    }

    private static boolean fits(Rep rep, TeamMember team) {
        return rep.skills().containsAll(team.skills()) && rep.languages().containsAll(team.languages());
    }

    private static void duplicate(String who, Place place, Consumer<Issue> issues) {
        issues.accept(IssueCode.DUPLICATE_MEMBER.issue(
                place, "this rotation names the " + who + " twice", "everybody has one turn in a round; keep one"));
    }

    private void rep(String id, Place place, ParsedRuleSet ruleSet, Consumer<Issue> issues) {
        Rep rep = ruleSet.roster().roster().reps().get(id);
        if (rep == null) {
            issues.accept(IssueCode.UNKNOWN_REP.issue(
                    place,
                    "the roster has no rep \"" + id + "\"",
                    Suggestions.hint(
                            id, ruleSet.roster().roster().reps().keySet(), "reps stand in roster/reps.csv, by id")));
        } else if (!rep.isActive(today)) {
            issues.accept(IssueCode.INACTIVE_REP.issue(
                    place,
                    "the rep \"" + id + "\" is not active on " + today
                            + ", so others will get what would be his or hers",
                    "look at activeFrom and activeTo in roster/reps.csv"));
        }
    }
}
