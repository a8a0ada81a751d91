package landfall.ledger;

import java.util.List;
import java.util.function.Supplier;
import landfall.rotation.RotationState;
import org.jspecify.annotations.Nullable;

/**
 * What a procedure decided; all of it is committed, or none.
 *
 * @param kind {@code assigned}, {@code kept}, {@code queued} or {@code fallback}
 * @param decision gives the record's exact bytes, canonical JSON without personal data; a preview never asks
 * @param answer the exact bytes of the answer; stored only for a proposal with a key
 * @param holding the account's new holding
 * @param company the company's new owner, or null where the company keeps the one it has, or has none
 * @param moved rotations that took a turn
 */
public record Decided(
        String kind,
        Supplier<byte[]> decision,
        byte[] answer,
        Holding holding,
        @Nullable CompanyHolding company,
        List<RotationState> moved) {

    public Decided {
        moved = List.copyOf(moved);
    }

    public Decided(
            String kind,
            byte[] decision,
            byte[] answer,
            Holding holding,
            @Nullable CompanyHolding company,
            List<RotationState> moved) {
        this(kind, () -> decision, answer, holding, company, moved);
    }
}
