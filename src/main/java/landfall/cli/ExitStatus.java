package landfall.cli;

/** The exit code of the command that ran: 0 well, 1 something was found, 2 wrong use. */
public final class ExitStatus {

    private int code;

    void set(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }
}
