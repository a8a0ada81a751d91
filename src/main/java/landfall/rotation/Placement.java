package landfall.rotation;

import java.util.List;
import landfall.routing.PassedOver;
import org.jspecify.annotations.Nullable;

/**
 * Who takes an account, and how that came about.
 *
 * @param owner rep id
 * @param territory null where a rule named the rep alone
 * @param rule the territory rule that decided, or null where none matches
 * @param turn null where no rotation was asked, or it took no turn
 * @param passedOver who was asked before, in order
 * @param reason a sentence for people
 */
public record Placement(
        Status status,
        String owner,
        @Nullable String territory,
        @Nullable String rule,
        @Nullable Turn turn,
        List<PassedOver> passedOver,
        String reason) {

    public Placement {
        passedOver = List.copyOf(passedOver);
    }

    /** How an account was placed. */
    public enum Status {
        ASSIGNED("assigned"),
        QUEUED("queued"),
        FALLBACK("fallback");

        private final String word;

        Status(String word) {
            this.word = word;
        }

        /** The status of that word. */
        public static Status of(String word) {
            for (Status status : values()) {
                if (status.word.equals(word)) {
                    return status;
                }
            }
            throw new IllegalArgumentException("unknown status " + word);
        }

        /** As answers spell it. */
        public String word() {
            return word;
        }
    }
}
