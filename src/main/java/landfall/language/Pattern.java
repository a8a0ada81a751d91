package landfall.language;

import java.util.List;

/** {@code Account(…)}, {@code Clock(…)} or {@code Territory(…)}: all of its conditions must hold. */
public record Pattern(FactType fact, List<Condition> conditions, Place place) {

    public Pattern {
        conditions = List.copyOf(conditions);
    }
}
