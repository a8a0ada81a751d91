package landfall.ledger;

/**
 * Lets the power fail in one machine after the other, several times in each, and looks whether what callers were told is there.
 *
 * <p>Arguments: seeds (300), first seed (1), {@link PowerlessMachine.Care} (ALL).
 */
final class PowerBench {
    private static final int SHOWN = 5;
    /** Writes and syncs before the power fails. */
    static final int MOST_STEPS = 1_500;

    private PowerBench() {}

    public static void main(String... args) throws Exception {
        int seeds = args.length > 0 ? Integer.parseInt(args[0]) : 300;
        long first = args.length > 1 ? Long.parseLong(args[1]) : 1;
        PowerlessMachine.Care care =
                args.length > 2 ? PowerlessMachine.Care.valueOf(args[2]) : PowerlessMachine.Care.ALL;
        long answers = 0;
        int failures = 0;
        int inTheStart = 0;
        int broken = 0;
        for (long seed = first; seed < first + seeds; seed++) {
            PowerlessMachine.Outcome outcome = PowerlessMachine.run(seed, care, MOST_STEPS);
            System.out.printf(
                    "seed %d: the power failed %d times, %d of them in the start; %,d answers, %d promises broken%n",
                    seed,
                    outcome.failures(),
                    outcome.inTheStart(),
                    outcome.answers(),
                    outcome.broken().size());
            outcome.broken().stream().limit(SHOWN).forEach(line -> System.out.println("  " + line));
            answers += outcome.answers();
            failures += outcome.failures();
            inTheStart += outcome.inTheStart();
            broken += outcome.broken().isEmpty() ? 0 : 1;
        }
        System.out.printf(
                "%d seeds, %,d power failures, %,d of them in the start, %,d answers; %d seeds with a promise broken%n",
                seeds, failures, inTheStart, answers, broken);
        System.exit(broken == 0 ? 0 : 1);
    }
}
