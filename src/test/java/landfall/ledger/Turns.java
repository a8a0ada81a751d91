package landfall.ledger;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import landfall.rotation.RotationState;
import org.jspecify.annotations.Nullable;

/**
 * Proposals of one kind: a known account keeps its owner, one of a known company goes to that company's, any other takes
 * the next turn of a pool.
 */
record Turns(String pool, List<String> members, String padding) {

    static final Instant AT = Instant.parse("2026-11-24T09:30:00.123456Z");
    static final String FINGERPRINT = "ab".repeat(32);

    static Turns of(String pool, String... members) {
        return new Turns(pool, List.of(members), "");
    }

    Turns padded(int characters) {
        return new Turns(pool, members, "x".repeat(characters));
    }

    Proposal account(String externalId) {
        return proposal(externalId, null, List.of(), Map.of());
    }

    Proposal keyed(String externalId, String key) {
        return proposal(externalId, key(key, FINGERPRINT), List.of(), Map.of());
    }

    Proposal company(String externalId, String... companyKeys) {
        return proposal(externalId, null, List.of(companyKeys), Map.of());
    }

    Proposal personal(String externalId, Map<String, String> personal) {
        return proposal(externalId, null, List.of(), personal);
    }

    static IdempotencyKey key(String key, String fingerprint) {
        return new IdempotencyKey("anonymous", key, fingerprint);
    }

    Proposal proposal(
            String externalId, @Nullable IdempotencyKey key, List<String> companyKeys, Map<String, String> personal) {
        return new Proposal(new AccountKey("test", externalId), key, companyKeys, personal, (id, digests, view) -> {
            boolean owned = !companyKeys.isEmpty() && view.company().isEmpty();
            if (view.holding().isPresent()) {
                return decided("kept", id, view.holding().get().owner(), digests, null, List.of());
            }
            if (view.company().isPresent()) {
                return decided("kept", id, view.company().get().owner(), digests, null, List.of());
            }
            RotationState before = view.rotation(pool);
            RotationState after = new RotationState(
                    pool,
                    1,
                    before.turn() + 1,
                    BigInteger.valueOf(members.size()),
                    credits(before.turn() + 1),
                    true,
                    List.of());
            String owner = members.get((int) (before.turn() % members.size()));
            CompanyHolding company = owned ? new CompanyHolding(owner, "territory", id) : null;
            return decided("assigned", id, owner, digests, company, List.of(after));
        });
    }

    private List<RotationState.Credit> credits(long turn) {
        return Stream.of("a", "b")
                .map(rep -> new RotationState.Credit(rep, 1, BigInteger.valueOf(rep.equals("a") ? turn : -turn), true))
                .toList();
    }

    private Decided decided(
            String kind,
            String id,
            String owner,
            Map<String, String> digests,
            @Nullable CompanyHolding company,
            List<RotationState> moved) {
        long turn = moved.isEmpty() ? 0 : moved.get(0).turn();
        String text = "{\"id\":\"%s\",\"owner\":\"%s\",\"turn\":%d,\"digests\":\"%s\",\"padding\":\"%s\"}"
                .formatted(id, owner, turn, digests, padding);
        String answer = "{\"assignmentId\":\"%s\",\"repId\":\"%s\",\"turn\":%d}".formatted(id, owner, turn);
        Holding holding = new Holding(
                id,
                "assigned",
                owner,
                "territory",
                "rule",
                FINGERPRINT,
                AT,
                Map.of("sdr", "ines"),
                Standing.from(id, AT));
        return new Decided(
                kind,
                text.getBytes(StandardCharsets.UTF_8),
                answer.getBytes(StandardCharsets.UTF_8),
                holding,
                company,
                moved);
    }
}
