package landfall.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import landfall.rotation.RotationState;
import landfall.rotation.RotationState.Credit;
import org.jspecify.annotations.Nullable;

/**
 * Proposals of several pools whose members have weights: a known account keeps its owner, one of a known company goes to
 * that company's, any other takes the next turn of the pool that it asks for.
 *
 * @param pools weight by rep, by pool
 * @param padding makes records as long as real ones
 */
record WeightedTurns(Map<String, Map<String, Integer>> pools, String padding) {

    Proposal proposal(History.Ask ask) {
        return new Proposal(
                new AccountKey("test", ask.account()),
                Turns.key(ask.key(), Turns.FINGERPRINT),
                ask.company() == null ? List.of() : List.of(companyKey(ask.company())),
                Map.of(),
                (id, digests, view) -> decide(ask, id, view));
    }

    static String companyKey(String company) {
        return "company:" + company;
    }

    private Decided decide(History.Ask ask, String id, LaneView view) {
        String known = view.holding()
                .map(Holding::owner)
                .or(() -> view.company().map(CompanyHolding::owner))
                .orElse(null);
        if (known != null) {
            return decided(id, known, null, null, view);
        }
        RotationState before = begun(view.rotation(ask.pool()), members(ask.pool()));
        String rep = Objects.requireNonNull(before.next());
        RotationState after = after(before, rep);
        CompanyHolding company = ask.company() == null ? null : new CompanyHolding(rep, ask.pool(), id);
        return decided(id, rep, after, company, view);
    }

    Map<String, Integer> members(String pool) {
        return Objects.requireNonNull(pools.get(pool));
    }

    /** With the members' credits, where no turn was taken yet. */
    static RotationState begun(RotationState state, Map<String, Integer> members) {
        if (state.turn() > 0) {
            return state;
        }
        List<Credit> none = members.entrySet().stream()
                .map(member -> new Credit(member.getKey(), member.getValue(), BigInteger.ZERO, true))
                .toList();
        long sum = members.values().stream().mapToLong(Integer::longValue).sum();
        return new RotationState(state.pool(), 1, 0, BigInteger.valueOf(sum), none, true, List.of());
    }

    /** Where the pool stands once a rep had the next turn. */
    static RotationState after(RotationState state, String taker) {
        List<Credit> credits = state.credits().stream()
                .map(credit -> new Credit(
                        credit.rep(),
                        credit.weight(),
                        credit.credit()
                                .add(BigInteger.valueOf(credit.weight()))
                                .subtract(credit.rep().equals(taker) ? state.denominator() : BigInteger.ZERO),
                        true))
                .toList();
        return new RotationState(state.pool(), 1, state.turn() + 1, state.denominator(), credits, true, List.of());
    }

    /** The record has owner, pool and turn as those of the whole service have them. */
    private Decided decided(
            String id, String owner, @Nullable RotationState moved, @Nullable CompanyHolding company, LaneView view) {
        String turn = moved == null ? "null" : "{\"pool\":\"%s\",\"turn\":%d}".formatted(moved.pool(), moved.turn());
        String text =
                "{\"id\":\"%s\",\"owner\":\"%s\",\"turn\":%s,\"padding\":\"%s\"}".formatted(id, owner, turn, padding);
        String answer = "{\"assignmentId\":\"%s\",\"repId\":\"%s\",\"turn\":%d}"
                .formatted(id, owner, moved == null ? 0 : moved.turn());
        Holding holding = new Holding(
                id, "assigned", owner, "territory", "rule", Turns.FINGERPRINT, Turns.AT, Map.of(), standing(id, view));
        return new Decided(
                view.holding().isPresent() ? "kept" : "assigned",
                text.getBytes(UTF_8),
                answer.getBytes(UTF_8),
                holding,
                company,
                moved == null ? List.of() : List.of(moved));
    }

    private static Standing standing(String id, LaneView view) {
        return view.holding().map(Holding::standing).orElseGet(() -> Standing.from(id, Turns.AT));
    }
}
