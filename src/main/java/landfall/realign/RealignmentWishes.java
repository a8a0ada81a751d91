package landfall.realign;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import landfall.assignment.Holds;
import landfall.facts.Account;
import landfall.http.ApiException;
import landfall.http.Caller;
import landfall.http.ErrorCode;
import landfall.http.ProblemIssue;
import landfall.http.Role;
import landfall.language.Issue;
import landfall.realign.Terms.Exclusion;
import landfall.realign.Terms.Scope;
import landfall.ruleset.AccountCondition;
import landfall.ruleset.Approvals;
import landfall.ruleset.CompiledRuleSet;
import landfall.ruleset.Preparation;
import org.jspecify.annotations.Nullable;

/** Reads what calls about realignments say, and gathers every fault of it. For one call. */
final class RealignmentWishes {

    private static final int LONGEST_TEXT = 4_000;
    private static final int LONGEST_TICKET = 1_000;
    private static final int MOST_VALUES = 10_000;
    private static final int MOST_EXCLUSIONS = 20;
    private static final int DIGEST = 64;
    private static final Duration FURTHEST = Duration.ofDays(366);

    private final List<ProblemIssue> faults = new ArrayList<>();

    /** Whoever calls, as far as approving goes: a person, and nobody who administers. */
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
        if (text != null && !text.matches("[0-9a-f]{" + DIGEST + "}")) {
            fault(place, "This is a SHA-256 in hex, " + DIGEST + " digits.");
        }
        return text;
    }

    /** Now, where nothing is said. */
    Instant effective(@Nullable Instant at, Instant now) {
        if (at != null && !at.isAfter(now)) {
            fault("/effectiveAt", "This instant is over; leave it out for now.");
        } else if (at != null && at.isAfter(now.plus(FURTHEST))) {
            fault("/effectiveAt", "This is at most " + FURTHEST.toDays() + " days from now.");
        }
        return at == null ? now : at;
    }

    Terms terms(@Nullable Scope said, @Nullable List<Exclusion> exclusions, Instant effectiveAt) {
        Scope scope = said == null ? Scope.ALL : said;
        values(scope.territories(), "/scope/territories");
        values(scope.reps(), "/scope/reps");
        values(scope.sources(), "/scope/sources");
        values(scope.companies(), "/scope/companies");
        bounded(scope.when(), "/scope/when", LONGEST_TEXT);
        List<Exclusion> given = exclusions == null ? List.of() : exclusions;
        if (given.size() > MOST_EXCLUSIONS) {
            fault("/exclusions", "There are at most " + MOST_EXCLUSIONS + " of these.");
        }
        for (int i = 0; i < given.size(); i++) {
            exclusion(given.get(i), "/exclusions/" + i, effectiveAt);
        }
        refuse();
        return new Terms(scope, given);
    }

    private void exclusion(@Nullable Exclusion exclusion, String place, Instant effectiveAt) {
        if (exclusion == null) {
            fault(place, "This must be an object with \"when\" and \"until\".");
            return;
        }
        required(exclusion.when(), place + "/when", "which accounts stay");
        if (exclusion.until() == null) {
            fault(place + "/until", "This must be an instant: until when they stay.");
        } else if (!exclusion.until().isAfter(effectiveAt)) {
            fault(place + "/until", "This must be after the realignment takes effect; nobody would be held.");
        }
    }

    private void values(List<String> values, String place) {
        if (values.size() > MOST_VALUES) {
            fault(place, "There are at most " + MOST_VALUES + " of these.");
        }
        if (values.stream().anyMatch(value -> value == null || value.isBlank())) {
            fault(place, "Each of these must be a text.");
        }
    }

    /** What the terms mean by these rules; throws where their conditions have faults. */
    ScopeSelection selection(
            Terms terms, Preparation preparation, CompiledRuleSet rules, Holds holds, Instant effectiveAt) {
        String when = terms.scope().when();
        Predicate<Account> scope = when == null ? null : condition(when, "/scope/when", preparation, rules);
        List<ScopeSelection.Held> held = new ArrayList<>();
        for (int i = 0; i < terms.exclusions().size(); i++) {
            Exclusion exclusion = terms.exclusions().get(i);
            held.add(new ScopeSelection.Held(
                    condition(exclusion.when(), "/exclusions/" + i + "/when", preparation, rules), exclusion.until()));
        }
        refuse();
        return new ScopeSelection(terms.scope(), scope, held, holds, effectiveAt);
    }

    private Predicate<Account> condition(String text, String place, Preparation preparation, CompiledRuleSet rules) {
        AccountCondition.Read read = preparation.condition(text, rules);
        if (read instanceof AccountCondition.Read.Condition condition) {
            return condition.condition();
        }
        ((AccountCondition.Read.Refused) read).issues().forEach(issue -> faults.add(told(issue, place)));
        return account -> false;
    }

    private static ProblemIssue told(Issue issue, String place) {
        return new ProblemIssue(
                issue.code(),
                place,
                "Line " + issue.place().line() + ", column " + issue.place().column() + ": " + issue.message() + ".",
                issue.hint());
    }

    private void bounded(@Nullable String text, String place, int most) {
        if (text != null && text.length() > most) {
            fault(place, "This has at most " + most + " characters.");
        }
    }

    void fault(String place, String message) {
        faults.add(ProblemIssue.at(place, ErrorCode.INVALID_VALUE.code(), message));
    }

    /** Throws where there was any fault. */
    void refuse() {
        if (!faults.isEmpty()) {
            throw new ApiException(ErrorCode.INVALID_VALUE, "The call can't be read as it was meant.", faults);
        }
    }
}
