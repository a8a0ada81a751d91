package landfall.ledger;

/** The database can't be reached, or the ledger is closing: nothing was decided, and the caller may try again. */
public final class LedgerUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    LedgerUnavailableException(String message) {
        super(message);
    }

    LedgerUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
