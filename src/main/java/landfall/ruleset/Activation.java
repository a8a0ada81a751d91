package landfall.ruleset;

import java.time.Instant;

/** From when on a rule set version decides, together with a roster version. */
public record Activation(
        String ruleSetVersion, String rosterVersion, Instant activatedAt, String activatedBy, String reason) {}
