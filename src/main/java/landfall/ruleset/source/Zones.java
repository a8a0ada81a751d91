package landfall.ruleset.source;

import java.time.ZoneId;
import java.util.Set;
import java.util.stream.Collectors;

/** The time zones that a rule or a roster can name. */
public final class Zones {

    private static final Set<String> KNOWN = ZoneId.getAvailableZoneIds().stream()
            .filter(zone -> !zone.startsWith("SystemV/"))
            .collect(Collectors.toUnmodifiableSet());

    private Zones() {}

    public static boolean isKnown(String id) {
        return KNOWN.contains(id);
    }

    public static String hint(String id) {
        String folded = id.replace(' ', '_');
        String otherwise = "zones are named like \"America/New_York\" or \"Asia/Tokyo\"";
        if (folded.indexOf('/') < 0) {
            // People write the city alone.
            return KNOWN.stream()
                    .filter(zone ->
                            zone.substring(zone.lastIndexOf('/') + 1).equalsIgnoreCase(folded) && zone.indexOf('/') > 0)
                    .sorted()
                    .findFirst()
                    .map(zone -> "did you mean \"" + zone + "\"?")
                    .orElse(otherwise);
        }
        return Suggestions.hint(folded, KNOWN, otherwise);
    }
}
