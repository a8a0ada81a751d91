package landfall.ruleset.analysis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import landfall.account.AccountRequest;
import landfall.engine.Moment;
import landfall.facts.Account;
import landfall.language.Rule;
import landfall.roster.TerritoryEntry;
import landfall.routing.Route;
import landfall.ruleset.CompiledRuleSet;
import org.jspecify.annotations.Nullable;

/** Makes accounts of boxes, and tries them on the compiled rules: cleaned, matched and routed as calls are. */
final class Trier {

    private static final int MOST_TRIES = 24;
    private static final int MOST_CHOICES = 6;

    /** An account as the rules took it. */
    record Run(Account account, Moment moment, Route route) {}

    private final CompiledRuleSet rules;
    private final Space space;
    private final Instant from;
    private final Runnable rest;

    Trier(CompiledRuleSet rules, Space space, Instant from, Runnable rest) {
        this.rules = rules;
        this.space = space;
        this.from = from;
        this.rest = rest;
    }

    Run run(AccountRequest request, Instant at) {
        rest.run();
        Account account = rules.cleaner()
                .clean(request, at.atZone(rules.checked().zone()).toLocalDate())
                .account();
        Moment moment = new Moment(at, rules.roster().holidays());
        return new Run(account, moment, rules.router().route(account, moment));
    }

    /** The rules that match it, but for those of rotations. */
    List<Rule> matching(Run run) {
        return rules.rules().matchTerritoryRules(run.account(), run.moment());
    }

    /**
     * The rules that say whose turn it is, the one that decides first.
     *
     * @param owner of an overlay: the primary owner; else null
     */
    List<Rule> turns(Run run, TerritoryEntry territory, @Nullable String owner) {
        return rules.rules().matchRotationRules(run.account(), territory.fact(owner), run.moment());
    }

    /**
     * An account of the box with which the rules do what is expected.
     *
     * @param expected gives the outcome in words, or null where it is another one
     * @return null where none was found
     */
    Finding.@Nullable Example find(Box box, Function<Run, @Nullable String> expected) {
        List<Integer> dimensions = new ArrayList<>();
        List<List<Integer>> choices = new ArrayList<>();
        for (int dimension = 0; dimension < space.count(); dimension++) {
            BitSet side = box.side(dimension);
            boolean isAccounts = space.get(dimension) != space.territories();
            if (side != null && isAccounts) {
                dimensions.add(dimension);
                choices.add(choices(dimension, side));
            }
        }
        int tries = 0;
        int[] chosen = new int[dimensions.size()];
        // First the best of each, then one after the other changed, then two.
        for (int distance = 0; distance <= 2 && tries < MOST_TRIES; distance++) {
            List<int[]> variants = variants(chosen, choices, distance);
            for (int[] variant : variants) {
                if (tries++ >= MOST_TRIES) {
                    break;
                }
                Finding.Example example = tried(dimensions, choices, variant, expected);
                if (example != null) {
                    return example;
                }
            }
        }
        return null;
    }

    private static List<int[]> variants(int[] base, List<List<Integer>> choices, int distance) {
        List<int[]> variants = new ArrayList<>(List.of(base));
        for (int step = 0; step < distance; step++) {
            List<int[]> more = new ArrayList<>();
            for (int[] variant : variants) {
                for (int at = 0; at < base.length; at++) {
                    for (int choice = 1; choice < choices.get(at).size() && more.size() < 2 * MOST_TRIES; choice++) {
                        if (variant[at] == 0) {
                            int[] changed = variant.clone();
                            changed[at] = choice;
                            more.add(changed);
                        }
                    }
                }
            }
            variants = more;
        }
        return variants;
    }

    private Finding.@Nullable Example tried(
            List<Integer> dimensions,
            List<List<Integer>> choices,
            int[] variant,
            Function<Run, @Nullable String> expected) {
        Map<String, Object> account = new LinkedHashMap<>();
        Instant at = from;
        for (int each = 0; each < variant.length; each++) {
            if (choices.get(each).isEmpty()) {
                return null;
            }
            int chosen = choices.get(each).get(variant[each]);
            if (dimensions.get(each) == Space.moment()) {
                at = space.moments().example(chosen);
            } else if (!space.get(dimensions.get(each)).show(chosen, account)) {
                return null;
            }
        }
        String outcome = expected.apply(run(new AccountRequest(new LinkedHashMap<>(account)), at));
        return outcome == null ? null : new Finding.Example(account, at.equals(from) ? null : at.toString(), outcome);
    }

    /** Classes of which values are known, the unknown value first. */
    private List<Integer> choices(int dimension, BitSet side) {
        List<Integer> choices = new ArrayList<>();
        List<Integer> empty = new ArrayList<>();
        for (int each = side.nextSetBit(0);
                each >= 0 && choices.size() < MOST_CHOICES;
                each = side.nextSetBit(each + 1)) {
            Map<String, Object> shown = new LinkedHashMap<>();
            if (dimension == Space.moment()) {
                choices.add(each);
            } else if (space.get(dimension).show(each, shown)) {
                (shown.isEmpty() ? empty : choices).add(each);
            }
        }
        // What is not said makes the example short; but a place is said where there is one.
        boolean isPlace = space.get(dimension) instanceof TupleDimension;
        empty.stream().limit(2).forEach(each -> choices.add(isPlace ? choices.size() : 0, each));
        return choices;
    }
}
