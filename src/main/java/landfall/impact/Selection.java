package landfall.impact;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import landfall.facts.Account;
import org.jspecify.annotations.Nullable;

/** Which accounts of the book are asked about, and which of them stay nevertheless. Safe for many threads. */
public interface Selection {

    /** The whole book; nothing is held. */
    Selection ALL = new Selection() {
        @Override
        public boolean takes(Asked account) {
            return true;
        }

        @Override
        public Optional<Instant> keptUntil(Asked account) {
            return Optional.empty();
        }
    };

    /**
     * An account of the book.
     *
     * @param account as rules see it; its present owner is its {@code currentOwner}
     * @param owner rep id
     * @param territory null where a rule named the rep alone
     * @param companyKeys each with its kind
     */
    record Asked(
            String source,
            String externalId,
            Account account,
            String owner,
            @Nullable String territory,
            List<String> companyKeys) {

        Asked(Held held, List<String> companyKeys) {
            this(
                    held.source(),
                    held.externalId(),
                    held.account(),
                    held.before().repId(),
                    held.before().territory(),
                    companyKeys);
        }
    }

    /** Whether the account may move at all; one that may not counts among loads. */
    boolean takes(Asked account);

    /** Until when an account that might move is held; empty where it isn't. */
    Optional<Instant> keptUntil(Asked account);
}
