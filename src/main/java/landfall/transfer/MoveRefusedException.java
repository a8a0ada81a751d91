package landfall.transfer;

/** Nothing was moved, or not all of it; the message says why. */
public final class MoveRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MoveRefusedException(String message) {
        super(message);
    }

    MoveRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
