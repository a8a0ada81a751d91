package landfall.ruleset;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * From when on a rule set version decides, together with a roster version.
 *
 * @param ticket where somebody else reads about it, or null
 * @param rosterByApi whether the roster is kept by API; then the roster files of the folder don't count
 * @param rulesByApi whether the rules came by API; then a folder that isn't watched doesn't count
 */
public record Activation(
        String ruleSetVersion,
        String rosterVersion,
        Instant activatedAt,
        String activatedBy,
        String reason,
        Kind kind,
        @Nullable String ticket,
        boolean rosterByApi,
        boolean rulesByApi) {

    /** What was meant by it. */
    public enum Kind {
        /** Rules that were never active before. */
        ACTIVATION,
        /** Back to rules that were active before. */
        ROLLBACK,
        /** Whatever it is, it could not wait. */
        EMERGENCY,
        /** Another roster; the rules stay. */
        ROSTER,
        /** Another roster that could not wait; the rules stay. */
        ROSTER_EMERGENCY;

        /** As it is written, in lower case. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}
