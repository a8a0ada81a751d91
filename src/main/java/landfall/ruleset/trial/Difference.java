package landfall.ruleset.trial;

import org.jspecify.annotations.Nullable;

/**
 * One value that came out otherwise than expected.
 *
 * @param got null: there was none
 */
public record Difference(Expected expected, @Nullable String got) {

    /** Such as {@code expected territory us-west, got us-west-enterprise}. */
    public String sentence() {
        return "expected "
                + (expected.value() == null ? "no " + expected.key() : expected.key() + " " + expected.value())
                + ", got " + (got == null ? "none" : got);
    }
}
