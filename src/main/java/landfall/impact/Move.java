package landfall.impact;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One account that would be elsewhere.
 *
 * @param name of the company
 * @param because why it would be there, in a sentence
 * @param byActiveRulesToo whether the active rules, too, would have it elsewhere than it is
 * @param annualRevenue in the base currency
 * @param dealSize in the base currency
 * @param kilometresBefore great-circle distance from its rep's place; null where one of the two is unknown
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Move(
        String source,
        String externalId,
        @Nullable String name,
        Kind kind,
        Position before,
        Position after,
        String because,
        boolean byActiveRulesToo,
        @Nullable BigDecimal annualRevenue,
        @Nullable BigDecimal dealSize,
        @Nullable Double kilometresBefore,
        @Nullable Double kilometresAfter) {

    /** What would become of it. */
    public enum Kind {
        /** Another rep has it. */
        REP,
        /** Its rep keeps it, in another territory. */
        TERRITORY,
        /** It waited or had fallen back, and gets a rep. */
        ASSIGNED,
        /** It waits in a queue. */
        QUEUED,
        /** No rule covers it, or nobody is free for it. */
        FALLBACK;

        /** As it is written, in lower case. */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(Position before, Position after) {
            if (!after.isAssigned()) {
                return after.isFallback() ? FALLBACK : QUEUED;
            }
            if (!before.isAssigned()) {
                return ASSIGNED;
            }
            return before.repId().equals(after.repId()) ? TERRITORY : REP;
        }
    }
}
