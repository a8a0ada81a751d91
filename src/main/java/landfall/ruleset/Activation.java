package landfall.ruleset;

import java.time.Instant;

/**
 * From when on a rule set version decides, together with a roster version.
 *
 * @param rosterByApi whether the roster is kept by API; then the roster files of the folder don't count
 */
public record Activation(
        String ruleSetVersion,
        String rosterVersion,
        Instant activatedAt,
        String activatedBy,
        String reason,
        boolean rosterByApi) {}
