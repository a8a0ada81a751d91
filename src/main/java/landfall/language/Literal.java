package landfall.language;

import java.math.BigDecimal;

/** The right side of a comparison; its type is that of the field. */
public sealed interface Literal {

    Place place();

    /** The value as the field holds it: String, Integer or BigDecimal, Boolean. */
    Object value();

    record TextLiteral(String value, Place place) implements Literal {}

    record BooleanLiteral(Boolean value, Place place) implements Literal {}

    /**
     * A number, exact.
     *
     * @param text as the rule file spells it, without the suffix
     * @param exact whether it carries the suffix {@code B}
     */
    record NumberLiteral(BigDecimal value, String text, boolean exact, Place place) implements Literal {}
}
