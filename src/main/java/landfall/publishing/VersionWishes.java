package landfall.publishing;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import landfall.http.ApiException;
import landfall.http.Caller;
import landfall.http.ErrorCode;
import landfall.http.ProblemIssue;
import landfall.http.Role;
import landfall.ruleset.Approvals;
import org.jspecify.annotations.Nullable;

/** Reads what calls about versions say, and gathers every fault of it. For one call. */
final class VersionWishes {

    static final String BY = "Who does it; only while no keys are configured";

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_TEXT = 4_000;
    private static final int LONGEST_TICKET = 1_000;
    private static final int DIGEST = 64;

    private final ErrorCode code;
    private final List<ProblemIssue> faults = new ArrayList<>();

    private VersionWishes(ErrorCode code) {
        this.code = code;
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

    static Approvals.Approver approver(HttpServletRequest request) {
        Caller caller = Caller.of(request);
        return new Approvals.Approver(
                caller.name(),
                caller.kind() == Caller.Kind.PERSON && caller.may(Role.APPROVE) && !caller.may(Role.ADMIN));
    }

    String text(@Nullable String text, String place) {
        bounded(text, place, LONGEST_TEXT);
        return text == null ? "" : text.strip();
    }

    String required(@Nullable String text, String place, String what) {
        String given = text(text, place);
        if (given.isEmpty()) {
            fault(place, "This must say " + what + ".");
        }
        return given;
    }

    @Nullable
    String ticket(@Nullable String text, String place) {
        bounded(text, place, LONGEST_TICKET);
        return text == null || text.isBlank() ? null : text.strip();
    }

    @Nullable
    String digest(@Nullable String text, String place) {
        if (text != null && (text.length() != DIGEST || !text.matches("[0-9a-f]+"))) {
            fault(place, "This is a SHA-256 in hex, " + DIGEST + " digits.");
        }
        return text;
    }

    boolean flag(@Nullable String text, String place) {
        if (text != null && !text.equals("true") && !text.equals("false")) {
            fault(place, "This must be true or false.");
        }
        return "true".equals(text);
    }

    private void bounded(@Nullable String text, String place, int most) {
        if (text != null && text.length() > most) {
            fault(place, "This has at most " + most + " characters.");
        }
    }

    void fault(String place, String message) {
        faults.add(ProblemIssue.at(place, code.code(), message));
    }

    /** Throws where there was any fault. */
    void refuse() {
        if (!faults.isEmpty()) {
            throw new ApiException(
                    code,
                    code == ErrorCode.INVALID_PARAMETER
                            ? "A parameter can't be understood."
                            : "A value can't be taken.",
                    faults);
        }
    }
}
