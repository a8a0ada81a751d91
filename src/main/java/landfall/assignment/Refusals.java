package landfall.assignment;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import landfall.http.ApiException;
import landfall.http.ErrorCode;
import landfall.http.ProblemIssue;
import landfall.ledger.AccountKey;
import landfall.ledger.LaneOverloadedException;
import landfall.ledger.LedgerUnavailableException;
import landfall.ruleset.ActiveRuleSet.NoActiveRuleSetException;

/** What a call about assignments can be refused for, in the words of the API. */
final class Refusals {

    private static final Duration OVERLOADED = Duration.ofSeconds(1);
    private static final Duration DATABASE_GONE = Duration.ofSeconds(5);

    private Refusals() {}

    /** Every fault of the call, each with its place. */
    static ApiException invalid(List<ProblemIssue> faults) {
        return new ApiException(ErrorCode.INVALID_VALUE, "The call can't be read as it was meant.", faults);
    }

    static ProblemIssue fault(String place, String message) {
        return ProblemIssue.at(place, ErrorCode.INVALID_VALUE.code(), message);
    }

    static ApiException keyTooLong() {
        return invalid(List.of(
                fault("header Idempotency-Key", "The key is longer than " + Intake.LONGEST_KEY + " characters.")));
    }

    static ApiException badLine(String message) {
        return new ApiException(ErrorCode.INVALID_VALUE, message);
    }

    static ApiException noIdentity() {
        return new ApiException(
                ErrorCode.NO_IDENTITY,
                "The body names no externalId and no email, and the call has no idempotency key.");
    }

    static ApiException unknownAccount(AccountKey account) {
        return new ApiException(
                ErrorCode.ACCOUNT_UNKNOWN,
                "Nothing was decided about " + account.externalId() + " of " + account.source()
                        + " yet, and one property of it is no account.");
    }

    static ApiException nothingTold() {
        return new ApiException(
                ErrorCode.NOTHING_TOLD,
                "The event has no value at any of the places where the source's map looks for an account's fields.");
    }

    static ApiException keyReused(String decisionId) {
        return new ApiException(
                ErrorCode.KEY_REUSED,
                "This idempotency key was used for another body; what it decided is assignment " + decisionId + ".");
    }

    static ApiException notFound(String what) {
        return new ApiException(ErrorCode.NOT_FOUND, what);
    }

    static ApiException noActiveRuleSet() {
        return ApiException.notReady(List.of(ProblemIssue.at(
                "rules", ErrorCode.NOT_READY.code(), "No rule set is active; the service's log says why.")));
    }

    /** A call with the same key, or for the same account, waits before it. */
    static ApiException stillUnderWay() {
        return ApiException.busy("The decision is still under way; ask again with the same key.", OVERLOADED);
    }

    /** What made a stage fail. */
    static Throwable cause(Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
    }

    /** The same fault as callers may see it; a defect stays what it is. */
    static RuntimeException translate(Throwable thrown) {
        Throwable cause = cause(thrown);
        if (cause instanceof Identity.NoIdentityException) {
            return noIdentity();
        }
        if (cause instanceof NoActiveRuleSetException) {
            return noActiveRuleSet();
        }
        if (cause instanceof LaneOverloadedException) {
            return ApiException.busy("More calls wait than can be answered soon.", OVERLOADED);
        }
        if (cause instanceof Imports.DecidedMeanwhileException) {
            return ApiException.busy("Other calls go on deciding about this account.", OVERLOADED);
        }
        if (cause instanceof LedgerUnavailableException) {
            return ApiException.busy("The database can't be reached.", DATABASE_GONE);
        }
        return cause instanceof RuntimeException runtime ? runtime : new IllegalStateException(cause);
    }
}
