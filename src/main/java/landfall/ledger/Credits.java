package landfall.ledger;

import com.fasterxml.jackson.core.type.TypeReference;
import java.math.BigInteger;
import java.util.List;
import landfall.rotation.RotationState;

/** Credits of a rotation as they lie in its row. */
record Credits(BigInteger denominator, List<RotationState.Credit> credits) {

    static String text(RotationState state) {
        return Columns.write(new Credits(state.denominator(), state.credits()));
    }

    static RotationState state(String pool, long epoch, long turn, String text) {
        Credits parsed = Columns.read(text, new TypeReference<>() {});
        return new RotationState(pool, epoch, turn, parsed.denominator, parsed.credits);
    }
}
