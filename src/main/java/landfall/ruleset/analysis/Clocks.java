package landfall.ruleset.analysis;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import landfall.language.Condition;
import landfall.language.Condition.Comparator;
import landfall.language.Condition.Compare;
import landfall.language.Pattern;

/** Takes patterns apart into conditions that must all hold. */
final class Clocks {

    private Clocks() {}

    static boolean namesZone(Condition condition) {
        return condition instanceof Compare compare
                && compare.comparator() == Comparator.EQUAL
                && compare.operand().text().equals("zone");
    }

    /** The zone of a checked Clock pattern. */
    static ZoneId zone(Pattern pattern) {
        return pattern.conditions().stream()
                .filter(Clocks::namesZone)
                .map(condition ->
                        ZoneId.of((String) ((Compare) condition).literal().value()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a Clock pattern without a zone: " + pattern.place()));
    }

    /** The parts of {@code &&}; else the condition itself. */
    static List<Condition> parts(Condition condition) {
        if (!(condition instanceof Condition.And and)) {
            return List.of(condition);
        }
        List<Condition> parts = new ArrayList<>();
        and.conditions().forEach(part -> parts.addAll(parts(part)));
        return parts;
    }
}
