package landfall.cli;

/** The command line asks for something that can't be; the message says what. */
public final class WrongUseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public WrongUseException(String message) {
        super(message);
    }
}
