package landfall.engine;

import static landfall.engine.Sketch.NOWHERE;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import landfall.language.Condition;
import landfall.language.FactType;
import landfall.language.Field;
import landfall.language.Fields;
import landfall.language.Literal;
import landfall.language.Operand;
import landfall.language.ValueList;
import landfall.language.ValueType;

/**
 * Conditions on every field that rules can test, with every operator. {@code str[…]} stands behind {@code != null},
 * since Drools throws there; decimals carry the suffix {@code B}, since Drools reads them as doubles without it.
 */
final class RandomConditions {

    static final List<String> KEYS = List.of("channel", "say \"hi\"", "色");
    static final Map<String, ValueList> LISTS = Map.of(
            "NAMED", Sketch.list("NAMED", "v0", "v3", "v4", "v11", "日本 東京"),
            "日程", Sketch.list("日程", "v1", "MON", "TUE", "09:30", "2026-03-15"));

    private static final List<String> TEXTS =
            List.of("v0", "v1", "v2", "v3", "v4", "v5", "日本 東京", "say \"hi\" \\ there", "tab\there", "");
    private static final List<String> WHOLE = List.of("0", "1", "7", "49", "50", "1000", "-3", "2147483647");
    private static final List<String> DECIMALS = List.of(
            "0.1",
            "0.10",
            "-3.5",
            "0",
            "50000",
            "49999.99",
            "10000000000",
            "0.1000000000000000001",
            "9007199254740993");
    private static final List<String> EXPRESSIONS = List.of(
            ".*",
            "v1.*",
            "[a-w]\\d",
            "(v|w)[0-9]+",
            "日本.+",
            ".*\"hi\".*",
            "MON|TUE|WED",
            "0[0-9]:.*",
            "2026-03-.*",
            "");

    private final Random random;
    private final boolean plain;

    /** @param plain without what Drools' classic mode gets wrong; see the test's own words */
    RandomConditions(Random random, boolean plain) {
        this.random = random;
        this.plain = plain;
    }

    Condition condition(FactType fact, int depth) {
        int kind = depth == 0 ? 9 : random.nextInt(10);
        return switch (kind) {
            case 0 -> Sketch.and(several(fact, depth - 1));
            case 1, 2 -> Sketch.or(several(fact, depth - 1));
            case 3 -> Sketch.not(condition(fact, depth - 1));
            default -> comparison(operand(fact));
        };
    }

    private Condition[] several(FactType fact, int depth) {
        Condition[] some = new Condition[2 + random.nextInt(2)];
        for (int each = 0; each < some.length; each++) {
            some[each] = condition(fact, depth);
        }
        return some;
    }

    private Operand operand(FactType fact) {
        if (fact == FactType.ACCOUNT) {
            switch (random.nextInt(10)) {
                case 0 -> {
                    return new Operand.AttributeOperand(any(KEYS));
                }
                case 1 -> {
                    return new Operand.NumberOperand(any(KEYS));
                }
                case 2, 3, 4 -> {
                    return Sketch.account(any(List.of("country", "region", "industry")));
                }
                default -> {}
            }
        }
        List<Field> fields = Fields.of(fact).stream()
                .filter(field -> !field.personal() && !field.name().equals("zone"))
                .filter(field -> !plain || !field.name().equals("language"))
                .toList();
        return new Operand.FieldOperand(any(fields));
    }

    private Condition comparison(Operand operand) {
        return switch (operand.type()) {
            case TEXT -> text(operand);
            case BOOLEAN -> Sketch.compare(operand, random.nextBoolean() ? "==" : "!=", random.nextBoolean());
            case INTEGER, DECIMAL -> number(operand);
            case TEXTS -> new Condition.Contains(operand, random.nextBoolean(), textOf(operand), NOWHERE);
        };
    }

