package landfall.rotation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import landfall.engine.ConditionEvaluator;
import landfall.engine.Moment;
import landfall.language.Rule;
import landfall.roster.Absences;
import landfall.roster.Roster;
import landfall.ruleset.CompiledRuleSet;
import landfall.ruleset.Preparation;
import landfall.ruleset.Preparation.Prepared;
import landfall.ruleset.RuleFile;

/** A roster and rotation rules made at random, or as a bench wants them, from the text of rule files. */
final class RandomPool {
    static final Instant BEGIN = Instant.parse("2026-03-02T06:00:00Z");

    final Roster roster;
    final List<ReadyRotation> rotations = new ArrayList<>();
    final PoolMembers members;

    private RandomPool(String reps, List<Absences.Absence> absences, List<String> verbs) {
        CompiledRuleSet compiled = compiled(reps, verbs);
        roster = compiled.roster().withAbsences(absences);
        for (Rule rule : compiled.checked().rules()) {
            if (rule.isRotation()) {
                rotations.add(ReadyRotation.of(rule, roster, ZoneOffset.UTC));
            }
        }
        members = PoolMembers.of(
                rotations, roster, new ConditionEvaluator(compiled.checked().lists()));
    }

    /** @param verbs of rotation rules, such as {@code roundRobin(team("west")).pool("one")} */
    static RandomPool of(Random random, int reps, List<String> verbs) {
        List<String> zones = List.of("UTC", "America/New_York", "Asia/Kolkata", "Asia/Tokyo", "");
        List<String> hours = List.of("Mon-Fri 09:00-17:30", "Mon-Sun 00:00-24:00", "Tue-Sat 06:15-20:00", "");
        StringBuilder csv = new StringBuilder("id,name,team,zone,hours,weight,skills,languages,activeFrom,activeTo\n");
        List<Absences.Absence> absences = new ArrayList<>();
        for (int i = 0; i < reps; i++) {
            csv.append("rep-%d,Rep %d,west,%s,%s,%d,%s,%s,,%s%n"
                    .formatted(
                            i,
                            i,
                            pick(random, zones),
                            pick(random, hours),
                            1 + random.nextInt(4),
                            i > 0 && random.nextInt(3) == 0 ? "" : "fintech",
                            random.nextBoolean() ? "en" : "en;ja",
                            random.nextInt(9) == 0 ? "2026-03-05" : ""));
            if (random.nextInt(3) == 0) {
                LocalDateTime from =
                        LocalDateTime.ofInstant(BEGIN, ZoneOffset.UTC).plusMinutes(random.nextInt(10_000));
                absences.add(new Absences.Absence("rep-" + i, from, from.plusHours(1 + random.nextInt(60))));
            }
        }
        return new RandomPool(csv.toString(), absences, verbs);
    }

    /** All alike, always there: nothing to ask for but their number. */
    static RandomPool plain(int reps) {
        StringBuilder csv = new StringBuilder("id,name,team\n");
        for (int i = 0; i < reps; i++) {
            csv.append("rep-%d,Rep %d,west%n".formatted(i, i));
        }
        return new RandomPool(csv.toString(), List.of(), List.of("roundRobin(team(\"west\"))"));
    }

    /** With hours, absences, weights, strengths and a cap. */
    static RandomPool full(int reps) {
        return of(
                new Random(7),
                reps,
                List.of("weighted(team(\"west\").language(\"en\")).cap(1000000, \"day\").duringWorkingHours()"));
    }

    Moment moment(Instant at) {
        return new Moment(at, roster.holidays());
    }

    Presence presence(Moment moment) {
        return new Presence(roster, moment, ZoneOffset.UTC);
    }

    private static CompiledRuleSet compiled(String reps, List<String> verbs) {
        Map<String, String> texts = new HashMap<>();
        texts.put(
                "roster/reps.csv",
                reps + "last,Last"
                        + ",".repeat(reps.lines().findFirst().orElseThrow().split(",").length - 2) + "\n");
        texts.put("roster/territories.csv", "id,name,type,fallbackRep\nus,US,territory,\nrest,Rest,fallback,last\n");
        StringBuilder rules =
                new StringBuilder("rule \"All\" when Account( source != null ) then routing.territory(\"us\"); end\n");
        for (int i = 0; i < verbs.size(); i++) {
            rules.append("rule \"Turns %d\" salience %d when Territory( id == \"us\" ) then routing.%s; end%n"
                    .formatted(i, verbs.size() - i, verbs.get(i)));
        }
        texts.put("rules.drl", rules.toString());
        List<RuleFile> files = new ArrayList<>();
        texts.forEach((path, text) -> files.add(new RuleFile(path, text.getBytes(UTF_8))));
        Prepared prepared = new Preparation(
                        Preparation.Options.admittingAll(ZoneOffset.UTC, "USD"),
                        Clock.fixed(BEGIN.truncatedTo(ChronoUnit.DAYS), ZoneOffset.UTC))
                .prepare(files);
        if (prepared instanceof Prepared.Ready ready) {
            return ready.ruleSet().compiled();
        }
        throw new AssertionError(prepared.issues().toString());
    }

    private static String pick(Random random, List<String> values) {
        return values.get(random.nextInt(values.size()));
    }
}
