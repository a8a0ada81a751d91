package landfall.staff;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import landfall.http.ApiException;
import landfall.http.Caller;
import landfall.http.ErrorCode;
import landfall.http.ProblemIssue;
import landfall.language.Issue;
import landfall.language.Place;
import landfall.language.Rule;
import landfall.ruleset.ActiveRuleSet.NoActiveRuleSetException;
import landfall.ruleset.Approvals;
import landfall.ruleset.CheckedRuleSet;
import landfall.ruleset.OneAtATime;
import landfall.ruleset.RosterPublisher;
import landfall.ruleset.RosterPublisher.Outcome;
import landfall.ruleset.RosterPublisher.Wish;
import org.jspecify.annotations.Nullable;

/** What every call that changes the roster shares: what it is asked with, and how it is answered or refused. */
final class RosterCalls {

    private static final Duration SOON = Duration.ofSeconds(5);
    private static final int LONGEST_BY = 200;
    private static final int LONGEST_MESSAGE = 4_000;

    private final RosterPublisher publisher;

    RosterCalls(RosterPublisher publisher) {
        this.publisher = publisher;
    }

    RosterPublisher publisher() {
        return publisher;
    }

    /**
     * Reads the query of a change, and who asks for it.
     *
     * @throws ApiException naming every parameter that can't be taken
     */
    static Wish wish(
            @Nullable String by, @Nullable String message, @Nullable String check, HttpServletRequest request) {
        return wish(by, message, check, null, request);
    }

    /** The same, which may not be able to wait. */
    static Wish wish(
            @Nullable String by,
            @Nullable String message,
            @Nullable String check,
            @Nullable String emergency,
            HttpServletRequest request) {
        Caller caller = Caller.of(request);
        List<ProblemIssue> faults = new ArrayList<>();
        bounded(by, "by", LONGEST_BY, faults);
        bounded(message, "message", LONGEST_MESSAGE, faults);
        boolean onlyCheck = flag(check, "check", faults);
        boolean urgent = flag(emergency, "emergency", faults);
        Optional<String> actor = caller.authoring(by);
        if (actor.isEmpty()) {
            faults.add(fault("by", "The key is " + caller.name() + "'s: leave this out, or name him."));
        }
        if (!faults.isEmpty()) {
            throw new ApiException(ErrorCode.INVALID_PARAMETER, "A parameter can't be understood.", faults);
        }
        return new Wish(actor.orElse(caller.name()), message == null ? "" : message.strip(), onlyCheck, urgent);
    }

    private static boolean flag(@Nullable String text, String name, List<ProblemIssue> faults) {
        if (text != null && !text.equals("true") && !text.equals("false")) {
            faults.add(fault(name, "This must be true or false."));
        }
        return "true".equals(text);
    }

    private static void bounded(@Nullable String text, String name, int most, List<ProblemIssue> faults) {
        if (text != null && text.length() > most) {
            faults.add(fault(name, "This has at most " + most + " characters."));
        }
    }

    private static ProblemIssue fault(String parameter, String message) {
        return ProblemIssue.at("query " + parameter, ErrorCode.INVALID_PARAMETER.code(), message);
    }

    /** Edits one file of the newest roster. */
    RosterChange edit(RosterPublisher.Edit edit, Wish wish) {
        return answer(() -> publisher.edit(edit, wish));
    }

    /** Runs the change, and tells what became of it as callers are told. */
    RosterChange answer(Supplier<Outcome> change) {
        Outcome outcome;
        try {
            outcome = change.get();
        } catch (NoActiveRuleSetException nothingActive) {
            throw ApiException.notReady(List.of(ProblemIssue.at(
                    "rules", ErrorCode.NOT_READY.code(), "No rule set is active; the service's log says why.")));
        } catch (OneAtATime.TooManyException crowd) {
            throw ApiException.busy("More changes of the roster wait than are taken at once.", SOON);
        }
        if (outcome instanceof Outcome.Refused refused) {
            Names names = new Names(refused.rules());
            throw new ApiException(
                    ErrorCode.ROSTER_REFUSED,
                    refused.errors().size() == 1
                            ? "Nothing has changed: there would be 1 error."
                            : "Nothing has changed: there would be "
                                    + refused.errors().size() + " errors.",
                    refused.errors().stream().map(names::told).toList());
        }
        if (outcome instanceof Outcome.NotApproved waiting) {
            throw new ApiException(
                    ErrorCode.NOT_APPROVED,
                    "Version " + waiting.version() + " of the roster"
                            + (waiting.state() == Approvals.State.REJECTED
                                    ? " was rejected."
                                    : " waits for approval."));
        }
        if (outcome instanceof Outcome.Outdated outdated) {
            throw new ApiException(
                    ErrorCode.ROSTER_OUTDATED,
                    "It was made from version " + outdated.base() + "; active is " + outdated.active() + " now.");
        }
        Outcome.Fitted fitted = (Outcome.Fitted) outcome;
        return new RosterChange(
                fitted.version(),
                fitted.before(),
                fitted.published(),
                fitted.waiting(),
                fitted.changes(),
                fitted.warnings().stream().map(RosterCalls::told).toList());
    }

    private static ProblemIssue told(Issue issue) {
        return new ProblemIssue(issue.code(), issue.place().toString(), issue.message(), issue.hint());
    }

    /** The rule in which a place lies, since people know rules by name. */
    private static final class Names {

        private final Map<String, TreeMap<Integer, String>> byLine = new TreeMap<>();

        Names(CheckedRuleSet rules) {
            for (Rule rule : rules.rules()) {
                byLine.computeIfAbsent(rule.place().source(), source -> new TreeMap<>())
                        .put(rule.place().line(), rule.name());
            }
        }

        private ProblemIssue told(Issue issue) {
            ProblemIssue told = RosterCalls.told(issue);
            return find(issue.place())
                    .map(rule -> new ProblemIssue(
                            told.code(), told.place(), "rule \"" + rule + "\": " + told.message(), told.hint()))
                    .orElse(told);
        }

        private Optional<String> find(Place place) {
            return Optional.ofNullable(byLine.get(place.source()))
                    .map(lines -> lines.floorEntry(place.line()))
                    .map(Map.Entry::getValue);
        }
    }
}
