package landfall.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A service's folder for the load bench: rules of five conditions that all claim for one territory, so one rotation is hot. */
final class BenchFolder {

    static final List<String> COUNTRIES = List.of("US", "CA", "GB", "DE", "FR", "JP", "AU", "IN");
    static final List<String> REGIONS =
            List.of("CA", "OR", "WA", "NV", "AZ", "UT", "CO", "TX", "IL", "OH", "NY", "MA", "PA", "GA", "FL", "NC");
    static final List<String> INDUSTRIES =
            IntStream.range(0, 40).mapToObj(i -> "Industry " + i).toList();

    private static final int REPS = 7;

    private BenchFolder() {}

    /** Writes {@code config.yml} and {@code rules/}, and returns the settings' path. The database is in the folder. */
    static Path write(Path folder, int rules, int port, int adminPort) throws IOException {
        return write(folder, rules, port, adminPort, "jdbc:h2:file:" + folder.resolve("data/landfall"));
    }

    /** The same on another database. */
    static Path write(Path folder, int rules, int port, int adminPort, String url) throws IOException {
        Path roster = Files.createDirectories(folder.resolve("rules/roster"));
        Files.writeString(
                roster.resolve("territories.csv"),
                "id,name,parent,type,role,fallbackRep\nhot,Hot,,territory,,rep-0\nunassigned,Unassigned,,fallback,,rep-0\n");
        Files.writeString(
                roster.resolve("reps.csv"),
                "id,name,email,team,zone\n"
                        + IntStream.range(0, REPS)
                                .mapToObj(i -> "rep-" + i + ",Rep " + i + ",rep-" + i + "@example.com,hot,UTC")
                                .collect(Collectors.joining("\n", "", "\n")));
        Files.writeString(folder.resolve("rules/rules.drl"), drl(rules));
        Path settings = folder.resolve("config.yml");
        Files.writeString(
                settings,
                """
                server:
                  applicationConnectors: [{type: http, bindHost: 127.0.0.1, port: %d}]
                  adminConnectors: [{type: http, bindHost: 127.0.0.1, port: %d}]
                database: {url: "%s"}
                rules: {folder: "%s"}
                """
                        .formatted(port, adminPort, url, folder.resolve("rules")));
        return settings;
    }

    /** What every file of rules begins with. */
    static final String HEADER =
            """
            package landfall.rules;

            import landfall.facts.*;
            import static landfall.facts.Members.*;

            global landfall.facts.Routing routing;
            """;

    private static String drl(int rules) {
        Random random = new Random(7);
        StringBuilder drl = new StringBuilder(
                HEADER
                        + """

                rule "Hot rotation"
                when
                    Territory( id == "hot" )
                then
                    routing.roundRobin(team("hot"));
                end

                rule "Everything else"
                    salience 1
                when
                    Account( source != null )
                then
                    routing.territory("hot");
                end
                """);
        for (int i = 0; i < rules; i++) {
            drl.append(rule(i, random));
        }
        return drl.toString();
    }

    /** A rule of five conditions. */
    static String rule(int number, Random random) {
        int least = random.nextInt(900) * 1000;
        return """

                rule "Rule %d"
                    salience %d
                when
                    Account( country in (%s), region in (%s), industry in (%s), dealSize >= %d, dealSize < %d )
                then
                    routing.territory("hot");
                end
                """
                .formatted(
                        number,
                        10 + number,
                        countries(random),
                        some(random, REGIONS, 4),
                        some(random, INDUSTRIES, 4),
                        least,
                        least + 200_000);
    }

    /** The one that has all those regions, and another. */
    private static String countries(Random random) {
        return "\"US\", " + some(random, COUNTRIES.subList(1, COUNTRIES.size()), 1);
    }

    private static String some(Random random, List<String> all, int count) {
        List<String> shuffled = new ArrayList<>(all);
        java.util.Collections.shuffle(shuffled, random);
        return shuffled.stream().limit(count).map(value -> "\"" + value + "\"").collect(Collectors.joining(", "));
    }
}
