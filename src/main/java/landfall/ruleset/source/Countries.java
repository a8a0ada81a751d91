package landfall.ruleset.source;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The countries of ISO 3166-1. */
public final class Countries {

    private static final Set<String> CODES =
            Arrays.stream(Locale.getISOCountries()).collect(Collectors.toUnmodifiableSet());
    private static final Map<String, String> BY_NAME = new HashMap<>();

    static {
        for (String code : CODES) {
            BY_NAME.put(new Locale("", code).getDisplayCountry(Locale.ENGLISH), code);
        }
        BY_NAME.put("UK", "GB");
        BY_NAME.put("EL", "GR");
        BY_NAME.put("USA", "US");
    }

    private Countries() {}

    public static boolean isKnown(String code) {
        return CODES.contains(code);
    }

    /** Whether it is the English name of a country, or a usual short form of one. */
    static boolean isName(String spelling) {
        return BY_NAME.keySet().stream().anyMatch(spelling::equalsIgnoreCase);
    }

    /** What was meant by something that is no code of a country. */
    public static String hint(String spelling) {
        Optional<String> code = CODES.contains(spelling.toUpperCase(Locale.ROOT))
                ? Optional.of(spelling.toUpperCase(Locale.ROOT))
                : Optional.ofNullable(BY_NAME.get(spelling))
                        .or(() -> spelling.length() < 4
                                ? Optional.empty()
                                : Suggestions.find(spelling, BY_NAME.keySet()).map(BY_NAME::get));
        return code.map(found -> "did you mean \"" + found + "\"?")
                .orElse("countries have two letters (ISO 3166-1), such as \"JP\"");
    }
}
