package landfall.assignment;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import landfall.rotation.Placement.Status;

/** The words for what a decision did. */
public final class DecisionKinds {

    private DecisionKinds() {}

    /** Those by which a call for an assignment is answered. */
    public static List<String> ofCalls() {
        return Stream.concat(Arrays.stream(Status.values()).map(Status::word), Stream.of(DecisionProcedure.KEPT))
                .toList();
    }

    /** Those that say something of an account: calls and imports. */
    public static List<String> ofAccounts() {
        return Stream.concat(ofCalls().stream(), Stream.of(Imports.KIND)).toList();
    }

    /** All of them. */
    public static List<String> all() {
        return Stream.of(
                        Arrays.stream(Status.values()).map(Status::word),
                        Stream.of(DecisionProcedure.KEPT, Imports.KIND, Handings.KIND),
                        Arrays.stream(HandActs.Kind.values()).map(HandActs.Kind::word),
                        Arrays.stream(OfferSteps.Kind.values()).map(OfferSteps.Kind::word),
                        Arrays.stream(HoldActs.Kind.values()).map(HoldActs.Kind::word),
                        Arrays.stream(BookMoves.Kind.values()).map(BookMoves.Kind::word))
                .flatMap(words -> words)
                .toList();
    }
}
