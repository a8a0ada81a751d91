package landfall.assignment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import landfall.ledger.Recorded;

/**
 * What a turn costs from call to disk, all in one hot pool: of 300 reps with hours, absences, strengths, weights and a cap,
 * against 3 without. Rounds take turns; medians count.
 *
 * <p>Arguments: assignments in a round (100,000), rounds (5).
 */
final class PoolBench {
    private static final int UNDER_WAY = 2_048;
    private static final double MOST_TIMES = 2;

    private PoolBench() {}

    public static void main(String... args) throws Exception {
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        List<Double> few = new ArrayList<>();
        List<Double> many = new ArrayList<>();
        for (int round = 0; round <= rounds; round++) {
            double one = micros(false, count);
            double other = micros(true, count);
            System.out.printf(Locale.ROOT, "round %d: 3 reps %.1f µs, 300 reps %.1f µs%n", round, one, other);
            if (round > 0) {
                few.add(one);
                many.add(other);
            }
        }
        double ratio = median(many) / median(few);
        System.out.printf(
                Locale.ROOT,
                "an assignment in a pool of 3 %.1f µs, of 300 %.1f µs: %.2f times (at most %.0f: %s)%n",
                median(few),
                median(many),
                ratio,
                MOST_TIMES,
                ratio <= MOST_TIMES ? "reached" : "MISSED");
        System.exit(0);
    }

    private static double micros(boolean large, int count) throws Exception {
        Path folder = Files.createTempDirectory("pool-bench");
        try (Landed service = new Landed(folder, rules(folder.resolve("rules"), large))) {
            run(service, "w", count / 10);
            long begin = System.nanoTime();
            run(service, "a", count);
            return (System.nanoTime() - begin) / 1e3 / count;
        }
    }

    private static void run(Landed service, String prefix, int count) {
        Deque<CompletableFuture<Recorded>> underWay = new ArrayDeque<>();
        for (int i = 0; i < count; i++) {
            if (underWay.size() >= UNDER_WAY) {
                underWay.remove().join();
            }
            String body = "{'source':'bench','externalId':'" + prefix + i + "','name':'Company " + i
                    + "','country':'US','region':'CA','language':'en','employees':120}";
            underWay.add(service.assigner.assign(service.request(body, null)).toCompletableFuture());
        }
        underWay.forEach(CompletableFuture::join);
    }

    /** Hours hold at the clock's moment for most; every tenth is away. */
    private static Path rules(Path folder, boolean large) throws IOException {
        Files.createDirectories(folder.resolve("roster"));
        Files.writeString(
                folder.resolve("roster/territories.csv"),
                "id,name,type,fallbackRep\nus,US,territory,\nrest,Rest,fallback,rep0\n");
        StringBuilder reps = new StringBuilder("id,name,team,zone,hours,weight,skills,languages\n");
        StringBuilder absences = new StringBuilder("rep,from,to\n");
        for (int i = 0; i < (large ? 300 : 3); i++) {
            reps.append("rep%d,Rep %d,us,%s,%s,%s,%s,en%n"
                    .formatted(
                            i,
                            i,
                            large ? "America/Los_Angeles" : "",
                            large ? i % 7 == 0 ? "Mon-Fri 12:00-18:00" : "Mon-Fri 09:00-18:00" : "",
                            large ? 1 + i % 3 : "",
                            large ? "software" : ""));
            if (i % 10 == 9) {
                absences.append("rep%d,2026-03-01,2026-03-10%n".formatted(i));
            }
        }
        Files.writeString(folder.resolve("roster/reps.csv"), reps);
        if (large) {
            Files.writeString(folder.resolve("roster/absences.csv"), absences);
        }
        Files.writeString(
                folder.resolve("rules.drl"),
                """
                rule "US" when Account( country == "US" ) then routing.territory("us"); end
                rule "Turns" when Territory( id == "us" ) then %s; end
                """
                        .formatted(
                                large
                                        ? "routing.weighted(team(\"us\").skill(\"software\").matchingLanguage())"
                                                + ".duringWorkingHours().cap(100000, \"day\")"
                                        : "routing.roundRobin(team(\"us\"))"));
        return folder;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
