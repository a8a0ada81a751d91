package landfall.rotation;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import landfall.language.Action;
import landfall.language.RotationSpec;
import landfall.language.RotationSpec.Member;
import landfall.language.Rule;
import landfall.roster.Rep;
import landfall.roster.Roster;

/**
 * A rotation rule with its members looked up in the roster, so that a turn need not.
 *
 * @param members in the order of the rule, a team's in the order of the roster; each once
 * @param zone whose midnight a duty turns at
 */
record ReadyRotation(Rule rule, RotationSpec spec, List<Rep> members, ZoneId zone) {

    static ReadyRotation of(Rule rule, Roster roster, ZoneId defaultZone) {
        RotationSpec spec = rule.actions().stream()
                .filter(Action.TakeTurns.class::isInstance)
                .map(action -> ((Action.TakeTurns) action).rotation())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a checked rotation rule has a rotation"));
        Map<String, Rep> members = new LinkedHashMap<>();
        for (Member member : spec.members()) {
            for (Rep rep : reps(member, roster)) {
                members.putIfAbsent(rep.id(), rep);
            }
        }
        String zone = rule.zone();
        return new ReadyRotation(
                rule, spec, new ArrayList<>(members.values()), zone == null ? defaultZone : ZoneId.of(zone));
    }

    private static List<Rep> reps(Member member, Roster roster) {
        if (member instanceof Member.RepMember one) {
            return roster.rep(one.rep()).map(List::of).orElse(List.of());
        }
        if (member instanceof Member.TeamMember team) {
            return roster.team(team.team());
        }
        throw new IllegalStateException("unknown kind of member: " + member);
    }
}
