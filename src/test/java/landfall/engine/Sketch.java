package landfall.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import landfall.language.Action;
import landfall.language.Condition;
import landfall.language.Condition.Comparator;
import landfall.language.FactType;
import landfall.language.Fields;
import landfall.language.Literal;
import landfall.language.Operand;
import landfall.language.Pattern;
import landfall.language.Place;
import landfall.language.Rule;
import landfall.language.ValueList;

/** Builds rules for tests in few words, as a parser would. */
final class Sketch {

    static final Place NOWHERE = new Place("sketch.drl", 1, 1, 1);

    private Sketch() {}

    static RuleSketch rule(String name) {
        return new RuleSketch(name);
    }

    static Operand field(FactType fact, String name) {
        return new Operand.FieldOperand(Fields.find(fact, name).orElseThrow());
    }

    static Operand account(String name) {
        return field(FactType.ACCOUNT, name);
    }

    static Operand clock(String name) {
        return field(FactType.CLOCK, name);
    }

    static Operand territory(String name) {
        return field(FactType.TERRITORY, name);
    }

    static Operand attribute(String key) {
        return new Operand.AttributeOperand(key);
    }

    static Operand number(String key) {
        return new Operand.NumberOperand(key);
    }

    static Literal literal(Object value) {
        if (value instanceof String text) {
            return new Literal.TextLiteral(text, NOWHERE);
        }
        if (value instanceof Boolean truth) {
            return new Literal.BooleanLiteral(truth, NOWHERE);
        }
        String text = value.toString();
        return new Literal.NumberLiteral(new BigDecimal(text), text, true, NOWHERE);
    }

    static Condition compare(Operand operand, String sign, Object value) {
        Comparator comparator = Arrays.stream(Comparator.values())
                .filter(each -> each.sign().equals(sign))
                .findFirst()
                .orElseThrow();
        return new Condition.Compare(operand, comparator, literal(value), NOWHERE);
    }

    static Condition in(Operand operand, Object... values) {
        return new Condition.In(operand, false, literals(values), NOWHERE);
    }

    static Condition notIn(Operand operand, Object... values) {
        return new Condition.In(operand, true, literals(values), NOWHERE);
    }

    static Condition memberOf(Operand operand, String list) {
        return new Condition.MemberOf(operand, false, list, NOWHERE, NOWHERE);
    }

    static Condition notMemberOf(Operand operand, String list) {
        return new Condition.MemberOf(operand, true, list, NOWHERE, NOWHERE);
    }

    static Condition contains(Operand operand, String value) {
        return new Condition.Contains(operand, false, literal(value), NOWHERE);
    }

    static Condition notContains(Operand operand, String value) {
        return new Condition.Contains(operand, true, literal(value), NOWHERE);
    }

    static Condition matches(Operand operand, String expression) {
        return new Condition.Matches(operand, expression, NOWHERE, NOWHERE);
    }

    static Condition startsWith(Operand operand, String text) {
        return new Condition.Affix(operand, true, text, NOWHERE);
    }

    static Condition endsWith(Operand operand, String text) {
        return new Condition.Affix(operand, false, text, NOWHERE);
    }

    static Condition isNull(Operand operand) {
        return new Condition.IsNull(operand, false, NOWHERE);
    }

    static Condition isNotNull(Operand operand) {
        return new Condition.IsNull(operand, true, NOWHERE);
    }

    static Condition and(Condition... conditions) {
        return new Condition.And(List.of(conditions), NOWHERE);
    }

    static Condition or(Condition... conditions) {
        return new Condition.Or(List.of(conditions), NOWHERE);
    }

    static Condition not(Condition condition) {
        return new Condition.Not(condition, NOWHERE);
    }

    static ValueList list(String name, String... values) {
        Map<String, Map<String, String>> rows = new LinkedHashMap<>();
        for (String value : values) {
            rows.put(value, Map.of());
        }
        return new ValueList(name, List.of("value"), rows);
    }

    private static List<Literal> literals(Object... values) {
        return Arrays.stream(values).map(Sketch::literal).toList();
    }

    /** Collects a rule; for one thread. */
    static final class RuleSketch {
        private final String name;
        private final List<Pattern> patterns = new ArrayList<>();
        private final List<Action> actions = new ArrayList<>();
        private @org.jspecify.annotations.Nullable String zone;
        private int salience;
        private boolean enabled = true;
        private @org.jspecify.annotations.Nullable LocalDate effective;
        private @org.jspecify.annotations.Nullable LocalDate expires;

        private RuleSketch(String name) {
            this.name = name;
        }

        RuleSketch zone(String value) {
            zone = value;
            return this;
        }

        RuleSketch salience(int value) {
            salience = value;
            return this;
        }

        RuleSketch disabled() {
            enabled = false;
            return this;
        }

        RuleSketch effective(String day) {
            effective = LocalDate.parse(day);
            return this;
        }

        RuleSketch expires(String day) {
            expires = LocalDate.parse(day);
            return this;
        }

        RuleSketch account(Condition... conditions) {
            return pattern(FactType.ACCOUNT, conditions);
        }

        RuleSketch territory(Condition... conditions) {
            return pattern(FactType.TERRITORY, conditions);
        }

        RuleSketch clock(String zoneName, Condition... conditions) {
            List<Condition> all = new ArrayList<>();
            all.add(compare(Sketch.clock("zone"), "==", zoneName));
            all.addAll(List.of(conditions));
            return pattern(FactType.CLOCK, all.toArray(Condition[]::new));
        }

        RuleSketch pattern(FactType fact, Condition... conditions) {
            patterns.add(new Pattern(fact, List.of(conditions), NOWHERE));
            return this;
        }

        Rule build() {
            List<Action> claims =
                    actions.isEmpty() ? List.of(new Action.ClaimTerritory("t", NOWHERE, NOWHERE)) : actions;
            return new Rule(name, NOWHERE, null, null, zone, salience, enabled, effective, expires, patterns, claims);
        }
    }
}
