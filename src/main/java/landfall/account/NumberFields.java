package landfall.account;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Head count, score, coordinates, yes and no. */
final class NumberFields {

    private static final BigDecimal LARGEST_COUNT = BigDecimal.valueOf(Integer.MAX_VALUE);

    private NumberFields() {}

    static void clean(Cleaning cleaning) {
        BigDecimal employees = number(cleaning, "employees", "not a whole number");
        cleaning.account()
                .employees(employees == null ? null : employees.intValueExact())
                .score(number(cleaning, "score", "not a number"))
                .latitude(number(cleaning, "latitude", "not between -90 and 90"))
                .longitude(number(cleaning, "longitude", "not between -180 and 180"))
                .existingCustomer(truth(cleaning, "existingCustomer"));
    }

    /** The number of a field in range, from the text that {@link Cleaning#sent} gives; null where it isn't. */
    static @Nullable BigDecimal understood(String field, String text) {
        WrittenNumber written = WrittenNumber.read(text, field.equals("employees"));
        if (written == null || (written.mark() != null && !counts(field, written.mark()))) {
            return null;
        }
        BigDecimal value = written.value();
        boolean inRange =
                switch (field) {
                    case "employees" ->
                        value.signum() >= 0 && value.scale() == 0 && value.compareTo(LARGEST_COUNT) <= 0;
                    case "latitude" -> value.abs().compareTo(BigDecimal.valueOf(90)) <= 0;
                    case "longitude" -> value.abs().compareTo(BigDecimal.valueOf(180)) <= 0;
                    default -> true;
                };
        return inRange ? value : null;
    }

    static boolean truth(Cleaning cleaning, String field) {
        SentValue sent = cleaning.sent(field);
        if (sent == null) {
            return false;
        }
        Boolean truth = Truth.read(sent.text());
        cleaning.settle(
                sent, truth == null ? null : truth.toString(), truth == null ? "neither yes nor no" : "yes or no");
        return Boolean.TRUE.equals(truth);
    }

    private static @Nullable BigDecimal number(Cleaning cleaning, String field, String fault) {
        SentValue sent = cleaning.sent(field);
        if (sent == null) {
            return null;
        }
        BigDecimal value = understood(field, sent.text());
        cleaning.settle(sent, value == null ? null : value.toPlainString(), value == null ? fault : "a number");
        return value;
    }

    private static boolean counts(String field, String mark) {
        return field.equals("employees")
                && (mark.equals("人")
                        || mark.equals("名")
                        || mark.equalsIgnoreCase("employees")
                        || mark.equals("people"));
    }
}
