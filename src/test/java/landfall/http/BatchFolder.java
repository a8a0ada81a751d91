package landfall.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A service's folder for the batch bench: rules of five conditions that claim for 120 territories, and a rotation for each
 * of them, by turns, by weights, in working hours, with caps, by weeks, or with a pool that four territories share.
 */
final class BatchFolder {

    static final List<String> INDUSTRIES =
            IntStream.range(0, 40).mapToObj(i -> "Industry " + i).toList();

    /** Countries with regions of theirs. */
    static final List<List<String>> PLACES = List.of(
            List.of("US", "CA", "OR", "WA", "NV", "AZ", "UT", "CO", "TX", "IL", "OH", "NY", "MA", "PA", "GA", "FL"),
            List.of("CA", "ON", "QC", "BC", "AB", "MB", "SK", "NS", "NB"),
            List.of("AU", "NSW", "VIC", "QLD", "WA", "SA", "TAS", "ACT", "NT"),
            List.of("DE", "BY", "BW", "NW", "HE", "HH", "BE", "SN", "NI"));

    private static final int TERRITORIES = 120;
    private static final int TEAMS = 60;
    private static final int REPS_OF_A_TEAM = 8;
    private static final List<String> ZONES = List.of("UTC", "America/New_York", "Europe/Berlin", "Asia/Tokyo");

    private BatchFolder() {}

    /** Writes {@code config.yml} and {@code rules/}, and returns the settings' path. */
    static Path write(Path folder, int rules, int mostLines, int port, int adminPort) throws IOException {
        Path roster = Files.createDirectories(folder.resolve("rules/roster"));
        Files.writeString(
                roster.resolve("territories.csv"),
                "id,name,parent,type,role,fallbackRep\nunassigned,Unassigned,,fallback,,rep-0\n"
                        + lines(TERRITORIES, i -> "area-" + i + ",Area " + i + ",,territory,,rep-" + i));
        Files.writeString(
                roster.resolve("reps.csv"),
                "id,name,email,team,zone,hours,weight\n" + lines(TEAMS * REPS_OF_A_TEAM, BatchFolder::rep));
        Files.writeString(folder.resolve("rules/rules.drl"), drl(rules));
        Path settings = folder.resolve("config.yml");
        Files.writeString(
                settings,
                """
                server:
                  applicationConnectors: [{type: http, bindHost: 127.0.0.1, port: %d}]
                  adminConnectors: [{type: http, bindHost: 127.0.0.1, port: %d}]
                database: {url: "jdbc:h2:file:%s"}
                rules: {folder: "%s"}
                limits: {batch: %d}
                """
                        .formatted(
                                port, adminPort, folder.resolve("data/landfall"), folder.resolve("rules"), mostLines));
        return settings;
    }

    private static String rep(int i) {
        return "rep-" + i + ",Rep " + i + ",rep-" + i + "@example.com,team-" + i % TEAMS + ","
                + ZONES.get(i / TEAMS % ZONES.size()) + ",Mon-Fri 08:00-18:00," + (1 + i % 3);
    }

    private static String drl(int rules) {
        Random random = new Random(7);
        StringBuilder drl = new StringBuilder(
                """
                package landfall.rules;

                import landfall.facts.*;
                import static landfall.facts.Members.*;

                global landfall.facts.Routing routing;

                rule "Everything else"
                    salience 1
                when
                    Account( source != null )
                then
                    routing.territory("area-0");
                end
                """);
        for (int i = 0; i < TERRITORIES; i++) {
            drl.append(
                    """

                    rule "Turns %d"
                    when
                        Territory( id == "area-%d" )
                    then
                        routing.%s;
                    end
                    """
                            .formatted(i, i, turns(i)));
        }
        for (int i = 0; i < rules; i++) {
            int least = random.nextInt(950) * 1000;
            List<String> place = PLACES.get(random.nextInt(PLACES.size()));
            drl.append(
                    """

                    rule "Rule %d"
                        salience %d
                    when
                        Account( country in ("%s", "NZ"), region in (%s), industry in (%s), dealSize >= %d, dealSize < %d )
                    then
                        routing.territory("area-%d");
                    end
                    """
                            .formatted(
                                    i,
                                    10 + i,
                                    place.get(0),
                                    some(random, place.subList(1, place.size()), 3),
                                    some(random, INDUSTRIES, 4),
                                    least,
                                    least + 50_000,
                                    i % TERRITORIES));
        }
        return drl.toString();
    }

    private static String turns(int territory) {
        String team = "team(\"team-" + territory % TEAMS + "\")";
        return switch (territory % 6) {
            case 0 -> "roundRobin(" + team + ")";
            case 1 -> "weighted(" + team + ")";
            case 2 -> "roundRobin(" + team + ").duringWorkingHours().orNextOnShift()";
            case 3 -> "weighted(" + team + ").cap(100000, \"day\")";
            case 4 -> "onDuty(\"weekly\", \"2026-01-05\", \"rep-" + territory + "\", \"rep-" + (territory + 1) + "\")";
            default -> "roundRobin(" + team + ").pool(\"shared-" + territory / 24 + "\")";
        };
    }

    private static String lines(int count, java.util.function.IntFunction<String> line) {
        return IntStream.range(0, count).mapToObj(line).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String some(Random random, List<String> all, int count) {
        List<String> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        return shuffled.stream().limit(count).map(value -> "\"" + value + "\"").collect(Collectors.joining(", "));
    }
}
