package landfall.balance;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import landfall.language.FactType;
import landfall.language.Field;
import landfall.language.Fields;
import landfall.language.ValueType;
import landfall.ruleset.source.Suggestions;

/**
 * Reads an expression of numbers by a closed grammar, so that nothing can be run by it:
 *
 * <pre>
 * sum     = product (("+" | "-") product)*
 * product = factor ("*" factor | "/" NUMBER)*
 * factor  = ["-"] (NUMBER | FIELD | "numbers" "[" "KEY" "]" | ("min" | "max") "(" sum "," sum ")" | "(" sum ")")
 * </pre>
 *
 * It is divided by numbers other than 0 alone, so that each account has a potential.
 */
final class PotentialParser {

    private static final int LONGEST = 1_000;
    private static final int DEEPEST = 50;
    private static final int MOST_DIGITS = 20;
    private static final String NUMBERS = "numbers";
    private static final List<String> FIELDS = Fields.of(FactType.ACCOUNT).stream()
            .filter(PotentialParser::isNumber)
            .map(Field::name)
            .toList();

    private final String text;
    private final Set<String> admitted;
    private final Set<String> numbers = new HashSet<>();
    private int at;
    private int depth;

    /** @param admitted keys that {@code numbers["…"]} may have */
    PotentialParser(String text, Set<String> admitted) {
        this.text = text;
        this.admitted = Set.copyOf(admitted);
    }

    private static boolean isNumber(Field field) {
        return field.type() == ValueType.INTEGER || field.type() == ValueType.DECIMAL;
    }

    Potential parse() {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("an expression has at most " + LONGEST + " characters");
        }
        Potential.Term term = sum();
        if (at < text.length()) {
            throw fault(at, "nothing is expected here any more: between two values there is +, -, * or /");
        }
        return new Potential(text.strip(), term, numbers);
    }

    private Potential.Term sum() {
        if (++depth > DEEPEST) {
            throw fault(at, "there are more than " + DEEPEST + " parentheses within each other");
        }
        Potential.Term sum = product();
        while (true) {
            Potential.Term left = sum;
            if (skip('+')) {
                Potential.Term right = product();
                sum = account -> left.of(account).add(right.of(account), Potential.EXACT_ENOUGH);
            } else if (skip('-')) {
                Potential.Term right = product();
                sum = account -> left.of(account).subtract(right.of(account), Potential.EXACT_ENOUGH);
            } else {
                depth--;
                return sum;
            }
        }
    }

    private Potential.Term product() {
        Potential.Term product = factor();
        while (true) {
            Potential.Term left = product;
            if (skip('*')) {
                Potential.Term right = factor();
                product = account -> left.of(account).multiply(right.of(account), Potential.EXACT_ENOUGH);
            } else if (skip('/')) {
                BigDecimal divisor = divisor();
                product = account -> left.of(account).divide(divisor, Potential.EXACT_ENOUGH);
            } else {
                return product;
            }
        }
    }

    private BigDecimal divisor() {
        blanks();
        int begin = at;
        if (at == text.length() || !isDigit(text.charAt(at))) {
            throw fault(begin, "only a number may stand behind /, since a field may be 0");
        }
        BigDecimal divisor = number();
        if (divisor.signum() == 0) {
            throw fault(begin, "nothing can be divided by 0");
        }
        return divisor;
    }

    private Potential.Term factor() {
        blanks();
        if (skip('-')) {
            if (++depth > DEEPEST) {
                throw fault(at, "there are more than " + DEEPEST + " signs in a row");
            }
            Potential.Term positive = factor();
            depth--;
            return account -> positive.of(account).negate();
        }
        if (skip('(')) {
            Potential.Term within = sum();
            require(')');
            return within;
        }
        if (at < text.length() && isDigit(text.charAt(at))) {
            BigDecimal number = number();
            return account -> number;
        }
        return named();
    }

    private Potential.Term named() {
        int begin = at;
        while (at < text.length() && Character.isLetter(text.charAt(at))) {
            at++;
        }
        String name = text.substring(begin, at);
        if (name.isEmpty()) {
            throw fault(begin, "here a number is expected, or a field such as employees or numbers[\"seats\"]");
        }
        return switch (name) {
            case NUMBERS -> keyed();
            case "min" -> smaller();
            case "max" -> larger();
            default -> field(name, begin);
        };
    }

    private Potential.Term keyed() {
        require('[');
        require('"');
        int begin = at;
        int end = text.indexOf('"', at);
        if (end < 0) {
            throw fault(begin, "the key has no second \"");
        }
        String key = text.substring(begin, end);
        if (!admitted.contains(key)) {
            throw fault(
                    begin,
                    "no source may send \"" + key + "\"; "
                            + Suggestions.hint(key, admitted, "add it under sources in config.yml"));
        }
        at = end + 1;
        require(']');
        numbers.add(key);
        return reading -> reading.orZero(reading.account().numbers().get(key));
    }

    private Potential.Term smaller() {
        require('(');
        Potential.Term one = sum();
        require(',');
        Potential.Term other = sum();
        require(')');
        return account -> one.of(account).min(other.of(account));
    }

    private Potential.Term larger() {
        require('(');
        Potential.Term one = sum();
        require(',');
        Potential.Term other = sum();
        require(')');
        return account -> one.of(account).max(other.of(account));
    }

    private Potential.Term field(String name, int begin) {
        Field field = Fields.find(FactType.ACCOUNT, name).orElse(null);
        if (field == null || !isNumber(field)) {
            throw fault(
                    begin,
                    (field == null ? "there is no field \"" + name + "\"; " : "\"" + name + "\" is no number; ")
                            + Suggestions.hint(
                                    name, FIELDS, "there are " + String.join(", ", FIELDS) + " and numbers[\"…\"]"));
        }
        return reading -> {
            Object value = field.read().apply(reading.account());
            return reading.orZero(value instanceof Integer whole ? BigDecimal.valueOf(whole) : (BigDecimal) value);
        };
    }

    private BigDecimal number() {
        int begin = at;
        while (at < text.length() && (isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
            at++;
        }
        String number = text.substring(begin, at);
        if (!number.matches("[0-9]+(\\.[0-9]+)?") || number.length() > MOST_DIGITS + 1) {
            throw fault(begin, "\"" + number + "\" is no number of at most " + MOST_DIGITS + " digits, such as 0.5");
        }
        return new BigDecimal(number);
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    /** Whether it was there; with the blanks around it. */
    private boolean skip(char character) {
        blanks();
        boolean there = at < text.length() && text.charAt(at) == character;
        if (there) {
            at++;
            if (character != '"') {
                blanks();
            }
        }
        return there;
    }

    private void require(char character) {
        if (!skip(character)) {
            throw fault(at, "here " + character + " is expected");
        }
    }

    private static IllegalArgumentException fault(int at, String message) {
        return new IllegalArgumentException("character " + (at + 1) + ": " + message);
    }
}
