package landfall.impact;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import landfall.http.ApiException;
import landfall.http.ErrorCode;
import landfall.http.ProblemIssue;
import landfall.language.Issue;
import landfall.ruleset.ActiveRuleSet;
import landfall.ruleset.CompiledRuleSet;
import landfall.ruleset.Preparation;
import landfall.ruleset.Preparation.Prepared;
import landfall.ruleset.RuleFile;
import landfall.ruleset.RuleFiles;
import org.jspecify.annotations.Nullable;

/** Makes a question of what a caller sends: the draft is checked, compiled and tried on its cases as when it is published. */
final class Drafts {

    private static final int LONGEST_MESSAGE = 4_000;

    private final Preparation preparation;
    private final ActiveRuleSet active;

    Drafts(Preparation preparation, ActiveRuleSet active) {
        this.preparation = preparation;
        this.active = active;
    }

    Impacts.Question question(InputStream body, @Nullable String at, Instant now, String by, String message)
            throws IOException {
        CompiledRuleSet rules = active.find()
                .map(ActiveRuleSet.Activation::rules)
                .orElseThrow(() -> ApiException.notReady(List.of(ProblemIssue.at(
                        "rules", ErrorCode.NOT_READY.code(), "No rule set is active; the service's log says why."))));
        Instant moment = at == null ? now : moment(at);
        if (message.length() > LONGEST_MESSAGE) {
            throw invalid("query message", "This has at most " + LONGEST_MESSAGE + " characters.");
        }
        DraftUpload upload = DraftUpload.read(body);
        boolean taken = false;
        try {
            CompiledRuleSet draft = active.withAbsences(prepared(upload.rules(), rules));
            taken = true;
            return new Impacts.Question(rules, draft, upload.accounts(), moment, by, message);
        } finally {
            if (!taken && upload.accounts() != null) {
                Files.deleteIfExists(upload.accounts());
            }
        }
    }

    /** A draft without a roster is asked with the one that is active. */
    private CompiledRuleSet prepared(List<RuleFile> sent, CompiledRuleSet rules) {
        List<RuleFile> files = new ArrayList<>(sent);
        if (RuleFiles.onlyRoster(sent).isEmpty()) {
            files.addAll(RuleFiles.onlyRoster(rules.checked().files()));
        }
        Prepared prepared = preparation.prepare(files);
        if (prepared instanceof Prepared.Ready ready) {
            return ready.ruleSet().compiled();
        }
        throw new ApiException(
                ErrorCode.RULES_REFUSED,
                "The draft has errors; nobody's move was looked at.",
                prepared.issues().stream()
                        .filter(Issue::isError)
                        .map(issue ->
                                new ProblemIssue(issue.code(), issue.place().toString(), issue.message(), issue.hint()))
                        .toList());
    }

    private static Instant moment(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException none) {
            throw invalid("query at", "This must be an instant such as 2026-03-03T18:00:00Z.");
        }
    }

    private static ApiException invalid(String place, String message) {
        return new ApiException(
                ErrorCode.INVALID_PARAMETER,
                "The call can't be read as it was meant.",
                List.of(ProblemIssue.at(place, ErrorCode.INVALID_PARAMETER.code(), message)));
    }
}
