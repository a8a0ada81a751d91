package landfall.balance;

import java.math.BigDecimal;

/** How amounts are shown. */
final class Amounts {

    private Amounts() {}

    /** Without zeros behind the point, and without an exponent. */
    static BigDecimal plain(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
