package landfall.ruleset.analysis;

import java.time.ZoneId;
import landfall.engine.ConditionMeaning;
import landfall.language.Condition;

/** A condition on the clock of a zone. */
record ZonedCondition(ZoneId zone, Condition condition) {

    /** Equal only for conditions that always answer alike. */
    String id() {
        return zone.getId() + " " + ConditionMeaning.id(condition);
    }
}
