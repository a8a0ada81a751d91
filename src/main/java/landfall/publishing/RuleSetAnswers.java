package landfall.publishing;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import landfall.http.ApiException;
import landfall.http.ErrorCode;
import landfall.http.ProblemIssue;
import landfall.language.Issue;
import landfall.ruleset.Activator;
import landfall.ruleset.Approvals;
import landfall.ruleset.OneAtATime;
import landfall.ruleset.VersionResult;
import landfall.ruleset.Versioned;

/** How calls about versions are refused. */
final class RuleSetAnswers {

    private static final Duration SOON = Duration.ofSeconds(5);

    private RuleSetAnswers() {}

    /** Runs what waits for its turn. */
    static <T> T inTurn(Supplier<T> call) {
        try {
            return call.get();
        } catch (OneAtATime.TooManyException crowd) {
            throw ApiException.busy("More calls of this kind wait than are taken at once.", SOON);
        }
    }

    /** What was activated; throws where it was not. */
    static Activator.Outcome.Activated activated(Activator.Outcome outcome) {
        if (outcome instanceof Activator.Outcome.Misfit misfit) {
            throw new ApiException(
                    ErrorCode.RULES_MISFIT,
                    "Nothing has changed: " + count(misfit.errors().size()) + " with the roster that is active.",
                    misfit.errors().stream().map(RuleSetAnswers::told).toList());
        }
        if (outcome instanceof Activator.Outcome.NotApproved waiting) {
            throw new ApiException(
                    ErrorCode.NOT_APPROVED,
                    (waiting.what() == Versioned.ROSTER
                                    ? "Version " + waiting.version() + " of the roster"
                                    : "Version " + waiting.version())
                            + (waiting.state() == Approvals.State.REJECTED
                                    ? " was rejected."
                                    : " waits for approval."));
        }
        if (outcome instanceof Activator.Outcome.Activated activated) {
            return activated;
        }
        throw noRoster();
    }

    /** For rules that have errors. */
    static ApiException refused(VersionResult result) {
        List<VersionResult.Told> errors = result.issues().stream()
                .filter(issue -> issue.severity().equals("error"))
                .toList();
        return new ApiException(
                ErrorCode.RULES_REFUSED,
                "Nothing has changed: " + count(errors.size()) + ".",
                errors.stream()
                        .map(issue -> new ProblemIssue(issue.code(), issue.place(), issue.message(), issue.hint()))
                        .toList());
    }

    static ApiException noRoster() {
        return ApiException.notReady(List.of(ProblemIssue.at(
                "roster",
                ErrorCode.NOT_READY.code(),
                "There is no roster yet to check rules with; the service's log says why.")));
    }

    static ApiException noVersion(Versioned what, String version) {
        return new ApiException(ErrorCode.NOT_FOUND, what.unknown(version));
    }

    static void decided(Approvals.Outcome outcome, Versioned what, String version) {
        switch (outcome) {
            case DECIDED -> {}
            case NO_SUCH_VERSION -> throw noVersion(what, version);
            case NOT_AN_APPROVER ->
                throw new ApiException(
                        ErrorCode.NOT_AN_APPROVER, "This call comes from nobody who may approve or reject.");
            case OWN_WORK -> throw new ApiException(ErrorCode.OWN_WORK, "You published this version yourself.");
            case OTHER_RESULT ->
                throw new ApiException(
                        ErrorCode.OTHER_RESULT, "The digest in the body is not that of this version's result.");
            case OTHER_IMPACT ->
                throw new ApiException(
                        ErrorCode.OTHER_IMPACT,
                        "No impact of version " + version + " that is done has the impactDigest in the body.");
        }
    }

    static ProblemIssue told(Issue issue) {
        VersionResult.Told told = VersionResult.Told.of(issue);
        return new ProblemIssue(told.code(), told.place(), told.message(), told.hint());
    }

    private static String count(int errors) {
        return errors == 1 ? "there is 1 error" : "there are " + errors + " errors";
    }
}
