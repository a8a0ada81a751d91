package landfall.ruleset.analysis;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import landfall.engine.RulePeriod;
import landfall.language.Condition;
import landfall.language.FactType;
import landfall.language.Pattern;
import landfall.language.Rule;
import landfall.ruleset.analysis.Studied.Part;
import org.jspecify.annotations.Nullable;

/** Turns rules into boxes. */
final class Study {

    private final Space space;
    private final Shapes shapes;
    private final ZoneId defaultZone;

    Study(Space space, ZoneId defaultZone) {
        this.space = space;
        this.shapes = new Shapes(space);
        this.defaultZone = defaultZone;
    }

    Studied of(Rule rule, int rank) {
        Box during = Box.whole(space.count())
                .within(Space.moment(), space.moments().during(RulePeriod.of(rule, defaultZone)), space);
        List<Part> parts = new ArrayList<>();
        try {
            for (Pattern pattern : rule.patterns()) {
                for (Condition condition : pattern.conditions()) {
                    if (pattern.fact() != FactType.CLOCK) {
                        Clocks.parts(condition).forEach(part -> parts.add(new Part(part, shapes.of(part))));
                    } else if (!Clocks.namesZone(condition)) {
                        ZoneId zone = Clocks.zone(pattern);
                        Clocks.parts(condition)
                                .forEach(part -> parts.add(new Part(part, shapes.of(new ZonedCondition(zone, part)))));
                    }
                }
            }
            return new Studied(rule, rank, parts, during == null ? List.of() : all(parts, -1, during), during, false);
        } catch (Shapes.TooWideException wide) {
            return new Studied(rule, rank, List.of(), List.of(), during, true);
        }
    }

    /** Where all parts hold but one; -1: all of them. */
    List<Box> all(List<Part> parts, int but, @Nullable Box during) {
        List<Box> all = List.of(during == null ? Box.whole(space.count()) : during);
        for (int each = 0; each < parts.size(); each++) {
            if (each != but) {
                all = shapes.product(all, parts.get(each).boxes());
            }
        }
        return all;
    }
}
