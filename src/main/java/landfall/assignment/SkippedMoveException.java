package landfall.assignment;

/** A planned move can't be made as it was seen; the account stays where it is. */
public final class SkippedMoveException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why an account stays. */
    public enum Why {
        /** It has another owner, territory or status than when the move was looked at. */
        MOVED_SINCE("moved-since"),
        /** It is held. */
        HELD("held"),
        /** The rep doesn't sell now, or isn't in the roster any more. */
        REP_INACTIVE("rep-inactive"),
        /** By its fields as they are now the rules send it elsewhere than was looked at. */
        ROUTED_ELSEWHERE("routed-elsewhere"),
        /** The rules and the turns name nobody but the rep who hands it over. */
        NOBODY_ELSE("nobody-else"),
        /** It was to follow its company, whose owner is somebody else now. */
        COMPANY_ELSEWHERE("company-elsewhere"),
        /** Others have accounts of its company than when it was looked at, or the company is somebody else's. */
        COMPANY_CHANGED("company-changed"),
        /** The ledger refused it; the detail says why. */
        NOT_RECORDED("not-recorded");

        private final String word;

        Why(String word) {
            this.word = word;
        }

        /** As it is written. */
        public String word() {
            return word;
        }
    }

    private final Why why;

    SkippedMoveException(Why why, String detail) {
        super(detail, null, false, false);
        this.why = why;
    }

    public Why why() {
        return why;
    }

    /** In a sentence. */
    public String detail() {
        return String.valueOf(getMessage());
    }
}
