package landfall.publishing;

import jakarta.servlet.http.HttpServletRequest;
import landfall.http.Caller;
import landfall.http.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Reads what calls about versions say, and gathers every fault of it. For one call. */
final class VersionWishes extends Wishes {

    static final String BY = "Who does it; only while no keys are configured";

    private static final int LONGEST_NAME = 200;

    private VersionWishes(ErrorCode code) {
        super(
                code,
                code == ErrorCode.INVALID_PARAMETER ? "A parameter can't be understood." : "A value can't be taken.");
    }

    static VersionWishes ofQuery() {
        return new VersionWishes(ErrorCode.INVALID_PARAMETER);
    }

    static VersionWishes ofBody() {
        return new VersionWishes(ErrorCode.INVALID_VALUE);
    }

    /** The caller's name; while nobody has a key, what he says it is. A key that says it is somebody else's is a fault. */
    String by(HttpServletRequest request, @Nullable String by) {
        bounded(by, "query by", LONGEST_NAME);
        Caller caller = Caller.of(request);
        return caller.authoring(by).orElseGet(() -> {
            fault("query by", "The key is " + caller.name() + "'s: leave this out, or name him.");
            return caller.name();
        });
    }

    boolean flag(@Nullable String text, String place) {
        if (text != null && !text.equals("true") && !text.equals("false")) {
            fault(place, "This must be true or false.");
        }
        return "true".equals(text);
    }
}
