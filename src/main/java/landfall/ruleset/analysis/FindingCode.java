package landfall.ruleset.analysis;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The kinds of findings, in the order in which they are told. */
public enum FindingCode {
    /** A rule that can never match. */
    DEAD_RULE(true),
    /** A rule that matches, but never decides, since others always come before it. */
    SHADOWED_RULE(true),
    /** Two rules of one priority claim the same accounts for different owners. */
    OVERLAP(true),
    /** Accounts that reach a territory for which no rotation rule says whose turn it is. */
    ROTATION_GAP(true),
    /** Accounts that no rule claims. */
    GAP(false),
    /** A condition that holds for every account at any moment. */
    CONDITION_ALWAYS_TRUE(false),
    /** A condition that the others of its rule imply. */
    REDUNDANT_CONDITION(false);

    private final boolean warning;

    FindingCode(boolean warning) {
        this.warning = warning;
    }

    /** Stable, in kebab case. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** {@code warning}, or {@code information} for what may well be meant. */
    public String severity() {
        return warning ? "warning" : "information";
    }
}
