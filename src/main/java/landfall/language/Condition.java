package landfall.language;

import java.util.List;

/** What a rule asks of a fact. Null fields: see each kind. */
public sealed interface Condition {

    Place place();

    /** All of them, as written with {@code &&}. */
    record And(List<Condition> conditions, Place place) implements Condition {
        public And {
            conditions = List.copyOf(conditions);
        }
    }

    /** At least one, as written with {@code ||}. */
    record Or(List<Condition> conditions, Place place) implements Condition {
        public Or {
            conditions = List.copyOf(conditions);
        }
    }

    record Not(Condition condition, Place place) implements Condition {}

    /** A comparison of one operand. */
    sealed interface Comparison extends Condition {
        Operand operand();
    }

    /** {@code == != < <= > >=}; a null field: false, but for {@code !=}. */
    record Compare(Operand operand, Comparator comparator, Literal literal, Place place) implements Comparison {}

    /** {@code in}, {@code not in}; a null field: false, and true when negated. */
    record In(Operand operand, boolean negated, List<Literal> literals, Place place) implements Comparison {
        public In {
            literals = List.copyOf(literals);
        }
    }

    /** {@code memberOf}, {@code not memberOf}; a null field: false, and true when negated. */
    record MemberOf(Operand operand, boolean negated, String list, Place listPlace, Place place)
            implements Comparison {}

    /** {@code contains}: a value of several, or a part of a text; a null field: false, and true when negated. */
    record Contains(Operand operand, boolean negated, Literal literal, Place place) implements Comparison {}

    /** {@code matches}: the whole text, RE2 syntax; a null field: false. */
    record Matches(Operand operand, String expression, Place expressionPlace, Place place) implements Comparison {}

    /** {@code str[startsWith]} and {@code str[endsWith]}; a null field: false. */
    record Affix(Operand operand, boolean start, String text, Place place) implements Comparison {}

    /** {@code == null}, {@code != null}. */
    record IsNull(Operand operand, boolean negated, Place place) implements Comparison {}

    /** How two values of one type compare. */
    enum Comparator {
        EQUAL("=="),
        NOT_EQUAL("!="),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">=");

        private final String sign;

        Comparator(String sign) {
            this.sign = sign;
        }

        public String sign() {
            return sign;
        }
    }
}
