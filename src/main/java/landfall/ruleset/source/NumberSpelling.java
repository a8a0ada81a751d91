package landfall.ruleset.source;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a number is spelled as the language has it.
 *
 * @param fault a sentence, or null when nothing is wrong
 * @param mended how it was most likely meant
 */
record NumberSpelling(@Nullable String fault, String mended) {

    private static final Pattern RIGHT = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?B?");
    private static final Pattern PLAIN = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");
    private static final Pattern MULTIPLE = Pattern.compile("(-?[0-9]+(?:\\.[0-9]+)?)([kKmM])");

    static NumberSpelling of(String spelling) {
        if (RIGHT.matcher(spelling).matches()) {
            return new NumberSpelling(null, spelling);
        }
        if (spelling.indexOf('_') >= 0) {
            return wrong("a number has no underscores", spelling.replace("_", ""));
        }
        if (spelling.startsWith("0x") || spelling.startsWith("0X")) {
            return wrong("a number is written with the digits 0 to 9", "a decimal number");
        }
        String digits = spelling.substring(0, spelling.length() - 1);
        if (PLAIN.matcher(digits).matches() && "LlDdFfIb".indexOf(spelling.charAt(spelling.length() - 1)) >= 0) {
            return wrong("a number has no letter behind it but B", withoutZeros(digits));
        }
        if (PLAIN.matcher(spelling).matches() || (PLAIN.matcher(digits).matches() && spelling.endsWith("B"))) {
            return wrong(
                    "a number has no zeros in front",
                    withoutZeros(spelling) + ", or as \"" + spelling + "\" where it is a code");
        }
        var multiple = MULTIPLE.matcher(spelling);
        if (multiple.matches()) {
            int power = multiple.group(2).equalsIgnoreCase("k") ? 3 : 6;
            String whole = new java.math.BigDecimal(multiple.group(1))
                    .scaleByPowerOfTen(power)
                    .toPlainString();
            return wrong("a number is written in full", whole);
        }
        return wrong("this is not a number", "digits, such as 50000 or 0.25");
    }

    private static NumberSpelling wrong(String fault, String mended) {
        return new NumberSpelling(
                fault, RIGHT.matcher(mended).matches() || mended.contains(" ") ? mended : "digits only");
    }

    private static String withoutZeros(String digits) {
        return digits.replaceFirst("^(-?)0+(?=[0-9])", "$1");
    }
}