    private Condition text(Operand operand) {
        boolean ordered = operand.text().equals("date") || operand.text().equals("time");
        return switch (random.nextInt(ordered ? 10 : 8)) {
            case 0 -> new Condition.Compare(operand, Condition.Comparator.EQUAL, textOf(operand), NOWHERE);
            case 1 -> new Condition.Compare(operand, Condition.Comparator.NOT_EQUAL, textOf(operand), NOWHERE);
            case 2, 3 -> new Condition.In(operand, random.nextInt(3) == 0, texts(operand), NOWHERE);
            case 4 ->
                new Condition.MemberOf(operand, random.nextInt(3) == 0, any(List.of("NAMED", "日程")), NOWHERE, NOWHERE);
            case 5 ->
                new Condition.Contains(
                        operand, random.nextBoolean(), Sketch.literal(any(List.of("v", "日", ":3"))), NOWHERE);
            case 6 -> new Condition.Matches(operand, expression(), NOWHERE, NOWHERE);
            case 7 -> {
                boolean start = random.nextBoolean();
                Condition affix = new Condition.Affix(operand, start, start ? "v1" : "3", NOWHERE);
                yield random.nextBoolean() ? nullness(operand) : Sketch.and(Sketch.isNotNull(operand), affix);
            }
            default ->
                Sketch.compare(
                        operand,
                        any(List.of("<", "<=", ">", ">=")),
                        textOf(operand).value());
        };
    }

    private Condition number(Operand operand) {
        return switch (random.nextInt(10)) {
            case 0, 1 -> {
                Set<BigDecimal> values = new HashSet<>();
                List<Literal> literals = new ArrayList<>();
                for (int each = 0; each < 1 + random.nextInt(3); each++) {
                    Literal literal = numberOf(operand);
                    BigDecimal value = (BigDecimal) literal.value();
                    // Drools' executable model fails to write a negative number with B in a list.
                    if (value.signum() >= 0 && values.add(value.stripTrailingZeros())) {
                        literals.add(literal);
                    }
                }
                yield literals.isEmpty()
                        ? number(operand)
                        : new Condition.In(operand, random.nextInt(3) == 0, literals, NOWHERE);
            }
            // Drools refuses to ask a primitive for null.
            case 2 -> operand.fact() == FactType.CLOCK ? number(operand) : nullness(operand);
            default -> {
                Condition.Comparator[] all = Condition.Comparator.values();
                yield new Condition.Compare(operand, all[random.nextInt(all.length)], numberOf(operand), NOWHERE);
            }
        };
    }

    private String expression() {
        String expression = any(EXPRESSIONS);
        return plain && "null".matches(expression) ? expression() : expression;
    }

    private Condition nullness(Operand operand) {
        return random.nextBoolean() ? Sketch.isNull(operand) : Sketch.isNotNull(operand);
    }

    private List<Literal> texts(Operand operand) {
        Set<String> values = new HashSet<>();
        for (int each = 0; each < 1 + random.nextInt(3); each++) {
            values.add((String) textOf(operand).value());
        }
        return values.stream().map(Sketch::literal).toList();
    }

    private Literal textOf(Operand operand) {
        return Sketch.literal(textValue(operand.text()));
    }

    /** A text that such a field has, now and then; the three fields of most rules have some thirty values. */
    String textValue(String field) {
        return switch (field) {
            case "country", "region", "industry" -> "v" + random.nextInt(30);
            case "date" ->
                RandomRules.FIRST_DAY.plusDays(random.nextInt(RandomRules.DAYS)).toString();
            case "time" -> String.format(java.util.Locale.ROOT, "%02d:%02d", random.nextInt(24), random.nextInt(60));
            case "dayOfWeek" -> any(List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"));
            default -> any(TEXTS);
        };
    }

    private Literal numberOf(Operand operand) {
        if (operand.type() == ValueType.DECIMAL) {
            return Sketch.literal(decimalValue());
        }
        String text =
                switch (operand.text()) {
                    case "hour" -> Integer.toString(random.nextInt(24));
                    case "dayOfMonth" -> Integer.toString(1 + random.nextInt(31));
                    case "month" -> Integer.toString(3 + random.nextInt(2));
                    case "quarter" -> Integer.toString(1 + random.nextInt(2));
                    case "year" -> "2026";
                    default -> any(WHOLE);
                };
        return new Literal.NumberLiteral(new BigDecimal(text), text, random.nextBoolean(), NOWHERE);
    }

    BigDecimal decimalValue() {
        return new BigDecimal(any(DECIMALS));
    }

    int wholeValue() {
        return Integer.parseInt(any(WHOLE));
    }

    <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
