package landfall.realign;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import landfall.book.Keeps;
import landfall.facts.Account;
import landfall.http.ErrorCode;
import landfall.http.ProblemIssue;
import landfall.language.Issue;
import landfall.publishing.Wishes;
import landfall.realign.RealignmentsResource.Wanted;
import landfall.realign.Terms.Exclusion;
import landfall.realign.Terms.Kind;
import landfall.realign.Terms.Scope;
import landfall.ruleset.AccountCondition;
import landfall.ruleset.CompiledRuleSet;
import landfall.ruleset.Preparation;
import landfall.ruleset.source.Suggestions;
import org.jspecify.annotations.Nullable;

/** Reads what calls about realignments say, and gathers every fault of it. For one call. */
final class RealignmentWishes extends Wishes {

    private static final int MOST_VALUES = 10_000;
    private static final int MOST_EXCLUSIONS = 20;
    private static final Duration FURTHEST = Duration.ofDays(366);

    RealignmentWishes() {
        super(ErrorCode.INVALID_VALUE, "The call can't be read as it was meant.");
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

    /** By what it is proposed who keeps a company; null for a realignment by rules. */
    @Nullable
    String keeps(Wanted body) {
        String kind = body.kind() == null ? Kind.RULES.word() : body.kind();
        String keeps = body.keeps();
        if (!Kind.WORDS.contains(kind)) {
            fault("/kind", "There is no kind \"" + kind + "\".", Kind.WORDS, kind);
            return null;
        }
        if (kind.equals(Kind.RULES.word())) {
            if (keeps != null) {
                fault("/keeps", "Only a realignment of kind \"conflicts\" says who keeps a company.");
            }
            return null;
        }
        if (body.version() != null) {
            fault("/version", "A realignment of kind \"conflicts\" asks no rules; leave the version out.");
        }
        if (keeps != null && Keeps.find(keeps).isEmpty()) {
            fault("/keeps", "Nothing is called \"" + keeps + "\".", Keeps.WORDS, keeps);
        }
        return keeps == null ? Keeps.COMPANY.word() : keeps;
    }

    private void fault(String place, String message, List<String> known, String sent) {
        fault(new ProblemIssue(
                ErrorCode.INVALID_VALUE.code(),
                place,
                message,
                Suggestions.hint(sent, known, "there are " + String.join(", ", known))));
    }

    Terms terms(
            @Nullable Scope said, @Nullable List<Exclusion> exclusions, @Nullable String keeps, Instant effectiveAt) {
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
        return new Terms(scope, given, keeps);
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
    ScopeSelection selection(Terms terms, Preparation preparation, CompiledRuleSet rules, Instant effectiveAt) {
        String when = terms.scope().when();
        Predicate<Account> scope = when == null ? null : condition(when, "/scope/when", preparation, rules);
        List<ScopeSelection.Held> held = new ArrayList<>();
        for (int i = 0; i < terms.exclusions().size(); i++) {
            Exclusion exclusion = terms.exclusions().get(i);
            held.add(new ScopeSelection.Held(
                    condition(exclusion.when(), "/exclusions/" + i + "/when", preparation, rules), exclusion.until()));
        }
        refuse();
        return new ScopeSelection(terms.scope(), scope, held, effectiveAt);
    }

    private Predicate<Account> condition(String text, String place, Preparation preparation, CompiledRuleSet rules) {
        AccountCondition.Read read = preparation.condition(text, rules);
        if (read instanceof AccountCondition.Read.Condition condition) {
            return condition.condition();
        }
        ((AccountCondition.Read.Refused) read).issues().forEach(issue -> fault(told(issue, place)));
        return account -> false;
    }

    private static ProblemIssue told(Issue issue, String place) {
        return new ProblemIssue(
                issue.code(),
                place,
                "Line " + issue.place().line() + ", column " + issue.place().column() + ": " + issue.message() + ".",
                issue.hint());
    }
}
