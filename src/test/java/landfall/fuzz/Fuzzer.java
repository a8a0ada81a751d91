package landfall.fuzz;

import java.util.Objects;

/** Where Jazzer enters: its argument names the target. */
public final class Fuzzer {

    private static FuzzTarget target = input -> {};

    private Fuzzer() {}

    /** Called once, with the arguments behind {@code --target_args}. */
    public static void fuzzerInitialize(String[] arguments) throws Exception {
        target = Objects.requireNonNull(
                FuzzTarget.all().get(arguments[0]),
                () -> "no target " + arguments[0] + "; there are "
                        + FuzzTarget.all().keySet());
        // Loading of classes doesn't count against the first input's time.
        target.read(new byte[0]);
    }

    /** Called with each input. */
    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        target.read(input);
    }
}
