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

/** Reads what callers say of why they do something, and gathers every fault of it. For one call. */
public abstract class Wishes {

    /** Characters that a reason, a comment or a condition may have. */
    protected static final int LONGEST_TEXT = 4_000;

    private static final int LONGEST_TICKET = 1_000;
    private static final int DIGEST = 64;

    private final ErrorCode code;
    private final String detail;
    private final List<ProblemIssue> faults = new ArrayList<>();

    /**
     * With no faults.
     *
     * @param code of each fault, and of the answer where there are any
     * @param detail of that answer
     */
    protected Wishes(ErrorCode code, String detail) {
        this.code = code;
        this.detail = detail;
    }

    /** Whoever calls, as far as approving goes: a person, and nobody who administers. */
    public static Approvals.Approver approver(HttpServletRequest request) {
        Caller caller = Caller.of(request);
        return new Approvals.Approver(
                caller.name(),
                caller.kind() == Caller.Kind.PERSON && caller.may(Role.APPROVE) && !caller.may(Role.ADMIN));
    }

    /** Empty where nothing is said. */
    public String text(@Nullable String text, String place) {
        bounded(text, place, LONGEST_TEXT);
        return text == null ? "" : text.strip();
    }

    /**
     * The same, where something has to be said.
     *
     * @param what it must say
     */
    public String required(@Nullable String text, String place, String what) {
        String given = text(text, place);
        if (given.isEmpty()) {
            fault(place, "This must say " + what + ".");
        }
        return given;
    }

    /** Of a ticket elsewhere; null where none is named. */
    @Nullable
    public String ticket(@Nullable String text, String place) {
        bounded(text, place, LONGEST_TICKET);
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** A SHA-256 in hex; null where none is named. */
    @Nullable
    public String digest(@Nullable String text, String place) {
        if (text != null && (text.length() != DIGEST || !text.matches("[0-9a-f]+"))) {
            fault(place, "This is a SHA-256 in hex, " + DIGEST + " digits.");
        }
        return text;
    }

    /** Notes a text that is longer than that many characters. */
    protected void bounded(@Nullable String text, String place, int most) {
        if (text != null && text.length() > most) {
            fault(place, "This has at most " + most + " characters.");
        }
    }

    /** Notes a fault. */
    public void fault(String place, String message) {
        fault(ProblemIssue.at(place, code.code(), message));
    }

    /** Notes one that has a code of its own. */
    protected void fault(ProblemIssue issue) {
        faults.add(issue);
    }

    /** Throws where there was any fault. */
    public void refuse() {
        if (!faults.isEmpty()) {
            throw new ApiException(code, detail, faults);
        }
    }
}
