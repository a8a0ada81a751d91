package landfall.rotation;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import landfall.engine.ConditionEvaluator;
import landfall.engine.Moment;
import landfall.facts.Account;
import landfall.language.ConditionText;
import landfall.language.FactType;
import landfall.language.RotationSpec;
import landfall.language.Rule;
import landfall.roster.Holidays;
import landfall.roster.Roster;
import landfall.roster.TerritoryEntry;
import landfall.rotation.RotationState.Credit;

/**
 * Everybody who can take a turn of a pool, over all rules that share it, with his weight. A change of it begins an epoch,
 * in which nobody owes or is owed anything.
 */
final class PoolMembers {

    private static final String OWNER = "ownerRep";
    private static final Account ANYBODY = Account.builder().build();
    private static final Moment ANY_MOMENT = new Moment(Instant.EPOCH, Holidays.PUBLIC);

    private final Map<String, Map<String, Integer>> weights = new HashMap<>();
    private final Map<String, Set<String>> capped = new HashMap<>();
    /** Members of an epoch who were found to be those of their pool. */
    private final Map<String, PackedCredits.Members> known = new ConcurrentHashMap<>();

    /** The members of every pool that a rule names, or that a territory has because a rule can match it. */
    static PoolMembers of(Collection<ReadyRotation> rotations, Roster roster, ConditionEvaluator evaluator) {
        PoolMembers members = new PoolMembers();
        for (ReadyRotation rotation : rotations) {
            String named = rotation.spec().pool();
            if (named != null) {
                members.addAll(named, rotation);
                continue;
            }
            for (TerritoryEntry territory : roster.territories().values()) {
                if (canMatch(rotation.rule(), territory, evaluator)) {
                    members.addAll(territory.id(), rotation);
                }
            }
        }
        return members;
    }

    /** Whether all that the rule asks of the territory itself holds; who owns the account is not known here. */
    private static boolean canMatch(Rule rule, TerritoryEntry territory, ConditionEvaluator evaluator) {
        return evaluator.findings(rule, ANYBODY, ANY_MOMENT, territory.fact(null)).stream()
                .filter(finding -> finding.fact() == FactType.TERRITORY)
                .allMatch(finding ->
                        finding.holds() || ConditionText.of(finding.condition()).contains(OWNER));
    }

    private void addAll(String pool, ReadyRotation rotation) {
        rotation.members().forEach(member -> add(pool, member.rep().id(), member.weight()));
        RotationSpec.Cap cap = rotation.spec().cap();
        if (cap != null) {
            capped.computeIfAbsent(pool, name -> new TreeSet<>()).add(cap.period());
        }
    }

    /** The periods that rules of the pool cap by. */
    Set<String> cappedPeriods(String pool) {
        return capped.getOrDefault(pool, Set.of());
    }

    void add(String pool, String rep, int weight) {
        weights.computeIfAbsent(pool, name -> new LinkedHashMap<>()).putIfAbsent(rep, weight);
    }

    /** The state as it stands for these members: the same, or the beginning of the next epoch. */
    RotationState current(RotationState state) {
        PackedCredits.Members own = state.credits() instanceof PackedCredits packed ? packed.members() : null;
        if (own != null && state.epoch() > 0 && own.equals(known.get(state.pool()))) {
            return state;
        }
        Map<String, Integer> members = weights.getOrDefault(state.pool(), Map.of());
        if (state.epoch() > 0 && isSame(state.credits(), members)) {
            if (own != null) {
                known.put(state.pool(), own);
            }
            return state;
        }
        List<Credit> credits = new ArrayList<>(members.size());
        members.forEach((rep, weight) -> credits.add(new Credit(rep, weight, BigInteger.ZERO, false)));
        return new RotationState(
                state.pool(), state.epoch() + 1, state.turn(), BigInteger.ONE, credits, null, state.counts());
    }

    private static boolean isSame(List<Credit> credits, Map<String, Integer> members) {
        if (credits.size() != members.size()) {
            return false;
        }
        for (Credit credit : credits) {
            Integer weight = members.get(credit.rep());
            if (weight == null || weight != credit.weight()) {
                return false;
            }
        }
        return true;
    }
}
