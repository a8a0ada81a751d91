package landfall.rotation;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import landfall.facts.Account;
import landfall.language.Action;
import landfall.language.RotationSpec;
import landfall.language.RotationSpec.Kind;
import landfall.language.RotationSpec.Member;
import landfall.language.Rule;
import landfall.language.WorkTime;
import landfall.roster.DutyRoster;
import landfall.roster.Rep;
import landfall.roster.Roster;
import org.jspecify.annotations.Nullable;

/**
 * A rotation rule with its members looked up in the roster, so that a turn need not.
 *
 * @param groups as the rule names them
 * @param members of all groups, in their order, a team's in the order of the roster; each once
 * @param zone whose midnight a duty turns at
 * @param duties of the calendar that decides, or null
 * @param acceptWithin working time within which the rep must accept, or null
 * @param attendance of all members
 */
record ReadyRotation(
        Rule rule,
        RotationSpec spec,
        List<Group> groups,
        List<Candidate> members,
        ZoneId zone,
        @Nullable DutyRoster duties,
        @Nullable Duration acceptWithin,
        Attendance attendance) {

    /** A member, with what he counts for in a weighted rotation. */
    record Candidate(Rep rep, int weight) {}

    /**
     * One member of the rule: a rep, or a team narrowed by its strengths.
     *
     * @param matchingLanguage whether only those who speak the account's language count
     */
    record Group(List<Candidate> members, boolean matchingLanguage) {

        boolean speaks(String language) {
            return members.stream().anyMatch(member -> member.rep().languages().contains(language));
        }
    }

    static ReadyRotation of(Rule rule, Roster roster, ZoneId defaultZone) {
        RotationSpec spec = rule.actions().stream()
                .filter(Action.TakeTurns.class::isInstance)
                .map(action -> ((Action.TakeTurns) action).rotation())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a checked rotation rule has a rotation"));
        DutyRoster duties = spec.calendar() == null ? null : roster.duties().get(spec.calendar());
        List<Group> groups = spec.members().stream()
                .map(member -> group(member, roster, spec.kind() == Kind.WEIGHTED))
                .toList();
        if (duties != null) {
            groups = List.of(new Group(
                    duties.reps().stream()
                            .flatMap(id -> roster.rep(id).stream())
                            .map(rep -> new Candidate(rep, 1))
                            .toList(),
                    false));
        }
        String zone = rule.zone();
        String within = spec.acceptWithin();
        List<Candidate> members = distinct(groups);
        return new ReadyRotation(
                rule,
                spec,
                groups,
                members,
                zone == null ? defaultZone : ZoneId.of(zone),
                duties,
                within == null ? null : WorkTime.parse(within).orElseThrow(),
                new Attendance(rule.name(), spec, members));
    }

    private static Group group(Member member, Roster roster, boolean weighted) {
        if (member instanceof Member.RepMember one) {
            Integer own = one.weight();
            return new Group(
                    roster.rep(one.rep())
                            .map(rep -> new Candidate(rep, own != null ? own : weighted ? rep.weight() : 1))
                            .map(List::of)
                            .orElse(List.of()),
                    false);
        }
        if (member instanceof Member.TeamMember team) {
            return new Group(
                    roster.team(team.team()).stream()
                            .filter(rep -> rep.skills().containsAll(team.skills())
                                    && rep.languages().containsAll(team.languages()))
                            .map(rep -> new Candidate(rep, weighted ? rep.weight() : 1))
                            .toList(),
                    team.matchingLanguage());
        }
        throw new IllegalStateException("unknown kind of member: " + member);
    }

    private static List<Candidate> distinct(List<Group> groups) {
        Map<String, Candidate> members = new LinkedHashMap<>();
        for (Group group : groups) {
            group.members().forEach(member -> members.putIfAbsent(member.rep().id(), member));
        }
        return new ArrayList<>(members.values());
    }

    /** Whether the account's language narrows who is asked, where somebody speaks it. */
    boolean asksForLanguage() {
        return groups.stream().anyMatch(Group::matchingLanguage);
    }

    /** Whether a language can't narrow who is asked: the account has none, or of some team nobody speaks it. */
    boolean ignoresLanguage(Account account) {
        String language = account.language();
        return groups.stream()
                .anyMatch(group -> group.matchingLanguage() && (language == null || !group.speaks(language)));
    }

    /** Whether an active owner may stay: the rule keeps owners, or asks him. */
    boolean leavesWith(String owner, Account account) {
        return spec.keepOwner() || asks(owner, account);
    }

    /** Whether he is among those who are asked for an account, whoever is free. */
    private boolean asks(String rep, Account account) {
        String language = account.language();
        if (language == null || !asksForLanguage()) {
            return attendance.has(rep);
        }
        return askedFor(account).stream().anyMatch(member -> member.rep().id().equals(rep));
    }

    /** The members who are asked for an account; the others don't speak its language. */
    List<Candidate> askedFor(Account account) {
        String language = account.language();
        if (language == null || !asksForLanguage()) {
            return members;
        }
        List<Group> narrowed = new ArrayList<>(groups.size());
        for (Group group : groups) {
            boolean narrows = group.matchingLanguage() && group.speaks(language);
            narrowed.add(
                    narrows
                            ? new Group(
                                    group.members().stream()
                                            .filter(member ->
                                                    member.rep().languages().contains(language))
                                            .toList(),
                                    true)
                            : group);
        }
        return distinct(narrowed);
    }
}
