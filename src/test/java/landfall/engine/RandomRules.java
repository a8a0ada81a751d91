package landfall.engine;

import static landfall.engine.Sketch.NOWHERE;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import landfall.language.Action;
import landfall.language.Condition;
import landfall.language.FactType;
import landfall.language.Pattern;
import landfall.language.RotationSpec;
import landfall.language.RotationSpec.Kind;
import landfall.language.RotationSpec.Member;
import landfall.language.RotationSpec.Period;
import landfall.language.Rule;
import org.jspecify.annotations.Nullable;

/** Rules with every operator, attribute and verb of the language; the same for the same seed. No quotes in
 * names: Drools' executable model would write Java that doesn't compile. */
final class RandomRules {

    static final List<String> ZONES = List.of("America/Los_Angeles", "Asia/Tokyo", "Europe/London", "Asia/Kolkata");
    static final LocalDate FIRST_DAY = LocalDate.of(2026, 3, 1);
    static final int DAYS = 60;

    private final Random random;
    private final RandomConditions conditions;

    RandomRules(Random random, boolean plain) {
        this.random = random;
        this.conditions = new RandomConditions(random, plain);
    }

    List<Rule> rules(int count) {
        List<Rule> rules = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            rules.add(rule("rule " + index + (index % 7 == 0 ? " 日本" : "")));
        }
        return rules;
    }

    private Rule rule(String name) {
        boolean rotation = random.nextInt(4) == 0;
        List<Pattern> patterns = new ArrayList<>();
        if (rotation) {
            patterns.add(pattern(FactType.TERRITORY, 1 + random.nextInt(2)));
        }
        if (!rotation || random.nextBoolean()) {
            patterns.add(pattern(FactType.ACCOUNT, 1 + random.nextInt(4)));
        }
        int clocks = Math.max(0, random.nextInt(5) - 2);
        int zone = random.nextInt(ZONES.size());
        for (int clock = 0; clock < clocks; clock++) {
            patterns.add(clock(ZONES.get((zone + clock) % ZONES.size())));
        }
        Collections.shuffle(patterns, random);
        return new Rule(
                name,
                NOWHERE,
                null,
                null,
                null,
                random.nextInt(5) - 2,
                random.nextInt(20) != 0,
                random.nextInt(6) == 0 ? day() : null,
                random.nextInt(6) == 0 ? day() : null,
                patterns,
                rotation ? List.of(takeTurns()) : claims());
    }

    private LocalDate day() {
        return FIRST_DAY.plusDays(random.nextInt(DAYS));
    }

    private Pattern pattern(FactType fact, int count) {
        List<Condition> some = new ArrayList<>();
        for (int each = 0; each < count; each++) {
            some.add(conditions.condition(fact, 3));
        }
        return new Pattern(fact, some, NOWHERE);
    }

    private Pattern clock(String zone) {
        List<Condition> some = new ArrayList<>();
        int count = random.nextInt(3);
        for (int each = 0; each < count; each++) {
            some.add(conditions.condition(FactType.CLOCK, 2));
        }
        some.add(random.nextInt(count + 1), Sketch.compare(Sketch.clock("zone"), "==", zone));
        return new Pattern(FactType.CLOCK, some, NOWHERE);
    }

    private List<Action> claims() {
        List<Action> actions = new ArrayList<>();
        if (random.nextBoolean()) {
            actions.add(new Action.Reason("because \"it\" fits", NOWHERE));
        }
        actions.add(
                switch (random.nextInt(4)) {
                    case 0 -> new Action.ClaimRep("alice", NOWHERE, NOWHERE);
                    case 1 -> new Action.TerritoryFrom("zips", Sketch.account("postalCode"), NOWHERE, NOWHERE);
                    case 2 -> new Action.RepFrom("named", Sketch.account("company"), NOWHERE, NOWHERE);
                    default -> new Action.ClaimTerritory("us-west", NOWHERE, NOWHERE);
                });
        if (random.nextInt(4) == 0) {
            actions.add(new Action.Overlay("fintech", NOWHERE, NOWHERE));
        }
        return actions;
    }

    private Action takeTurns() {
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        boolean onDuty = kind == Kind.ON_DUTY;
        List<Member> members = new ArrayList<>();
        if (kind != Kind.ON_DUTY_CALENDAR) {
            members.add(new Member.RepMember("alice", null, NOWHERE));
            if (kind == Kind.WEIGHTED) {
                members.add(new Member.RepMember("bob", 3, NOWHERE));
            } else {
                members.add(
                        new Member.TeamMember("us", List.of("fintech"), List.of("ja"), random.nextBoolean(), NOWHERE));
            }
        }
        @Nullable Period period = onDuty ? Period.values()[random.nextInt(4)] : null;
        boolean hours = random.nextBoolean();
        RotationSpec rotation = new RotationSpec(
                kind,
                members,
                period,
                onDuty ? LocalDate.of(2026, 1, 5) : null,
                kind == Kind.ON_DUTY_CALENDAR ? "tokyo" : null,
                random.nextBoolean() ? "shared" : null,
                random.nextBoolean() ? new RotationSpec.Cap(5, "day", NOWHERE) : null,
                hours,
                hours && random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean() ? "30m" : null);
        return new Action.TakeTurns(rotation, NOWHERE);
    }
}
