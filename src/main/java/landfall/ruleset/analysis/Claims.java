package landfall.ruleset.analysis;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import landfall.language.Action;
import landfall.language.Operand;
import landfall.language.ValueList;
import landfall.language.ValueType;
import landfall.roster.TerritoryEntry;
import landfall.ruleset.CheckedRuleSet;
import landfall.ruleset.source.RuleText;
import org.jspecify.annotations.Nullable;

/** What rules compete for: the primary owner, each overlay role, and the turn within a territory. */
final class Claims {

    /** The contest for the primary owner. */
    static final String PRIMARY = "primary";
    /** The contest among rotation rules. */
    static final String TURN = "turn";

    /**
     * A part of what a rule claims.
     *
     * @param territory null where it names none
     * @param rep null where it names none
     * @param owner equal only for claims of one owner
     */
    record Claim(Studied rule, @Nullable String territory, @Nullable String rep, String owner) {
        int rank() {
            return rule.rank();
        }
    }

    private final CheckedRuleSet ruleSet;
    private final Space space;
    private final Map<String, List<Cover.Of<Claim>>> contests = new LinkedHashMap<>();

    private record Target(Box box, @Nullable String territory, @Nullable String rep) {}

    /** @param rules by rank */
    Claims(CheckedRuleSet ruleSet, Space space, List<Studied> rules) {
        this.ruleSet = ruleSet;
        this.space = space;
        contests.put(PRIMARY, new ArrayList<>());
        for (Studied rule : rules) {
            if (rule.rule().isRotation()) {
                turn(rule);
            } else {
                primary(rule);
                overlays(rule);
            }
        }
    }

    /** By name: each claim in the order in which they win. */
    Map<String, List<Cover.Of<Claim>>> contests() {
        return contests;
    }

    List<Cover.Of<Claim>> contest(String name) {
        return contests.getOrDefault(name, List.of());
    }

    private void add(String contest, Box box, Claim claim) {
        contests.computeIfAbsent(contest, each -> new ArrayList<>()).add(new Cover.Of<>(box, claim));
    }

    private void turn(Studied rule) {
        String owner = rule.rule().actions().stream()
                .filter(action -> action instanceof Action.TakeTurns)
                .map(RuleText::print)
                .findFirst()
                .orElse("");
        rule.matching().forEach(box -> add(TURN, box, new Claim(rule, null, null, owner)));
    }

    private void overlays(Studied rule) {
        Set<String> roles = new HashSet<>();
        for (Action action : rule.rule().actions()) {
            if (action instanceof Action.Overlay overlay) {
                ruleSet.roster()
                        .territory(overlay.territory())
                        .map(TerritoryEntry::role)
                        .filter(roles::add)
                        .ifPresent(role -> rule.matching()
                                .forEach(box -> add(
                                        role(role),
                                        box,
                                        new Claim(rule, overlay.territory(), null, overlay.territory()))));
            }
        }
    }

    static String role(String role) {
        return "overlay " + role;
    }

    private void primary(Studied rule) {
        List<Target> targets =
                rule.matching().stream().map(box -> new Target(box, null, null)).toList();
        for (Action action : rule.rule().actions()) {
            if (action instanceof Action.ClaimTerritory claim) {
                targets = each(targets, target -> new Target(target.box(), claim.territory(), target.rep()));
            } else if (action instanceof Action.ClaimRep claim) {
                targets = each(targets, target -> new Target(target.box(), target.territory(), claim.rep()));
            } else if (action instanceof Action.TerritoryFrom from) {
                targets = split(targets, from.list(), from.key(), "territory");
            } else if (action instanceof Action.RepFrom from) {
                targets = split(targets, from.list(), from.key(), "rep");
            }
        }
        for (Target target : targets) {
            Box box = target.box();
            String rep = target.rep();
            if (rep != null) {
                box = ruleSet.roster().rep(rep).isPresent()
                        ? box.within(Space.moment(), space.moments().active(rep), space)
                        : null;
            }
            if (box != null && (rep != null || target.territory() != null)) {
                String owner = rep == null ? "territory " + target.territory() : "rep " + rep;
                add(PRIMARY, box, new Claim(rule, target.territory(), rep, owner));
            }
        }
    }

    private static List<Target> each(List<Target> targets, UnaryOperator<Target> change) {
        return targets.stream().map(change).toList();
    }

    /** What each target of a mapping list gets. */
    private List<Target> split(List<Target> targets, String name, Operand key, String column) {
        ValueList list = ruleSet.lists().get(name);
        List<Target> split = new ArrayList<>();
        if (list != null && key.type() == ValueType.TEXT) {
            Questions.targets(list, column).forEach((id, values) -> {
                int dimension = space.find(Questions.key(key));
                BitSet classes = classes(dimension, key, values);
                for (Target target : targets) {
                    Box box = target.box().within(dimension, classes, space);
                    if (box != null) {
                        split.add(
                                column.equals("rep")
                                        ? new Target(box, target.territory(), id)
                                        : new Target(box, id, target.rep()));
                    }
                }
            });
        }
        return split;
    }

    private BitSet classes(int dimension, Operand key, Set<Object> values) {
        BitSet classes = new BitSet();
        if (space.get(dimension) instanceof TupleDimension tuple) {
            int field = tuple.field(key.text());
            values.forEach(value -> classes.set(tuple.classes(field).of(value)));
            return tuple.union(field, classes);
        }
        TextDimension text = (TextDimension) space.get(dimension);
        values.forEach(value -> classes.set(text.classes().of(value)));
        return classes;
    }
}
