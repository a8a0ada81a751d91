package landfall.ruleset;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import landfall.language.Action;
import landfall.language.Condition;
import landfall.language.Condition.Comparator;
import landfall.language.FactType;
import landfall.language.Field;
import landfall.language.Fields;
import landfall.language.Literal;
import landfall.language.Operand;
import landfall.language.Pattern;
import landfall.language.Place;
import landfall.language.RotationSpec;
import landfall.language.RotationSpec.Member;
import landfall.language.Rule;

/** Makes rules of every form of the grammar at random; what they ask for may make no sense. */
final class RandomRules {

    private static final Place NOWHERE = Place.of("nowhere.drl");
    private static final List<String> TEXTS = List.of(
            "US",
            "us-west",
            "a, b) || c",
            "quote \" and \\ backslash",
            "line\nbreak\ttab",
            "東京都 港区",
            "the end then when rule",
            "// no comment /* none */",
            "it's; {x} [y] @z #1 $v",
            "\uD83D\uDE00",
            "ｱｲｳ“curly”",
            " blanks ");

    private final Random random;
    private final List<String> texts;

    RandomRules(Random random) {
        this(random, TEXTS);
    }

    /** @param texts what stands in quotes */
    RandomRules(Random random, List<String> texts) {
        this.random = random;
        this.texts = texts;
    }

    Rule rule(String name) {
        boolean rotation = random.nextInt(3) == 0;
        List<Pattern> patterns = new ArrayList<>();
        patterns.add(pattern(rotation ? FactType.TERRITORY : FactType.ACCOUNT));
        while (random.nextInt(3) == 0) {
            patterns.add(pattern(FactType.CLOCK));
        }
        List<Action> actions = new ArrayList<>();
        do {
            actions.add(rotation ? new Action.TakeTurns(rotation(), NOWHERE) : claim());
        } while (random.nextInt(3) == 0);
        return new Rule(
                name,
                NOWHERE,
                orNull(this::text),
                orNull(this::text),
                orNull(() -> "Asia/Tokyo"),
                random.nextInt(),
                random.nextBoolean(),
                orNull(this::date),
                orNull(this::date),
                patterns,
                actions);
    }

    private <T> T orNull(Supplier<T> value) {
        return random.nextBoolean() ? value.get() : null;
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private String text() {
        return one(texts);
    }

    private LocalDate date() {
        return LocalDate.of(2000, 1, 1).plusDays(random.nextInt(20_000));
    }

    private Pattern pattern(FactType fact) {
        List<Condition> conditions = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            conditions.add(condition(fact, 4));
        }
        return new Pattern(fact, conditions, NOWHERE);
    }

    private Condition condition(FactType fact, int depth) {
        int kind = depth == 0 ? 9 : random.nextInt(10);
        if (kind == 0) {
            return new Condition.Not(condition(fact, depth - 1), NOWHERE);
        }
        if (kind <= 3) {
            List<Condition> parts = new ArrayList<>();
            for (int i = 2 + random.nextInt(2); i > 0; i--) {
                parts.add(condition(fact, depth - 1));
            }
            return kind == 1 ? new Condition.And(parts, NOWHERE) : new Condition.Or(parts, NOWHERE);
        }
        return comparison(operand(fact));
    }

    private Operand operand(FactType fact) {
        if (fact == FactType.ACCOUNT && random.nextInt(5) == 0) {
            return random.nextBoolean() ? new Operand.AttributeOperand(text()) : new Operand.NumberOperand(text());
        }
        Field field = one(Fields.of(fact));
        return new Operand.FieldOperand(field);
    }

    private Condition comparison(Operand operand) {
        return switch (random.nextInt(7)) {
            case 0 -> new Condition.In(operand, random.nextBoolean(), List.of(literal(), literal()), NOWHERE);
            case 1 ->
                new Condition.MemberOf(operand, random.nextBoolean(), one(List.of("wide", "顧客_1")), NOWHERE, NOWHERE);
            case 2 -> new Condition.Contains(operand, random.nextBoolean(), literal(), NOWHERE);
            case 3 -> new Condition.Matches(operand, text(), NOWHERE, NOWHERE);
            case 4 -> new Condition.Affix(operand, random.nextBoolean(), text(), NOWHERE);
            case 5 -> new Condition.IsNull(operand, random.nextBoolean(), NOWHERE);
            default -> new Condition.Compare(operand, one(List.of(Comparator.values())), literal(), NOWHERE);
        };
    }

    private Literal literal() {
        return switch (random.nextInt(4)) {
            case 0 -> new Literal.BooleanLiteral(random.nextBoolean(), NOWHERE);
            case 1 -> number(Integer.toString(random.nextInt()));
            case 2 -> number((random.nextInt(2000) - 1000) + "." + random.nextInt(1000));
            default -> new Literal.TextLiteral(text(), NOWHERE);
        };
    }

    private Literal number(String spelling) {
        return new Literal.NumberLiteral(new BigDecimal(spelling), spelling, random.nextBoolean(), NOWHERE);
    }

    private Action claim() {
        Operand key = new Operand.FieldOperand(one(Fields.of(FactType.ACCOUNT)));
        return switch (random.nextInt(6)) {
            case 0 -> new Action.ClaimRep(text(), NOWHERE, NOWHERE);
            case 1 -> new Action.TerritoryFrom(text(), key, NOWHERE, NOWHERE);
            case 2 -> new Action.RepFrom(text(), key, NOWHERE, NOWHERE);
            case 3 -> new Action.Overlay(text(), NOWHERE, NOWHERE);
            case 4 -> new Action.Reason(text(), NOWHERE);
            default -> new Action.ClaimTerritory(text(), NOWHERE, NOWHERE);
        };
    }

    private RotationSpec rotation() {
        RotationSpec.Kind kind = one(List.of(RotationSpec.Kind.values()));
        boolean duty = kind == RotationSpec.Kind.ON_DUTY;
        boolean calendar = kind == RotationSpec.Kind.ON_DUTY_CALENDAR;
        List<Member> members = new ArrayList<>();
        for (int i = calendar ? 0 : 1 + random.nextInt(3); i > 0; i--) {
            members.add(member());
        }
        return new RotationSpec(
                kind,
                members,
                duty ? one(List.of(RotationSpec.Period.values())) : null,
                duty ? date() : null,
                calendar ? text() : null,
                orNull(this::text),
                orNull(() -> new RotationSpec.Cap(1 + random.nextInt(9), "day", NOWHERE)),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                orNull(() -> "30m"));
    }

    private Member member() {
        return switch (random.nextInt(3)) {
            case 0 -> new Member.RepMember(text(), 1 + random.nextInt(5), NOWHERE);
            case 1 -> new Member.TeamMember(text(), List.of(text()), List.of("ja"), random.nextBoolean(), NOWHERE);
            default -> new Member.RepMember(text(), null, NOWHERE);
        };
    }
}
