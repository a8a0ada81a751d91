package landfall.impact;

import org.jspecify.annotations.Nullable;

/** Who owns each company while the draft is played; for one thread. */
interface Companies {

    /** No account belongs to a company. */
    Companies NONE = new Companies() {
        @Override
        public @Nullable Owner owner(long company) {
            return null;
        }

        @Override
        public void give(long company, Owner owner) {
            throw new IllegalStateException("there are no companies");
        }
    };

    /**
     * A company's owner.
     *
     * @param territory null where a rule named the rep alone
     */
    record Owner(String rep, @Nullable String territory) {}

    /** Null for 0, and where nobody owns it. */
    @Nullable
    Owner owner(long company);

    /** From now on it is his. */
    void give(long company, Owner owner);
}
