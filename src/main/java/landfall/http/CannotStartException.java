package landfall.http;

/** Something that the operator can mend keeps the service from starting; the message tells him what, and is all that he sees. */
public final class CannotStartException extends RuntimeException {

    public CannotStartException(String message) {
        super(message);
    }

    public CannotStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
