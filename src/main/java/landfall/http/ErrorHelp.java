package landfall.http;

/**
 * The help page of one error code.
 *
 * @param title what went wrong, in one line
 * @param remedy what the caller can do about it
 */
public record ErrorHelp(String code, int status, String title, String remedy) {

    static ErrorHelp of(ErrorCode code) {
        return new ErrorHelp(code.code(), code.status(), code.title(), code.remedy());
    }
}
