package landfall.ledger;

import com.fasterxml.jackson.core.type.TypeReference;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import landfall.rotation.RotationState;
import org.jspecify.annotations.Nullable;

/** Credits of a rotation as they lie in its row. */
record Credits(
        BigInteger denominator,
        List<RotationState.Credit> credits,
        @Nullable Boolean steady,
        @Nullable List<RotationState.Count> counts) {
    private static final Columns.Reader<Credits> READER = new Columns.Reader<>(new TypeReference<>() {});

    static String text(RotationState state) {
        return Columns.write(new Credits(state.denominator(), state.credits(), state.steady(), state.counts()));
    }

    static RotationState state(String pool, long epoch, long turn, String text) {
        Credits parsed = READER.read(text);
        return new RotationState(
                pool,
                epoch,
                turn,
                parsed.denominator,
                parsed.credits,
                parsed.steady,
                Objects.requireNonNullElse(parsed.counts, List.of()));
    }
}
