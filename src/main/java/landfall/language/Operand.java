package landfall.language;

import landfall.facts.Account;
import org.jspecify.annotations.Nullable;

/** The left side of a comparison. */
public sealed interface Operand {

    FactType fact();

    ValueType type();

    /** The value in this fact (an Account, a Clock or a Territory), or null. */
    @Nullable
    Object read(Object fact);

    /** As a rule file spells it. */
    String text();

    /** A fact's own field. */
    record FieldOperand(Field field) implements Operand {

        @Override
        public FactType fact() {
            return field.fact();
        }

        @Override
        public ValueType type() {
            return field.type();
        }

        @Override
        public @Nullable Object read(Object fact) {
            return field.read().apply(fact);
        }

        @Override
        public String text() {
            return field.name();
        }
    }

    /** {@code attributes["key"]}: a text of the account that only some callers send. */
    record AttributeOperand(String key) implements Operand {

        @Override
        public FactType fact() {
            return FactType.ACCOUNT;
        }

        @Override
        public ValueType type() {
            return ValueType.TEXT;
        }

        @Override
        public @Nullable Object read(Object fact) {
            return ((Account) fact).attributes().get(key);
        }

        @Override
        public String text() {
            return "attributes[\"" + key + "\"]";
        }
    }

    /** {@code numbers["key"]}: a decimal of the account that only some callers send. */
    record NumberOperand(String key) implements Operand {

        @Override
        public FactType fact() {
            return FactType.ACCOUNT;
        }

        @Override
        public ValueType type() {
            return ValueType.DECIMAL;
        }

        @Override
        public @Nullable Object read(Object fact) {
            return ((Account) fact).numbers().get(key);
        }

        @Override
        public String text() {
            return "numbers[\"" + key + "\"]";
        }
    }
}
