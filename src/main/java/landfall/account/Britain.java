package landfall.account;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The nations of the United Kingdom, which people give as a country. */
final class Britain {

    private static final Set<String> NATIONS = Set.of("GB-ENG", "GB-SCT", "GB-WLS", "GB-NIR");

    private Britain() {}

    static boolean isNation(String place) {
        return NATIONS.contains(place);
    }

    /** Its place, where the text names one of them in any language. */
    static @Nullable String nation(String text) {
        String place = Subdivisions.byName("GB", text);
        return place != null && isNation(place) ? place : null;
    }
}
